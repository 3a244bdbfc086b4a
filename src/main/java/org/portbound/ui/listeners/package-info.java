/**
 * The left column of the window: the form that binds a listener, and the list of listeners.
 *
 * <p>Hands plans and wishes to whoever made it, and is handed snapshots; JavaFX thread.
 */
package org.portbound.ui.listeners;
