/**
 * The kernel's own socket calls on 64-bit Linux, through jnr-ffi.
 *
 * <p>Every datagram comes with its destination, interface, hop limit, kernel time and drop count. A
 * socket may be used by any thread; a receive set belongs to the receiving thread.
 */
package org.portbound.socket.posix;
