/**
 * Why nothing arrives at a listener: asks what is expected, and shows the check list with verdict,
 * evidence and remedy.
 *
 * <p>Shows values that others found out, and hands the question on; JavaFX thread.
 */
package org.portbound.ui.examine;
