/**
 * What every chart is drawn with: a canvas that fills its place, colours from the style sheet, and
 * scales that are easy to read. JavaFX thread.
 */
package org.portbound.ui.control.chart;
