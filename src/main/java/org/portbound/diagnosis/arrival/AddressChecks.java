package org.portbound.diagnosis.arrival;

import java.util.Arrays;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;

/** Whether the listener's own address and port are those that the datagrams are sent to. */
final class AddressChecks {
  private static final String ADDRESS = "address";
  private static final String UNICAST_BOUND = "unicast-bound";

  private final Case asked;

  AddressChecks(Case asked) {
    this.asked = asked;
  }

  Check address() {
    Endpoint local = asked.local();
    if (local.port() != asked.destination().port()) {
      return Check.failed(
              ADDRESS,
              "port",
              String.valueOf(local.port()),
              String.valueOf(asked.destination().port()))
          .remedy("same-port", String.valueOf(asked.destination().port()));
    }
    if (!asked.subject().takes(asked.family())) {
      return otherFamily(local);
    }
    boolean specific = !local.isWildcard();
    if (specific && !sameAddress(local)) {
      // A unicast address is the matter of the check of that name.
      boolean otherGroup = local.address().isMulticastAddress();
      if (asked.multicast() || asked.broadcast() && !otherGroup) {
        return otherGroup
            ? otherAddress(local)
            : Check.passed(ADDRESS, "port-only", String.valueOf(local.port()));
      }
      return otherAddress(local);
    }
    if (!asked.multicast() && !asked.broadcast() && !asked.isLocal(asked.to())) {
      return Check.failed(ADDRESS, "not-local", asked.toText()).remedy("local-address");
    }
    return Check.passed(ADDRESS, "fits", local, asked.destination());
  }

  private boolean sameAddress(Endpoint local) {
    // Bytes alone: a scope that one of them lacks makes no difference here.
    return Arrays.equals(local.address().getAddress(), asked.to().getAddress());
  }

  private Check otherAddress(Endpoint local) {
    return Check.failed(ADDRESS, "other", local, asked.toText())
        .remedy("bind", anyAddress().withPort(local.port()));
  }

  private Check otherFamily(Endpoint local) {
    return Check.failed(ADDRESS, "family", local, asked.family().label(), asked.toText())
        .remedy("bind", anyAddress().withPort(asked.destination().port()));
  }

  private Endpoint anyAddress() {
    return Endpoint.parse(asked.family() == Family.INET ? "0.0.0.0:0" : "[::]:0");
  }

  /** A group's copies go to sockets bound to the group or to any address (__udp_is_mcast_sock). */
  Check unicastBound() {
    Endpoint local = asked.local();
    if (!asked.multicast() && !asked.broadcast()) {
      return Check.notApplicable(UNICAST_BOUND, "unicast", asked.toText());
    }
    if (local.isWildcard()) {
      return Check.passed(UNICAST_BOUND, "wildcard", local);
    }
    if (sameAddress(local)) {
      return Check.passed(UNICAST_BOUND, "to-it", local);
    }
    if (local.address().isMulticastAddress()) {
      return Check.failed(UNICAST_BOUND, "other-group", local, asked.toText())
          .remedy("bind", anyAddress().withPort(local.port()));
    }
    Check failed =
        Check.failed(
                UNICAST_BOUND,
                asked.multicast() ? "multicast" : "broadcast",
                Endpoint.text(local.address()),
                asked.toText())
            .remedy("bind", anyAddress().withPort(local.port()));
    return asked.multicast()
        ? failed.remedy("bind", asked.destination().withPort(local.port()))
        : failed;
  }
}
