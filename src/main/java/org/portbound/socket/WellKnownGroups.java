package org.portbound.socket;

import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portbound.text.Message;

/**
 * Names of groups that have one: IANA's registries "IPv4 Multicast Address Space" and "IPv6
 * Multicast Address Space", and the documents of the protocols.
 */
public final class WellKnownGroups {
  /**
   * A group that has a name.
   *
   * @param group its address
   * @param name what it is for
   */
  public record Known(InetAddress group, Message name) {}

  /** By address, IPv4 first; the words are those of the key {@code socket.group.known.NAME}. */
  private static final Map<String, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put("224.0.0.1", "all-hosts");
    NAMES.put("224.0.0.2", "all-routers");
    NAMES.put("224.0.0.5", "ospf");
    NAMES.put("224.0.0.6", "ospf");
    NAMES.put("224.0.0.9", "rip");
    NAMES.put("224.0.0.18", "vrrp");
    NAMES.put("224.0.0.22", "igmp");
    NAMES.put("224.0.0.251", "mdns");
    NAMES.put("224.0.0.252", "llmnr");
    NAMES.put("224.0.1.1", "ntp");
    NAMES.put("224.0.1.129", "ptp");
    NAMES.put("224.0.1.187", "coap");
    NAMES.put("239.255.255.250", "ssdp");
    NAMES.put("239.255.255.253", "slp");
    NAMES.put("ff01::1", "all-hosts");
    NAMES.put("ff02::1", "all-hosts");
    NAMES.put("ff01::2", "all-routers");
    NAMES.put("ff02::2", "all-routers");
    NAMES.put("ff02::16", "mld");
    NAMES.put("ff02::6a", "snoopers");
    NAMES.put("ff02::c", "ssdp");
    NAMES.put("ff05::c", "ssdp");
    NAMES.put("ff02::fb", "mdns");
    NAMES.put("ff05::fb", "mdns");
    NAMES.put("ff02::1:2", "dhcp");
    NAMES.put("ff02::1:3", "llmnr");
    NAMES.put("ff02::fd", "coap");
    NAMES.put("ff05::fd", "coap");
    NAMES.put("ff02::101", "ntp");
  }

  /** A solicited-node group (RFC 4291 section 2.7.1): ff02::1:ff and three bytes. */
  private static final long SOLICITED_HIGH = 0xff02_0000_0000_0000L;

  private static final long SOLICITED_LOW = 0x0000_0001_ff00_0000L;
  private static final long SOLICITED_MASK = 0xffff_ffff_ff00_0000L;

  private WellKnownGroups() {}

  /** All of them but the solicited-node groups, IPv4 first. */
  public static List<Known> all() {
    return NAMES.entrySet().stream()
        .map(
            each ->
                new Known(Endpoint.readAddress(each.getKey()).orThrow(), message(each.getValue())))
        .toList();
  }

  private static Message message(String name) {
    return Message.of("socket.group.known." + name);
  }

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
    return Optional.ofNullable(name).map(WellKnownGroups::message);
  }
}
