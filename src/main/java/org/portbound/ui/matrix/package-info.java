/**
 * The page with all pairs of options, tried on this very kernel. The experiment runs beside the
 * commands and is looked at while it goes on; everything here belongs to the JavaFX thread.
 */
package org.portbound.ui.matrix;
