package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.portbound.diagnosis.Diagnostician.Stage;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.Opening;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/** Every refusal but a port in use: the error, what it means at this call, and what helps. */
final class OpenFailures {
  /** Added to a privileged port, it makes one that needs no privilege and is easy to remember. */
  private static final int PORT_OFFSET = 10_000;

  private static final int CLASSIC_LIMIT = 1024;

  private final Opening.Refused refused;
  private final SocketPlan plan;
  private final List<Message> reasons = new ArrayList<>();
  private final List<Fix> fixes = new ArrayList<>();

  private OpenFailures(Opening.Refused refused) {
    this.refused = refused;
    this.plan = refused.plan();
  }

  static Diagnosis explain(Opening.Refused refused, Message headline, Stage stage) {
    var failure = new OpenFailures(refused);
    switch (stage) {
      case BIND -> failure.bind();
      case JOIN -> failure.join();
      case INTERFACE -> failure.noInterface();
      case CREATE, OPTION -> failure.general();
    }
    return new Diagnosis(refused, headline, failure.reasons, List.of(), List.of(), failure.fixes);
  }

  private void bind() {
    Errno errno = refused.errno();
    Endpoint local = plan.local();
    if (errno.is(Errno.EADDRNOTAVAIL)) {
      reasons.add(
          Message.of(
              "diagnosis.bind.not-local",
              Endpoint.text(local.address()),
              addresses(plan.family())));
      String any = plan.family() == Family.INET ? "0.0.0.0" : "::";
      instead(any, "diagnosis.fix.any-address");
      instead(plan.family() == Family.INET ? "127.0.0.1" : "::1", "diagnosis.fix.loopback");
    } else if (errno.is(Errno.EACCES)) {
      String port = String.valueOf(local.port());
      int firstFree = firstUnprivilegedPort();
      if (local.port() >= firstFree) {
        reasons.add(Message.of("diagnosis.bind.denied", port));
        return;
      }
      reasons.add(Message.of("diagnosis.bind.privileged", port, String.valueOf(firstFree)));
      int open = Math.max(local.port() + PORT_OFFSET, firstFree);
      fixes.add(
          new Fix.BindInstead(
              plan.withLocal(local.withPort(open)),
              Message.of("diagnosis.fix.other-port", String.valueOf(open)),
              Message.of("diagnosis.fix.unprivileged-detail", String.valueOf(open))));
      fixes.add(
          new Fix.Advice(
              Message.of("diagnosis.fix.allow-low-ports"),
              Message.of("diagnosis.fix.allow-low-ports-detail", port)));
    } else if (errno.is(Errno.EINVAL)) {
      reasons.add(Message.of("diagnosis.bind.invalid", local));
    } else {
      general();
    }
  }

  private void instead(String address, String key) {
    Endpoint local = new Endpoint(Endpoint.readAddress(address).orThrow(), plan.local().port());
    fixes.add(
        new Fix.BindInstead(
            plan.withLocal(local), Message.of(key, local), Message.of(key + "-detail")));
  }

  /** The first port that needs no privilege; the classic limit where the system does not tell. */
  static int firstUnprivilegedPort() {
    return Sysctl.number(Sysctl.UNPRIVILEGED_PORT_START).orElse(CLASSIC_LIMIT);
  }

  private static String addresses(Family family) {
    List<String> known =
        Interface.all().stream()
            .flatMap(
                each ->
                    each.addresses().stream()
                        .filter(address -> Family.of(address) == family)
                        .map(address -> Endpoint.text(address) + " (" + each.name() + ")"))
            .toList();
    return String.join(", ", known);
  }

