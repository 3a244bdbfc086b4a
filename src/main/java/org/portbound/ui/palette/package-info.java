/**
 * The palette: everything that the window can do, found by typing. It knows the actions and nothing
 * of the pages they belong to. JavaFX thread.
 */
package org.portbound.ui.palette;
