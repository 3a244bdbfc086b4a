/**
 * The live table of datagrams, and the selected one in full.
 *
 * <p>Reads the log by number, and only the rows that are in sight: no list of datagrams is kept
 * here, and nothing is done per datagram. JavaFX thread.
 */
package org.portbound.ui.traffic;
