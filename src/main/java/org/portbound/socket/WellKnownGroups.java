package org.portbound.socket;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import org.portbound.text.Message;

/**
 * Names of groups that have one: IANA's registries "IPv4 Multicast Address Space" and "IPv6
 * Multicast Address Space", and the documents of the protocols.
 */
public final class WellKnownGroups {
  /** By address; the words are those of the key {@code socket.group.known.NAME}. */
  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("224.0.0.1", "all-hosts"),
          Map.entry("224.0.0.2", "all-routers"),
          Map.entry("224.0.0.5", "ospf"),
          Map.entry("224.0.0.6", "ospf"),
          Map.entry("224.0.0.9", "rip"),
          Map.entry("224.0.0.18", "vrrp"),
          Map.entry("224.0.0.22", "igmp"),
          Map.entry("224.0.0.251", "mdns"),
          Map.entry("224.0.0.252", "llmnr"),
          Map.entry("224.0.1.1", "ntp"),
          Map.entry("224.0.1.129", "ptp"),
          Map.entry("224.0.1.187", "coap"),
          Map.entry("239.255.255.250", "ssdp"),
          Map.entry("239.255.255.253", "slp"),
          Map.entry("ff01::1", "all-hosts"),
          Map.entry("ff02::1", "all-hosts"),
          Map.entry("ff01::2", "all-routers"),
          Map.entry("ff02::2", "all-routers"),
          Map.entry("ff02::16", "mld"),
          Map.entry("ff02::6a", "snoopers"),
          Map.entry("ff02::c", "ssdp"),
          Map.entry("ff05::c", "ssdp"),
          Map.entry("ff02::fb", "mdns"),
          Map.entry("ff05::fb", "mdns"),
          Map.entry("ff02::1:2", "dhcp"),
          Map.entry("ff02::1:3", "llmnr"),
          Map.entry("ff02::fd", "coap"),
          Map.entry("ff05::fd", "coap"),
          Map.entry("ff02::101", "ntp"));

  /** A solicited-node group (RFC 4291 section 2.7.1): ff02::1:ff and three bytes. */
  private static final long SOLICITED_HIGH = 0xff02_0000_0000_0000L;

  private static final long SOLICITED_LOW = 0x0000_0001_ff00_0000L;
  private static final long SOLICITED_MASK = 0xffff_ffff_ff00_0000L;

  private WellKnownGroups() {}

  /** What a group is for, if it is one of those. */
  public static Optional<Message> nameOf(InetAddress group) {
    String text = Endpoint.text(group);
    int percent = text.indexOf('%');
    String name = NAMES.get(percent < 0 ? text : text.substring(0, percent));
    if (name == null
        && AddressBits.high(group) == SOLICITED_HIGH
        && (AddressBits.low(group) & SOLICITED_MASK) == SOLICITED_LOW) {
      name = "solicited-node";
    }
    return Optional.ofNullable(name).map(each -> Message.of("socket.group.known." + each));
  }
}