  private void join() {
    Errno errno = refused.errno();
    GroupMembership membership = Diagnostician.membership(refused);
    String group = Endpoint.text(membership.group());
    if (errno.is(Errno.EADDRINUSE)) {
      reasons.add(Message.of("diagnosis.join.already", group, membership.interfaceName()));
      withGroups(eachPlaceOnce(), "diagnosis.fix.join-once", group);
    } else if (errno.is(Errno.ENOBUFS) && aboutSources()) {
      String sources = String.valueOf(membership.sources().sources().size());
      reasons.add(
          Message.of(
              "diagnosis.group.many-sources",
              sources,
              Family.of(membership.group()) == Family.INET
                  ? "net.ipv4.igmp_max_msf"
                  : "net.ipv6.mld_max_msf"));
      withoutGroup(membership);
    } else if (errno.is(Errno.ENOBUFS)) {
      int joined = plan.groups().indexOf(membership);
      reasons.add(Message.of("diagnosis.join.too-many", String.valueOf(joined)));
      withGroups(
          plan.groups().subList(0, joined), "diagnosis.fix.fewer-groups", String.valueOf(joined));
      fixes.add(
          new Fix.Advice(
              Message.of("diagnosis.fix.raise-group-limit"),
              Message.of(
                  "diagnosis.fix.raise-group-limit-detail", String.valueOf(plan.groups().size()))));
    } else if (errno.is(Errno.EINVAL)) {
      reasons.add(Message.of("diagnosis.join.not-group", group));
      withoutGroup(membership);
    } else if (errno.is(Errno.ENODEV) || errno.is(Errno.ENXIO)) {
      noInterface();
    } else if (errno.is(Errno.ENOPROTOOPT) || errno.is(Errno.EAFNOSUPPORT)) {
      reasons.add(Message.of("diagnosis.join.other-family", group, plan.family().label()));
      withoutGroup(membership);
    } else {
      general();
    }
  }

  private boolean aboutSources() {
    return refused.failed().arguments().contains("_SOURCE")
        || refused.failed().name().endsWith("block");
  }

  private List<GroupMembership> eachPlaceOnce() {
    var kept = new ArrayList<GroupMembership>();
    for (GroupMembership each : plan.groups()) {
      if (kept.stream().noneMatch(each::isSamePlace)) {
        kept.add(each);
      }
    }
    return kept;
  }

  private void withoutGroup(GroupMembership membership) {
    List<GroupMembership> others =
        plan.groups().stream().filter(each -> !each.equals(membership)).toList();
    withGroups(others, "diagnosis.fix.without-group", Endpoint.text(membership.group()));
  }

  private void withGroups(List<GroupMembership> groups, String key, String argument) {
    fixes.add(
        new Fix.BindInstead(
            plan.withGroups(groups),
            Message.of(key, argument),
            Message.of(key + "-detail", argument)));
  }

  private void noInterface() {
    GroupMembership missing = Diagnostician.membership(refused);
    List<String> names = Interface.all().stream().map(Interface::name).toList();
    reasons.add(
        Message.of(
            "diagnosis.join.no-interface", missing.interfaceName(), String.join(", ", names)));
    Interface.firstLoopback()
        .filter(each -> !each.name().equals(missing.interfaceName()))
        .ifPresent(
            loopback -> {
              List<GroupMembership> moved =
                  plan.groups().stream()
                      .map(
                          each ->
                              each.equals(missing)
                                  ? new GroupMembership(
                                      each.group(), loopback.name(), each.sources())
                                  : each)
                      .toList();
              withGroups(moved, "diagnosis.fix.join-on", loopback.name());
            });
  }

  private void general() {
    Errno errno = refused.errno();
    String call = refused.failed().name();
    if (errno.is(Errno.EMFILE)) {
      reasons.add(Message.of("diagnosis.open.too-many-files"));
      fixes.add(
          new Fix.Advice(
              Message.of("diagnosis.fix.more-files"),
              Message.of("diagnosis.fix.more-files-detail")));
    } else if (errno.is(Errno.EAFNOSUPPORT)) {
      reasons.add(Message.of("diagnosis.open.no-family", plan.family().label()));
    } else if (errno.is(Errno.EPERM)) {
      reasons.add(Message.of("diagnosis.open.not-permitted", call));
    } else if (errno.is(Errno.EOPNOTSUPP) || errno.is(Errno.ENOPROTOOPT)) {
      reasons.add(Message.of("diagnosis.open.not-supported", refused.failed().toString()));
    } else if (errno.is(Errno.ENODEV) && plan.device() != null) {
      List<String> names = Interface.all().stream().map(Interface::name).toList();
      reasons.add(
          Message.of("diagnosis.join.no-interface", plan.device(), String.join(", ", names)));
    } else {
      reasons.add(Message.of("diagnosis.open.other", call, errno.said()));
    }
  }
}
