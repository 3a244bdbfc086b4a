/**
 * Sentences: message keys with arguments, and the bundles that turn them into a language.
 *
 * <p>A language is one file here, {@code messages_LANGUAGE.properties}; {@link
 * org.portbound.text.Texts} finds it by its name. Tests hold the files against each other and
 * against the keys that the source asks for.
 *
 * <p>The engine says what it found as {@link org.portbound.text.Message}; only the terminal and the
 * window ask {@link org.portbound.text.Texts} for the words. Knows nothing else of Portbound; any
 * thread.
 */
package org.portbound.text;
