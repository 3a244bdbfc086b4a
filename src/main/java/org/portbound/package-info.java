/** Where Portbound starts: with a command it is a terminal program, without one a window. */
package org.portbound;
