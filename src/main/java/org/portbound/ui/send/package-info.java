/**
 * The panel that sends: from which socket, where to, how, and what.
 *
 * <p>Hands the plan over and is handed the result; JavaFX thread.
 */
package org.portbound.ui.send;
