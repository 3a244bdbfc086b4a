/**
 * The one owner of everything that is open: commands in, state and events out; it closes it all.
 *
 * <p>Commands may be called from any thread but JavaFX's, for they may block; one runs at a time.
 * What is read ({@code listeners()}, {@code ledger()}, {@code notices()}, {@code log()}) never
 * waits for a command. Nothing here calls the window: whoever shows the state asks for it, once a
 * frame, when {@code revision()} or the log's end has changed.
 */
package org.portbound.workbench;
