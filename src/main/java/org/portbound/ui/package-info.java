/**
 * The window: its frame, which puts the pages side by side and carries wishes to the workbench and
 * results back.
 *
 * <p>Once a frame the window looks whether the workbench or the log changed, and only then draws
 * again. Commands run on the thread "window-commands"; everything else here belongs to the JavaFX
 * thread.
 *
 * <p>What is not in sight at first comes once the window has been drawn, a piece a frame ({@link
 * org.portbound.ui.Afterwards}), or when it is asked for: the pages after the first, and whatever
 * of the first is hidden.
 *
 * <p>In another language the window is built anew over the same workbench: {@link
 * org.portbound.ui.PortboundApp} waits until the commands under way are answered, ends the drawing
 * of the window that is there, builds the next {@link org.portbound.ui.MainWindow} and puts its
 * scene on the same stage. Nothing that is open knows of it. What goes across is in {@link
 * org.portbound.ui.control.Memory}: objects that outlive the window (the lesson under way, the
 * matrix, replies, what is shown above the table), and what was typed and chosen in each control
 * that has a name ({@link org.portbound.ui.control.UiContext#named}). So a page keeps there what it
 * knows beyond the workbench, and makes sentences only of what it keeps, never keeps a sentence.
 *
 * <p>An exception that nobody expected is told in the page it belongs to ({@link
 * org.portbound.ui.PageFrame}), or, where nobody looks at that page or it belongs to none, by
 * {@link org.portbound.ui.Notifications}; the rest runs on.
 *
 * <p>What the user can have the window do is added once to {@link
 * org.portbound.ui.control.Actions}: menus, keys and the palette are made from it. What the user
 * can take back is added to {@link org.portbound.ui.control.UndoList} when it is done.
 */
package org.portbound.ui;
