/**
 * The guide in a window of its own, beside the main one: table of contents and search at the left,
 * a chapter at the right. It wears what its owner wears, and follows its size and language. JavaFX
 * thread.
 */
package org.portbound.ui.guide;
