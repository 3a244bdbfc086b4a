/** The network interfaces as they come and go, and the groups that are joined on them. */
package org.portbound.ui.interfaces;
