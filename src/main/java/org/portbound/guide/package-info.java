/**
 * The guide: chapters in Markdown, one folder for each language under {@code assets/guide}, read
 * into headings, paragraphs and the like that a window and a terminal can show. The table of
 * contents is the folder's {@code README.md}. Values only; any thread.
 */
package org.portbound.guide;
