/**
 * The page with every UDP socket of the machine, and the explanation of one port. While it is in
 * sight it looks again every two seconds, on the commands' thread; everything else belongs to the
 * JavaFX thread.
 */
package org.portbound.ui.ports;
