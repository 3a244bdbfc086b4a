package org.portbound.guide;

/** A piece of a line. */
public sealed interface Span {
  /** What is written there. */
  String text();

  /** Plain words. */
  record Words(String text, boolean strong, boolean emphasized) implements Span {}

  /** Something to be typed or read letter by letter. */
  record Code(String text) implements Span {}

  /**
   * Leads elsewhere.
   *
   * @param target as it is written; see {@link Place#of}
   */
  record Link(String text, String target) implements Span {}
}
