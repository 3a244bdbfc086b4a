/**
 * Scenarios on one UDP port as data, and what the kernel will say to each of their steps. A
 * scenario is one JSON line. Opens no socket and reads no file; any thread.
 */
package org.portbound.experiment.predict;
