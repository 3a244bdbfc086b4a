/**
 * The window: its frame, which puts the pages side by side and carries wishes to the workbench and
 * results back.
 *
 * <p>Once a frame the window looks whether the workbench or the log changed, and only then draws
 * again. Commands run on the thread "window-commands"; everything else here belongs to the JavaFX
 * thread. An exception that nobody expected ends at {@link org.portbound.ui.Notifications}, which
 * shows it and keeps the rest running.
 */
package org.portbound.ui;
