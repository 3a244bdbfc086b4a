package org.portbound.socket;

import java.net.InetAddress;
import java.util.ArrayList;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/**
 * A multicast group on one interface, from any source or from some: what {@code IP_ADD_MEMBERSHIP},
 * {@code IPV6_JOIN_GROUP}, {@code MCAST_JOIN_SOURCE_GROUP} and {@code MCAST_BLOCK_SOURCE} take.
 *
 * @param group the group's address; whether it is one is the kernel's to say (EINVAL if not)
 * @param interfaceName name of the interface, such as {@code lo}
 * @param sources whose datagrams are taken
 */
public record GroupMembership(InetAddress group, String interfaceName, SourceFilter sources) {
  /** The interface on which a group is joined when nobody says otherwise: nothing leaves here. */
  public static final String DEFAULT_INTERFACE = "lo";

  /** A membership for every source. */
  public GroupMembership(InetAddress group, String interfaceName) {
    this(group, interfaceName, SourceFilter.ANY);
  }

  /**
   * Reads {@code 239.255.255.250}, {@code 239.255.255.250@eth0} or {@code ff02::fb@eth0}; sources
   * follow behind {@code =} (only these) or {@code !=} (all but these), with {@code +} between
   * them: {@code 232.1.1.1@eth0=10.0.0.1+10.0.0.2}.
   */
  public static Parsed<GroupMembership> read(String text, String defaultInterface) {
    int equals = text.indexOf('=');
    boolean allBut = equals > 0 && text.charAt(equals - 1) == '!';
    String place = equals < 0 ? text : text.substring(0, allBut ? equals - 1 : equals);
    Parsed<GroupMembership> membership = readPlace(place, defaultInterface);
    return switch (membership) {
      case Parsed.Invalid<GroupMembership> _ -> membership;
      case Parsed.Valid<GroupMembership>(GroupMembership any) ->
          equals < 0
              ? membership
              : readSources(
                  any,
                  allBut ? SourceFilter.Mode.ALL_BUT : SourceFilter.Mode.ONLY,
                  text.substring(equals + 1));
    };
  }

  private static Parsed<GroupMembership> readPlace(String text, String defaultInterface) {
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

  private static Parsed<GroupMembership> readSources(
      GroupMembership any, SourceFilter.Mode mode, String text) {
    var sources = new ArrayList<InetAddress>();
    for (String each : text.split("\\+", -1)) {
      switch (Endpoint.readAddress(each)) {
        case Parsed.Invalid<InetAddress>(Message why) -> {
          return new Parsed.Invalid<>(why);
        }
        case Parsed.Valid<InetAddress>(InetAddress source) -> {
          if (Family.of(source) != Family.of(any.group())) {
            return Parsed.invalid(
                "socket.group.source-family", Endpoint.text(source), Endpoint.text(any.group()));
          }
          if (source.isMulticastAddress() || source.isAnyLocalAddress()) {
            return Parsed.invalid("socket.group.source-no-sender", Endpoint.text(source));
          }
          sources.add(source);
        }
      }
    }
    return Parsed.valid(any.withSources(new SourceFilter(mode, sources)));
  }

  /** This membership with other sources. */
  public GroupMembership withSources(SourceFilter newSources) {
    return new GroupMembership(group, interfaceName, newSources);
  }

  /** Whether both are of the same group on the same interface, whatever their sources. */
  public boolean isSamePlace(GroupMembership other) {
    return group.equals(other.group) && interfaceName.equals(other.interfaceName);
  }

  /** {@code 239.255.255.250@lo}, {@code 232.1.1.1@lo=127.0.0.1}. */
  @Override
  public String toString() {
    return Endpoint.text(group) + "@" + interfaceName + sources;
  }
}
