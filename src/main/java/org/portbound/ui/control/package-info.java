/**
 * What the pages of the window share: texts, commands in the background, theme, fonts, icons,
 * settings, badges, marks on bad input, the ledger of system calls, and the status bar.
 *
 * <p>Knows no page. Everything here belongs to the JavaFX thread, except {@link
 * org.portbound.ui.control.Commands}, which runs what may block on a thread of its own, and {@link
 * org.portbound.ui.control.Settings}, which any thread may use.
 */
package org.portbound.ui.control;
