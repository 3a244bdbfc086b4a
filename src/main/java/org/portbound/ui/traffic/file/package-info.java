/**
 * The window's side of files: recording to disk, saving datagrams, and looking at those of a
 * capture file. What blocks runs on the commands' threads; the rest belongs to the JavaFX thread.
 */
package org.portbound.ui.traffic.file;
