/**
 * The groups of one open listener: as it joined them and as the kernel has them; joining, leaving,
 * other sources. JavaFX thread.
 */
package org.portbound.ui.groups;
