/**
 * The page of lessons: their list, and one of them step by step with the class's prediction, the
 * kernel's answer and why. JavaFX thread; what blocks runs on the window's commands.
 */
package org.portbound.ui.lessons;
