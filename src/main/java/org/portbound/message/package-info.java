/**
 * Datagrams to send: the notations in which a payload is written.
 *
 * <p>Pure functions; any thread.
 */
package org.portbound.message;
