package org.portbound.message;

/** How a payload is written. */
public enum Notation {
  /** As text in UTF-8 with escapes: see {@link Payload#text}. */
  TEXT,
  /** As hex digits: see {@link Payload#hex}. */
  HEX
}
