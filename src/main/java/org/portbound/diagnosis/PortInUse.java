package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.PortChain.Link;
import org.portbound.diagnosis.PortChain.Outlook;
import org.portbound.rules.BindRule;
import org.portbound.rules.BindVerdict;
import org.portbound.rules.BoundSocket;
import org.portbound.rules.Overlap;
import org.portbound.socket.FlagReader;
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
  private final int uid;
  private final HolderScan scan;
  private final PortChain learnt;
  private final List<Link> inTheWay;

  PortInUse(
      Opening.Refused refused, Message headline, List<OwnSocket> own, FlagReader flags, int uid) {
    this.uid = uid;
    this.refused = refused;
    this.headline = headline;
    this.plan = refused.plan();
    this.candidate = BoundSocket.of(plan, uid);
    this.scan = Holders.onPort(plan.local().port(), own, flags);
    PortChain seen = PortChain.of(plan, scan.holders(), own);
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
      reasons.add(
          Message.of(
              scan.complete() ? "diagnosis.in-use.nobody-seen" : "diagnosis.in-use.not-known"));
    } else {
      rule(reasons);
    }
    return diagnosis(
        reasons, new PortFixes(plan, uid, learnt, inTheWay, Holders.portsInUse()).inOrder());
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
          userName(own.uid()),
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
    String who = userName(holder.uid());
    String pid = String.valueOf(process.pid());
    return holder.reuse() == null
        ? Message.of(key, pid, process.program(), who, holder.local())
        : Message.of(key + "-known", pid, process.program(), who, holder.local(), holder.reuse());
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
      reasons.add(foreignRule(decider, rule));
    }
  }

  /** What holds for another program's socket in every form that it may have. */
  private Message foreignRule(Link decider, @Nullable BindRule rule) {
    Holder holder = decider.holder();
    if (rule != null && holder != null && decider.socket().knownReuse() != null) {
      return Message.of(
          "diagnosis.rule." + rule + ".foreign",
          program(holder),
          userName(holder.uid()),
          userName(uid));
    }
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

  private static String program(Holder holder) {
    return holder.processes().isEmpty() ? "?" : holder.processes().getFirst().program();
  }

  private static String name(Link link) {
    Holder holder = link.holder();
    String address = link.socket().any().local().toString();
    return holder == null || holder.processes().isEmpty()
        ? address
        : address + ", " + program(holder);
  }

  private void overlap(List<Message> reasons, Overlap overlap, Link decider) {
    if (overlap != Overlap.SAME_ADDRESS) {
      reasons.add(
          Message.of(
              "diagnosis.overlap." + overlap.name(), decider.socket().any().local(), plan.local()));
    }
  }
}
