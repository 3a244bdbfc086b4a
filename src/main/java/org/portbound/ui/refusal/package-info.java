/**
 * The card that explains a refusal: which call failed, who holds the port, which rule decided, and
 * what fixes it; and the kernel's answer after a fix.
 *
 * <p>Shows values that others found out, and hands the chosen fix back; JavaFX thread.
 */
package org.portbound.ui.refusal;
