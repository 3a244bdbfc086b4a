package org.portbound.diagnosis;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.portbound.rules.BindRules;
import org.portbound.rules.BindVerdict;
import org.portbound.rules.BoundSocket;
import org.portbound.socket.Endpoint;
import org.portbound.socket.FlagReader;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/**
 * What helps when a port is in use, the least harm first. What depends on our own sockets alone is
 * offered only if the rules say that it will work; what depends on another program says so.
 */
final class PortFixes {
  private static final int FIRST_UNPRIVILEGED_PORT = 1024;

  private final SocketPlan plan;
  private final int uid;
  private final List<OwnSocket> own;
  private final List<Holder> foreign;
  private final List<Fix> fixes = new ArrayList<>();

  PortFixes(SocketPlan plan, int uid, List<OwnSocket> own, List<Holder> foreign) {
    this.plan = plan;
    this.uid = uid;
    this.own = own;
    this.foreign = foreign;
  }

  List<Fix> inOrder() {
    if (foreign.isEmpty()) {
      shareWithOurs(ReuseOption.SO_REUSEPORT);
      shareWithOurs(ReuseOption.SO_REUSEADDR);
    } else if (own.isEmpty()) {
      shareWithOthers();
    }
    anotherPort();
    anotherAddress();
    stopOthers();
    return List.copyOf(fixes);
  }

  private static ReuseOptions with(ReuseOptions options, ReuseOption option) {
    return switch (option) {
      case SO_REUSEADDR -> options.withAddr();
      case SO_REUSEPORT -> options.withPort();
    };
  }

  private void shareWithOurs(ReuseOption option) {
    SocketPlan shared = plan.withReuse(with(plan.reuse(), option));
    List<OwnSocket> lacking =
        own.stream().filter(each -> !with(each.reuse(), option).equals(each.reuse())).toList();
    if (lacking.isEmpty()) {
      if (!shared.equals(plan) && allowed(own, option, List.of(), shared)) {
        fixes.add(
            new Fix.BindInstead(
                shared,
                Message.of("diagnosis.fix.share", option),
                Message.of("diagnosis.fix.share-detail", option)));
      }
      return;
    }
    if (allowed(own, option, lacking, shared)) {
      fixes.add(
          new Fix.RebindTogether(
              lacking.stream().map(OwnSocket::listener).toList(), option, shared));
      if (lacking.size() == 1 && option == ReuseOption.SO_REUSEPORT) {
        fixes.add(new Fix.SetOptionThenBind(lacking.getFirst().listener(), option, shared));
      }
    }
  }

  /** Whether the plan would be allowed beside our sockets if these had the option too. */
  private boolean allowed(
      List<OwnSocket> sockets, ReuseOption option, List<OwnSocket> changed, SocketPlan shared) {
    List<BoundSocket> after =
        sockets.stream()
            .map(
                each ->
                    changed.contains(each)
                        ? each.bound().withReuseNow(with(each.reuse(), option))
                        : each.bound())
            .toList();
    return BindRules.predict(after, BoundSocket.of(shared, uid)) instanceof BindVerdict.Allowed;
  }

  private void shareWithOthers() {
    boolean sameUser = foreign.stream().allMatch(each -> each.uid() == uid);
    if (sameUser && !plan.reuse().reusePort()) {
      shareWithOthers(ReuseOption.SO_REUSEPORT);
    }
    if (!plan.reuse().reuseAddr()) {
      shareWithOthers(ReuseOption.SO_REUSEADDR);
    }
  }

  /** Only if every one of them has the option, or may have it. */
  private void shareWithOthers(ReuseOption option) {
    boolean known = foreign.stream().allMatch(each -> each.reuse() != null);
    boolean possible =
        foreign.stream()
            .map(Holder::reuse)
            .allMatch(each -> each == null || with(each, option).equals(each));
    if (possible) {
      fixes.add(
          new Fix.BindInstead(
              plan.withReuse(with(plan.reuse(), option)),
              Message.of("diagnosis.fix.share", option),
              Message.of(
                  known ? "diagnosis.fix.share-detail" : "diagnosis.fix.share-unknown-detail",
                  option)));
    }
  }

  /** The next port on which no socket is bound at this moment. */
  private void anotherPort() {
    Set<Integer> taken = new HashSet<>(Holders.portsInUse());
    taken.addAll(own.stream().map(each -> each.local().port()).toList());
    int from = plan.local().port();
    int span = Endpoint.MAX_PORT - FIRST_UNPRIVILEGED_PORT + 1;
    for (int i = 1; i < span; i++) {
      int port = FIRST_UNPRIVILEGED_PORT + Math.floorMod(from + i - FIRST_UNPRIVILEGED_PORT, span);
      if (!taken.contains(port)) {
        fixes.add(
            new Fix.BindInstead(
                plan.withLocal(plan.local().withPort(port)),
                Message.of("diagnosis.fix.other-port", String.valueOf(port)),
                Message.of("diagnosis.fix.other-port-detail", String.valueOf(port))));
        return;
      }
    }
  }

  /** 127.0.0.0/8 is all this machine's own on Linux, and its addresses never conflict. */
  private void anotherAddress() {
    InetAddress address = plan.local().address();
    if (!address.isLoopbackAddress() || address.getAddress().length != 4) {
      return;
    }
    boolean wildcardInTheWay =
        foreign.stream().anyMatch(each -> each.local().isWildcard())
            || own.stream().anyMatch(each -> each.local().isWildcard());
    if (wildcardInTheWay) {
      return;
    }
    int last = address.getAddress()[3] & 0xff;
    String other = "127.0.0." + (last == 254 ? 2 : last + 1);
    Endpoint endpoint = new Endpoint(Endpoint.readAddress(other).orThrow(), plan.local().port());
    BoundSocket candidate = BoundSocket.of(plan.withLocal(endpoint), uid);
    boolean free =
        Holders.onPort(endpoint.port(), List.of(), FlagReader.NONE).holders().stream()
            .noneMatch(
                each ->
                    BindRules.overlap(
                        BoundSocket.of(
                            SocketPlan.of(each.local()).withFamily(each.family()), each.uid()),
                        candidate));
    if (free) {
      fixes.add(
          new Fix.BindInstead(
              plan.withLocal(endpoint),
              Message.of("diagnosis.fix.other-address", endpoint),
              Message.of("diagnosis.fix.other-address-detail")));
    }
  }

  private void stopOthers() {
    int self = (int) ProcessHandle.current().pid();
    foreign.stream()
        .flatMap(each -> each.processes().stream())
        .filter(each -> each.pid() != self && each.state() != ProcessState.ZOMBIE)
        .distinct()
        .forEach(each -> fixes.add(new Fix.StopProcess(each.pid(), each.program())));
  }
}
