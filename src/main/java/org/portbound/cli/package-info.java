/**
 * The terminal's commands: {@code listen}, {@code read}, {@code send}, {@code who}, {@code doctor}
 * and {@code demo}.
 *
 * <p>Each command reads its arguments into the records that the window uses too, gives them to a
 * {@link org.portbound.workbench.Workbench}, and turns what comes back into lines. Data goes to
 * standard output, everything about the run (refusals, summaries) to standard error. One thread,
 * the caller's; a second one exists only while the process is being asked to end. Never touches
 * JavaFX.
 */
package org.portbound.cli;
