package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.portbound.diagnosis.PortChain.Link;
import org.portbound.diagnosis.PortChain.Outlook;
import org.portbound.diagnosis.SocketTable.Row;
import org.portbound.rules.BindRule;
import org.portbound.rules.BindVerdict;
import org.portbound.rules.BoundSocket;
import org.portbound.rules.Overlap;
import org.portbound.socket.Opening;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/**
 * bind: EADDRINUSE. Our own sockets are known entirely; of others is said what follows for certain,
 * from what /proc shows and from the refusal itself.
 */
final class PortInUse {
  private final Opening.Refused refused;
  private final Message headline;
  private final SocketPlan plan;
  private final BoundSocket candidate;
  private final int uid = SystemUsers.effectiveUid();
  private final HolderScan scan;
  private final Set<Integer> takenPorts = new TreeSet<>();
  private final PortChain seen;
  private final PortChain learnt;
  private final List<Link> inTheWay;

  PortInUse(Opening.Refused refused, Message headline, List<OwnSocket> own) {
    this.refused = refused;
    this.headline = headline;
    this.plan = refused.plan();
    this.candidate = BoundSocket.of(plan, uid);
    this.scan = Holders.onPort(plan.local().port(), own);
    List<Row> rows = SocketTable.read(Holders.PROC, port -> true, new ArrayList<>());
    rows.forEach(each -> takenPorts.add(each.local().port()));
    List<Long> order =
        rows.stream()
            .filter(each -> each.local().port() == plan.local().port())
            .map(Row::inode)
            .toList();
    this.seen = PortChain.of(plan, scan.holders(), order, own, uid);
    this.learnt = seen.learning(candidate);
    this.inTheWay = learnt.links().stream().filter(each -> each.mayOverlap(candidate)).toList();
  }

  Diagnosis diagnosis() {
    var reasons = new ArrayList<Message>();
    reasons.add(Message.of("diagnosis.in-use.call", plan.local()));
    if (plan.local().port() == 0) {
      reasons.add(Message.of("diagnosis.in-use.all-ports"));
      return diagnosis(reasons, List.of());
    }
    inTheWay.forEach(each -> reasons.add(who(each)));
    if (inTheWay.isEmpty()) {
      reasons.add(Message.of("diagnosis.in-use.nobody-seen"));
    } else {
      rule(reasons);
    }
    return diagnosis(reasons, new PortFixes(plan, uid, learnt, inTheWay, takenPorts).inOrder());
  }

  private Diagnosis diagnosis(List<Message> reasons, List<Fix> fixes) {
    List<Holder> holders = inTheWay.stream().map(Link::holder).filter(Objects::nonNull).toList();
    return new Diagnosis(refused, headline, reasons, holders, scan.notes(), fixes);
  }

  static String userName(int uid) {
    return SystemUsers.name(uid).orElse(String.valueOf(uid));
  }

  private Message who(Link link) {
    OwnSocket own = link.own();
    if (own != null) {
      return Message.of(
          "diagnosis.in-use.own",
          String.valueOf(own.listener()),
          own.local(),
          userName(uid),
          own.reuse());
    }
    return foreign(Objects.requireNonNull(link.holder()));
  }

  private static Message foreign(Holder holder) {
    if (holder.processes().isEmpty()) {
      return Message.of(
          "diagnosis.in-use.foreign-hidden",
          holder.local(),
          userName(holder.uid()),
          String.valueOf(holder.local().port()));
    }
    HolderProcess process = holder.processes().getFirst();
    String key =
        process.state() == ProcessState.STOPPED
            ? "diagnosis.in-use.foreign-stopped"
            : "diagnosis.in-use.foreign";
    return Message.of(
        key,
        String.valueOf(process.pid()),
        process.program(),
        userName(holder.uid()),
        holder.local());
  }

  private void rule(List<Message> reasons) {
    Outlook outlook = learnt.outlook(candidate);
    if (!outlook.mayBeRefused()) {
      reasons.add(Message.of("diagnosis.rule.unexplained"));
      return;
    }
    Link decider = outlook.decider();
    BindVerdict.Refused refusal = outlook.refusal();
    if (decider == null || refusal == null || outlook.mayBeAllowed()) {
      reasons.add(Message.of("diagnosis.rule.foreign-several", plan.reuse()));
      return;
    }
    if (inTheWay.size() > 1) {
      reasons.add(Message.of("diagnosis.in-use.decider", name(decider)));
    }
    overlap(reasons, refusal.overlap(), decider);
    OwnSocket own = decider.own();
    BindRule rule = outlook.rule();
    if (own != null && rule != null) {
      reasons.add(Message.of("diagnosis.rule." + rule.name(), String.valueOf(own.listener())));
    } else {
      reasons.add(foreignRule(decider));
    }
  }

  /** What holds for another program's socket in every form that it may have. */
  private Message foreignRule(Link decider) {
    if (plan.reuse().equals(ReuseOptions.NONE)) {
      return Message.of("diagnosis.rule.none-here");
    }
    int holderUid = decider.socket().any().creatorUid();
    if (holderUid == uid || !plan.reuse().reusePort()) {
      return Message.of("diagnosis.rule.foreign-unknown", plan.reuse());
    }
    return Message.of(
        plan.reuse().reuseAddr() ? "diagnosis.rule.other-user-both" : "diagnosis.rule.other-user",
        userName(holderUid),
        userName(uid));
  }

  private static String name(Link link) {
    Holder holder = link.holder();
    String address = link.socket().any().local().toString();
    return holder == null || holder.processes().isEmpty()
        ? address
        : address + ", " + holder.processes().getFirst().program();
  }

  private void overlap(List<Message> reasons, Overlap overlap, Link decider) {
    if (overlap != Overlap.SAME_ADDRESS) {
      reasons.add(
          Message.of(
              "diagnosis.overlap." + overlap.name(), decider.socket().any().local(), plan.local()));
    }
  }
}
