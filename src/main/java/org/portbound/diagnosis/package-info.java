/**
 * Why an open was refused, who holds the port, what fixes it; why a send failed.
 *
 * <p>What is found is data: messages in no language, and fixes that the workbench can carry out.
 * What cannot be known is said to be unknown. Reads /proc; any thread but JavaFX's.
 */
package org.portbound.diagnosis;
