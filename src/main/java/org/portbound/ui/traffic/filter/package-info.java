/**
 * The line in which one says which datagrams to show, and the one in which one searches. JavaFX
 * thread; what takes time runs on threads of its own.
 */
package org.portbound.ui.traffic.filter;
