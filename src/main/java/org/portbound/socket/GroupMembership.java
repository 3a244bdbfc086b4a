package org.portbound.socket;

import java.net.InetAddress;

/**
 * A multicast group on one interface: what {@code IP_ADD_MEMBERSHIP} and {@code IPV6_JOIN_GROUP}
 * take.
 *
 * @param group the group's address; whether it is one is the kernel's to say (EINVAL if not)
 * @param interfaceName name of the interface, such as {@code lo}
 */
public record GroupMembership(InetAddress group, String interfaceName) {
  /** The interface on which a group is joined when nobody says otherwise: nothing leaves here. */
  public static final String DEFAULT_INTERFACE = "lo";

  /**
   * Reads {@code 239.255.255.250}, {@code 239.255.255.250@eth0} or {@code ff02::fb@eth0}.
   *
   * @throws IllegalArgumentException if the address is not numeric or not a multicast group
   */
  public static GroupMembership parse(String text, String defaultInterface) {
    int at = text.indexOf('@');
    String address = at < 0 ? text : text.substring(0, at);
    String name = at < 0 ? defaultInterface : text.substring(at + 1).strip();
    if (name.isEmpty()) {
      throw new IllegalArgumentException(
          "\"" + text + "\": the interface is missing after @, such as 239.255.255.250@lo");
    }
    InetAddress group = Endpoint.parseAddress(address);
    if (!group.isMulticastAddress()) {
      throw new IllegalArgumentException(
          Endpoint.text(group)
              + " is not a multicast group: IPv4 groups are 224.0.0.0 to 239.255.255.255, IPv6"
              + " groups start with ff");
    }
    return new GroupMembership(group, name);
  }

  /** {@code 239.255.255.250@lo}. */
  @Override
  public String toString() {
    return Endpoint.text(group) + "@" + interfaceName;
  }
}
