/**
 * One datagram in full: what the kernel told of it and what its payload says, as a tree; its bytes
 * in hex; its text. Bytes chosen in one of the three are marked in the others.
 *
 * <p>Given a datagram, it shows that one until it is given another. It sends nothing by itself: a
 * reply is filled into the send panel, and the user sends it. JavaFX thread.
 */
package org.portbound.ui.traffic.detail;
