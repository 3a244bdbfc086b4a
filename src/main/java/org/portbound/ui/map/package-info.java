/**
 * The map: who sends, where to, and which socket of which process gets it; and how a reuseport
 * group shares.
 *
 * <p>What is drawn is made by classes that know no toolkit ({@link org.portbound.ui.map.MapModel},
 * {@link org.portbound.ui.map.MapLayout}, {@link org.portbound.ui.map.GroupTally}). JavaFX thread.
 */
package org.portbound.ui.map;
