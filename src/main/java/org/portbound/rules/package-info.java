/**
 * What the kernel will decide: bind conflicts and delivery, as pure functions on plans.
 *
 * <p>Opens no socket, reads no file; any thread.
 */
package org.portbound.rules;
