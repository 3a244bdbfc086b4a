package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.PortChain.Link;
import org.portbound.diagnosis.PortChain.Outlook;
import org.portbound.rules.BoundSocket;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/**
 * What helps when a port is in use, the least harm first. Each is offered only if the rules say
 * that it works, or that it may work; then it says what that depends on.
 */
final class PortFixes {
  private static final int FIRST_UNPRIVILEGED_PORT = 1024;
  private static final int INIT = 1;

  private final SocketPlan plan;
  private final int uid;
  private final PortChain chain;
  private final List<Link> inTheWay;
  private final Set<Integer> takenPorts;
  private final List<Fix> fixes = new ArrayList<>();

  /**
   * @param uid user who is to bind it
   * @param takenPorts ports with a socket on them; empty if that is not known
   */
  PortFixes(
      SocketPlan plan, int uid, PortChain chain, List<Link> inTheWay, Set<Integer> takenPorts) {
    this.plan = plan;
    this.uid = uid;
    this.chain = chain;
    this.inTheWay = inTheWay;
    this.takenPorts = takenPorts;
  }

  List<Fix> inOrder() {
    if (inTheWay.isEmpty()) {
      tryAgain();
    }
    for (ReuseOption option : List.of(ReuseOption.SO_REUSEPORT, ReuseOption.SO_REUSEADDR)) {
      share(option);
    }
    for (ReuseOption option : List.of(ReuseOption.SO_REUSEPORT, ReuseOption.SO_REUSEADDR)) {
      changeOurs(option);
    }
    ipv6Only();
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

  private Outlook outlook(SocketPlan other) {
    return chain.outlook(BoundSocket.of(other, uid));
  }

  private void tryAgain() {
    fixes.add(
        new Fix.BindInstead(
            plan,
            Message.of("diagnosis.fix.try-again"),
            Message.of("diagnosis.fix.try-again-detail")));
  }

  /** Only the new socket changes. */
  private void share(ReuseOption option) {
    SocketPlan shared = plan.withReuse(with(plan.reuse(), option));
    if (shared.equals(plan) || inTheWay.isEmpty()) {
      return;
    }
    Outlook outlook = outlook(shared);
    if (outlook.mayBeAllowed()) {
      String detail =
          outlook.certainlyAllowed()
              ? "diagnosis.fix.share-detail"
              : "diagnosis.fix.share-unknown-detail";
      fixes.add(
          new Fix.BindInstead(
              shared, Message.of("diagnosis.fix.share", option), Message.of(detail, option)));
    }
  }

  /** Our sockets that lack the option get it: bound again, or set at the open socket. */
  private void changeOurs(ReuseOption option) {
    List<Link> lacking =
        inTheWay.stream()
            .filter(each -> each.own() != null)
            .filter(
                each ->
                    !with(each.socket().any().reuse(), option).equals(each.socket().any().reuse()))
            .toList();
    SocketPlan shared = plan.withReuse(with(plan.reuse(), option));
    if (lacking.isEmpty() || outlook(shared).certainlyAllowed()) {
      return;
    }
    BoundSocket candidate = BoundSocket.of(shared, uid);
    if (boundAgainAllIsAllowed(lacking, option, candidate)) {
      List<Integer> numbers =
          lacking.stream()
              .map(each -> Objects.requireNonNull(each.own()).listener())
              .sorted()
              .toList();
      fixes.add(new Fix.RebindTogether(numbers, option, shared));
    }
    if (lacking.size() == 1 && option == ReuseOption.SO_REUSEPORT) {
      Link only = lacking.getFirst();
      boolean allowed =
          chain
              .setting(only, options -> with(options, option))
              .outlook(candidate)
              .certainlyAllowed();
      if (allowed) {
        int listener = Objects.requireNonNull(only.own()).listener();
        fixes.add(new Fix.SetOptionThenBind(listener, option, shared));
      }
    }
  }

  private boolean boundAgainAllIsAllowed(
      List<Link> lacking, ReuseOption option, BoundSocket candidate) {
    PortChain after = chain.without(lacking);
    List<Link> oldestFirst =
        lacking.stream()
            .sorted(
                (one, other) ->
                    Integer.compare(
                        Objects.requireNonNull(one.own()).listener(),
                        Objects.requireNonNull(other.own()).listener()))
            .toList();
    for (Link each : oldestFirst) {
      BoundSocket socket = each.socket().any();
      BoundSocket again = socket.withReuse(with(socket.reuse(), option));
      if (!after.outlook(again).certainlyAllowed()) {
        return false;
      }
      after = after.binding(again);
    }
    return after.outlook(candidate).certainlyAllowed();
  }

  /** {@code ::} beside IPv4 sockets. */
  private void ipv6Only() {
    boolean dualStack =
        plan.family() == Family.INET6
            && plan.local().isWildcard()
            && Family.of(plan.local().address()) == Family.INET6
            && !plan.v6Only();
    SocketPlan only = plan.withV6Only(true);
    if (dualStack && !inTheWay.isEmpty() && outlook(only).certainlyAllowed()) {
      fixes.add(
          new Fix.BindInstead(
              only, Message.of("diagnosis.fix.v6only"), Message.of("diagnosis.fix.v6only-detail")));
    }
  }

  /** The next port on which no socket is bound at this moment; without a table, the kernel's. */
  private void anotherPort() {
    if (takenPorts.isEmpty()) {
      fixes.add(
          new Fix.BindInstead(
              plan.withLocal(plan.local().withPort(0)),
              Message.of("diagnosis.fix.any-port"),
              Message.of("diagnosis.fix.any-port-detail")));
      return;
    }
    int from = plan.local().port();
    int span = Endpoint.MAX_PORT - FIRST_UNPRIVILEGED_PORT + 1;
    for (int i = 1; i < span; i++) {
      int port = FIRST_UNPRIVILEGED_PORT + Math.floorMod(from + i - FIRST_UNPRIVILEGED_PORT, span);
      if (!takenPorts.contains(port)) {
        fixes.add(
            new Fix.BindInstead(
                plan.withLocal(plan.local().withPort(port)),
                Message.of("diagnosis.fix.other-port", String.valueOf(port)),
                Message.of("diagnosis.fix.other-port-detail", String.valueOf(port))));
        return;
      }
    }
  }

  /** 127.0.0.0/8 is all this machine's own on Linux; a wildcard may shrink to one address. */
  private void anotherAddress() {
    boolean ipv4 = Family.of(plan.local().address()) == Family.INET;
    if (inTheWay.isEmpty() || (!plan.local().isWildcard() && !isIpv4Loopback())) {
      return;
    }
    List<String> proposals =
        ipv4 ? List.of("127.0.0.1", "127.0.0.2", "127.0.0.3", "127.0.0.4") : List.of("::1");
    for (String each : proposals) {
      var endpoint = new Endpoint(Endpoint.readAddress(each).orThrow(), plan.local().port());
      if (outlook(plan.withLocal(endpoint)).certainlyAllowed()) {
        fixes.add(
            new Fix.BindInstead(
                plan.withLocal(endpoint),
                Message.of("diagnosis.fix.other-address", endpoint),
                Message.of("diagnosis.fix.other-address-detail")));
        return;
      }
    }
  }

  private boolean isIpv4Loopback() {
    return plan.local().address().isLoopbackAddress()
        && Family.of(plan.local().address()) == Family.INET;
  }

  /** Only where ending it frees the way, as far as is known, and where this user may. */
  private void stopOthers() {
    int user = SystemUsers.effectiveUid();
    int self = (int) ProcessHandle.current().pid();
    var offered = new ArrayList<Integer>();
    for (Link link : inTheWay) {
      if (link.own() != null || link.holder() == null || link.holder().processes().isEmpty()) {
        continue;
      }
      List<HolderProcess> processes = link.holder().processes();
      boolean mayStop = user == 0 || link.holder().uid() == user;
      boolean harmful =
          processes.stream().anyMatch(each -> each.pid() == self || each.pid() == INIT);
      HolderProcess first = processes.getFirst();
      if (!mayStop || harmful || offered.contains(first.pid()) || !freesTheWay(processes)) {
        continue;
      }
      offered.add(first.pid());
      if (processes.size() == 1) {
        fixes.add(new Fix.StopProcess(first.pid(), first.program()));
      } else {
        String pids =
            String.join(" ", processes.stream().map(each -> String.valueOf(each.pid())).toList());
        fixes.add(
            new Fix.Advice(
                Message.of("diagnosis.fix.stop-all", first.program()),
                Message.of(
                    "diagnosis.fix.stop-all-detail", String.valueOf(processes.size()), pids)));
      }
    }
  }

  private boolean freesTheWay(List<HolderProcess> processes) {
    List<Link> theirs =
        chain.links().stream().filter(each -> isHeldBy(each.holder(), processes)).toList();
    return chain.without(theirs).outlook(BoundSocket.of(plan, uid)).mayBeAllowed();
  }

  private static boolean isHeldBy(@Nullable Holder holder, List<HolderProcess> processes) {
    return holder != null
        && !holder.processes().isEmpty()
        && processes.containsAll(holder.processes());
  }
}
