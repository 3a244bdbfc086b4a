package org.portbound.socket;

import java.net.InetAddress;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

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

  /** Reads {@code 239.255.255.250}, {@code 239.255.255.250@eth0} or {@code ff02::fb@eth0}. */
  public static Parsed<GroupMembership> read(String text, String defaultInterface) {
    int at = text.indexOf('@');
    String address = at < 0 ? text : text.substring(0, at);
    String name = at < 0 ? defaultInterface : text.substring(at + 1).strip();
    if (name.isEmpty()) {
      return Parsed.invalid("socket.group.no-interface", text.strip());
    }
    return switch (Endpoint.readAddress(address)) {
      case Parsed.Invalid<InetAddress>(Message why) -> new Parsed.Invalid<>(why);
      case Parsed.Valid<InetAddress>(InetAddress group) ->
          group.isMulticastAddress()
              ? Parsed.valid(new GroupMembership(group, name))
              : Parsed.invalid("socket.group.not-one", Endpoint.text(group));
    };
  }

  /** {@code 239.255.255.250@lo}. */
  @Override
  public String toString() {
    return Endpoint.text(group) + "@" + interfaceName;
  }
}
