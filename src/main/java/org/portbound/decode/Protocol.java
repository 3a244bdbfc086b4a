package org.portbound.decode;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.portbound.text.Message;

/** What a payload can be read as, in the order in which a menu lists it. */
public enum Protocol {
  /** Writing in some character set. */
  TEXT,
  /** JSON (RFC 8259). */
  JSON,
  /** XML 1.0, without its entities. */
  XML,
  /** DNS (RFC 1035). */
  DNS,
  /** Multicast DNS (RFC 6762). */
  MDNS,
  /** Names on the local link (RFC 4795). */
  LLMNR,
  /** UPnP discovery. */
  SSDP,
  /** Discovery of web services (OASIS). */
  WS_DISCOVERY,
  /** Other SOAP. */
  SOAP,
  /** Time (RFC 5905). */
  NTP,
  /** Traversal of address translation (RFC 8489). */
  STUN,
  /** Requests of small devices (RFC 7252). */
  COAP,
  /** Media (RFC 3550). */
  RTP,
  /** Portbound's own probes. */
  PROBE,
  /** Bytes of which nothing is known. */
  DATA;

  /** Its short name for filters and files: {@code json}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The protocol with this short name. */
  public static Optional<Protocol> of(String id) {
    return Arrays.stream(values()).filter(each -> each.id().equals(id)).findFirst();
  }

  /** The short names of all, with commas between them. */
  public static String ids() {
    return Arrays.stream(values()).map(Protocol::id).collect(Collectors.joining(", "));
  }

  /** Its name for users. */
  public Message label() {
    return Message.of("decode.protocol." + id());
  }
}
