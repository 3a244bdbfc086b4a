/**
 * Sentences: message keys with arguments, and the bundles that turn them into a language.
 *
 * <p>The engine says what it found as {@link org.portbound.text.Message}; only the terminal and the
 * window ask {@link org.portbound.text.Texts} for the words. Knows nothing else of Portbound; any
 * thread.
 */
package org.portbound.text;
