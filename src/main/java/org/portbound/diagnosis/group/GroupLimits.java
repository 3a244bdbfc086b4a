package org.portbound.diagnosis.group;

import java.util.OptionalInt;
import org.portbound.diagnosis.Sysctl;
import org.portbound.socket.Family;

/**
 * How much one socket may join (ip-sysctl); empty where the system does not tell. IPv6 has no limit
 * on the number of groups.
 *
 * @param memberships IPv4 groups, each on one interface (net.ipv4.igmp_max_memberships)
 * @param sources4 sources of one IPv4 group (net.ipv4.igmp_max_msf)
 * @param sources6 sources of one IPv6 group (net.ipv6.mld_max_msf)
 */
public record GroupLimits(OptionalInt memberships, OptionalInt sources4, OptionalInt sources6) {
  /** As they are now. */
  public static GroupLimits now() {
    return new GroupLimits(
        Sysctl.number(Sysctl.MAX_MEMBERSHIPS),
        Sysctl.number(Sysctl.MAX_SOURCES_4),
        Sysctl.number(Sysctl.MAX_SOURCES_6));
  }

  /** The sources that one group of this family may have. */
  public OptionalInt sources(Family family) {
    return switch (family) {
      case INET -> sources4;
      case INET6 -> sources6;
    };
  }

  /** What the limit on sources is called. */
  static String sourcesName(Family family) {
    return switch (family) {
      case INET -> "net.ipv4.igmp_max_msf";
      case INET6 -> "net.ipv6.mld_max_msf";
    };
  }
}
