package org.portbound.decode;

import java.util.Locale;
import org.portbound.text.Message;

/** What a payload can be read as, in the order in which a menu lists it. */
public enum Protocol {
  /** Writing in some character set. */
  TEXT,
  /** JSON (RFC 8259). */
  JSON,
  /** XML 1.0, without its entities. */
  XML,
  /** Bytes of which nothing is known. */
  DATA;

  /** Its short name for filters and files: {@code json}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Its name for users. */
  public Message label() {
    return Message.of("decode.protocol." + id());
  }
}
