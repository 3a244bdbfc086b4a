package org.portbound.capture.filter;

/**
 * A filter that the user keeps.
 *
 * @param name what it is called
 * @param filter as it is written
 */
public record NamedFilter(String name, String filter) {}
