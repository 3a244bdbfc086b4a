/**
 * The page of probes: streams that are sent, and what the listeners make of those that they
 * receive, as a table and as charts. It draws only while it is in sight. JavaFX thread.
 */
package org.portbound.ui.probe;
