/**
 * The probe: a stream of numbered, time-stamped datagrams, and what its receivers make of it:
 * received, lost, duplicated, out of order, delay and jitter for each sender, and their course over
 * the last minute.
 *
 * <p>{@link org.portbound.decode.ProbeLayout} is the format. {@link
 * org.portbound.probe.ProbeMonitor} looks at every datagram on the receiving thread, beside the
 * log, and makes no object for it; any thread asks it how things stand. {@link
 * org.portbound.probe.ProbeWriter} fills what is sent.
 */
package org.portbound.probe;
