package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portbound.rules.BindRule;
import org.portbound.rules.BindRules;
import org.portbound.rules.BindVerdict;
import org.portbound.rules.BoundSocket;
import org.portbound.rules.Overlap;
import org.portbound.socket.Opening;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/**
 * bind: EADDRINUSE. Our own sockets are known entirely, so the rule that decided is known where
 * they alone are in the way; of others only what follows for certain is said.
 */
final class PortInUse {
  private final Opening.Refused refused;
  private final Message headline;
  private final SocketPlan plan;
  private final BoundSocket candidate;
  private final int uid = SystemUsers.effectiveUid();
  private final HolderScan scan;
  private final List<OwnSocket> own;
  private final List<Holder> foreign;

  PortInUse(Opening.Refused refused, Message headline, List<OwnSocket> all) {
    this.refused = refused;
    this.headline = headline;
    this.plan = refused.plan();
    this.candidate = BoundSocket.of(plan, uid);
    this.scan = Holders.onPort(plan.local().port(), all);
    this.own = all.stream().filter(each -> BindRules.overlap(each.bound(uid), candidate)).toList();
    this.foreign =
        scan.holders().stream()
            .filter(each -> each.ownListener().isEmpty())
            .filter(each -> !isOurs(each))
            .filter(each -> BindRules.overlap(asFarAsKnown(each), candidate))
            .toList();
  }

  /** Where the provider knows no inodes, two of our sockets on one endpoint look alike. */
  private boolean isOurs(Holder holder) {
    long self = ProcessHandle.current().pid();
    return holder.processes().stream().anyMatch(each -> each.pid() == self)
        && own.stream().anyMatch(each -> each.inode().isEmpty());
  }

  /** Its address and user; V6ONLY is not told, so a foreign {@code ::} may be in the way. */
  private static BoundSocket asFarAsKnown(Holder holder) {
    SocketPlan seen = SocketPlan.of(holder.local()).withFamily(holder.family());
    return BoundSocket.of(seen, holder.uid());
  }

  Diagnosis diagnosis() {
    var reasons = new ArrayList<Message>();
    reasons.add(Message.of("diagnosis.in-use.call", plan.local()));
    own.forEach(
        each ->
            reasons.add(
                Message.of(
                    "diagnosis.in-use.own",
                    String.valueOf(each.listener()),
                    each.local(),
                    userName(uid),
                    optionWords(each))));
    foreign.forEach(each -> reasons.add(foreignHolder(each)));
    if (own.isEmpty() && foreign.isEmpty()) {
      reasons.add(Message.of("diagnosis.in-use.nobody-seen"));
    }
    reasons.add(rule());
    List<Holder> inTheWay =
        scan.holders().stream()
            .filter(
                each ->
                    foreign.contains(each)
                        || each.ownListener().isPresent()
                            && own.stream()
                                .anyMatch(o -> o.listener() == each.ownListener().getAsInt()))
            .toList();
    return new Diagnosis(
        refused,
        headline,
        reasons,
        inTheWay,
        scan.notes(),
        new PortFixes(plan, uid, own, foreign).inOrder());
  }

  static String userName(int uid) {
    return SystemUsers.name(uid).orElse(String.valueOf(uid));
  }

  private static String optionWords(OwnSocket socket) {
    return socket.reuse().toString();
  }

  private static Message foreignHolder(Holder holder) {
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

  /** The rule that decided, or what can be said for certain without knowing the other's options. */
  private Message rule() {
    if (foreign.isEmpty()) {
      List<BoundSocket> bound = own.stream().map(each -> each.bound(uid)).toList();
      if (BindRules.predict(bound, candidate)
          instanceof BindVerdict.Refused(int decider, BindRule rule, Overlap overlap)) {
        return Message.of(
            "diagnosis.rule." + rule.name(), String.valueOf(own.get(decider).listener()));
      }
      return Message.of("diagnosis.rule.unexplained");
    }
    boolean none = !plan.reuse().reuseAddr() && !plan.reuse().reusePort();
    if (none) {
      return Message.of("diagnosis.rule.none-here");
    }
    Optional<Holder> otherUser = foreign.stream().filter(each -> each.uid() != uid).findFirst();
    if (otherUser.isPresent() && plan.reuse().reusePort()) {
      return Message.of(
          "diagnosis.rule.other-user", userName(otherUser.get().uid()), userName(uid));
    }
    return Message.of("diagnosis.rule.foreign-unknown", plan.reuse());
  }
}
