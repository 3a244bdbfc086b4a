/**
 * The page of charts: what each listener received over the last minute or hour, how a port's
 * datagrams fall to its listeners, and how long they are. It draws on canvases, with work that
 * grows with their pixels and not with the traffic, and only while it is in sight. JavaFX thread.
 */
package org.portbound.ui.charts;
