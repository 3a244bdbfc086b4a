package org.portbound.diagnosis.arrival;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;

/** Whether the listener gets the group: by its own membership, or by IP_MULTICAST_ALL. */
final class GroupChecks {
  private static final String MEMBERSHIP = "membership";
  private static final String MULTICAST_ALL = "multicast-all";

  private final Case asked;

  /** Where anybody on this machine has joined, or empty if the kernel's list cannot be read. */
  private final Optional<List<String>> kernel;

  /** IP_MULTICAST_ALL or IPV6_MULTICAST_ALL of the socket, or empty if it cannot be read. */
  private final Optional<Boolean> all;

  GroupChecks(Case asked) {
    this.asked = asked;
    this.kernel = GroupTable.interfacesOf(asked.proc(), asked.to());
    this.all = asked.subject().socket().multicastAll(asked.family());
  }

  private String option() {
    return switch (asked.family()) {
      case INET -> "IP_MULTICAST_ALL";
      case INET6 -> "IPV6_MULTICAST_ALL";
    };
  }

  /** Where the listener must be a member: on the interface, or on any if none is known. */
  private boolean joinedItself() {
    String wanted = asked.interfaceName();
    return wanted == null ? !asked.joined().isEmpty() : asked.joined().contains(wanted);
  }

  /** Whether somebody on this machine is a member where the datagrams come in. */
  private boolean joinedByAnybody(List<String> interfaces) {
    String wanted = asked.interfaceName();
    return wanted == null ? !interfaces.isEmpty() : interfaces.contains(wanted);
  }

  Check membership() {
    if (!asked.multicast()) {
      return Check.notApplicable(MEMBERSHIP, "unicast", asked.toText());
    }
    String group = asked.toText();
    if (joinedItself()) {
      return confirmed(group, asked.interfaceName());
    }
    if (broughtByOthers()) {
      return Check.passed(MEMBERSHIP, "by-others", group, option());
    }
    String wanted = asked.interfaceName();
    return join(
        wanted == null || asked.joined().isEmpty()
            ? Check.failed(MEMBERSHIP, "none", group)
            : Check.failed(
                MEMBERSHIP, "elsewhere", group, String.join(", ", asked.joined()), wanted));
  }

  private Check confirmed(String group, @Nullable String wanted) {
    List<String> own = wanted == null ? asked.joined() : List.of(wanted);
    String names = String.join(", ", own);
    if (kernel.isEmpty()) {
      return Check.unknown(MEMBERSHIP, "unconfirmed", group, names).remedy("ip-maddr");
    }
    List<String> gone = own.stream().filter(each -> !kernel.get().contains(each)).toList();
    return gone.isEmpty()
        ? sources(own, group, names)
        : Check.failed(MEMBERSHIP, "lost", group, String.join(", ", gone), table())
            .remedy("join-again");
  }

  /** It is a member; whether the sender is one whose datagrams it takes. */
  private Check sources(List<String> own, String group, String names) {
    List<GroupMembership> memberships =
        asked.subject().groups().stream()
            .filter(each -> each.group().equals(asked.to()))
            .filter(each -> own.contains(each.interfaceName()))
            .toList();
    Endpoint from = asked.source();
    if (from == null) {
      return memberships.stream().allMatch(each -> each.sources().isAny())
          ? Check.passed(MEMBERSHIP, "joined", group, names, table())
          : Check.unknown(MEMBERSHIP, "filtered", memberships.getFirst().toString())
              .remedy("name-sender");
    }
    return memberships.stream().anyMatch(each -> each.sources().admits(from.address()))
        ? Check.passed(MEMBERSHIP, "joined", group, names, table())
        : Check.failed(
                MEMBERSHIP,
                "shut-out",
                memberships.getFirst().toString(),
                Endpoint.text(from.address()))
            .remedy("take-source", Endpoint.text(from.address()));
  }

  private String table() {
    return switch (asked.family()) {
      case INET -> "/proc/net/igmp";
      case INET6 -> "/proc/net/igmp6";
    };
  }

  private boolean broughtByOthers() {
    return all.orElse(false) && kernel.map(this::joinedByAnybody).orElse(false);
  }

  Check multicastAll() {
    if (!asked.multicast()) {
      return Check.notApplicable(MULTICAST_ALL, "unicast", asked.toText());
    }
    String group = asked.toText();
    if (joinedItself()) {
      return Check.passed(MULTICAST_ALL, "member", option());
    }
    if (all.isEmpty()) {
      return Check.unknown(MULTICAST_ALL, "unknown", option()).remedy("join-to-be-sure");
    }
    if (!all.get()) {
      return join(Check.failed(MULTICAST_ALL, "off", option(), group));
    }
    if (kernel.isEmpty()) {
      return Check.unknown(MULTICAST_ALL, "others-unknown", option(), group).remedy("ip-maddr");
    }
    return broughtByOthers()
        ? Check.passed(MULTICAST_ALL, "others", option(), group, String.join(", ", kernel.get()))
        : join(Check.failed(MULTICAST_ALL, "nobody", option(), group, table()));
  }

  private Check join(Check failed) {
    String on = asked.interfaceName();
    return on == null
        ? failed.remedy("join", asked.toText())
        : failed.remedy("join-on", asked.toText(), on);
  }
}
