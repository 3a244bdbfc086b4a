/**
 * Groups on a socket that is open: what the kernel will say to a join, why it refused, what helps,
 * and what it has. Reads /proc: may take a moment; any thread.
 */
package org.portbound.diagnosis.group;
