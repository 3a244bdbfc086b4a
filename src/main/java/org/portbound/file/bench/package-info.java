/**
 * The saved workbench: listeners, messages, filters and what is about to be sent, as one file that
 * a teacher prepares and hands out. {@code assets/workbench.schema.json} describes it. Reading
 * opens no socket and follows nothing that the file names. Pure but for {@link
 * org.portbound.file.bench.BenchFile}, which blocks; any thread.
 */
package org.portbound.file.bench;
