package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.portbound.rules.BindRules;
import org.portbound.rules.BindVerdict;
import org.portbound.rules.BoundSocket;
import org.portbound.socket.Family;
import org.portbound.socket.FlagReader;
import org.portbound.socket.Opening;
import org.portbound.socket.SocketFlags;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/**
 * bind: EADDRINUSE. Where the options of every socket in the way are known, the rules say which of
 * them decided; otherwise only what follows for certain is said.
 */
final class PortInUse {
  private final Opening.Refused refused;
  private final Message headline;
  private final SocketPlan plan;
  private final BoundSocket candidate;
  private final int uid;
  private final HolderScan scan;
  private final List<OwnSocket> own;
  private final List<Holder> inTheWay;
  private final List<Holder> foreign;

  PortInUse(
      Opening.Refused refused, Message headline, List<OwnSocket> all, FlagReader flags, int uid) {
    this.uid = uid;
    this.refused = refused;
    this.headline = headline;
    this.plan = refused.plan();
    this.candidate = BoundSocket.of(plan, uid);
    this.scan = Holders.onPort(plan.local().port(), all, flags);
    this.own = all.stream().filter(each -> BindRules.overlap(each.bound(), candidate)).toList();
    this.inTheWay =
        scan.holders().stream()
            .filter(each -> BindRules.overlap(asFarAsKnown(each), candidate))
            .toList();
    this.foreign =
        inTheWay.stream().filter(each -> each.ownListener().isEmpty() && !isOurTwin(each)).toList();
  }

  /** Where the provider knows no inodes, two of our sockets on one endpoint look alike. */
  private boolean isOurTwin(Holder holder) {
    long self = ProcessHandle.current().pid();
    return holder.processes().stream().anyMatch(each -> each.pid() == self)
        && own.stream().anyMatch(each -> each.inode().isEmpty());
  }

  /** Without its flags a foreign {@code ::} counts as dual-stack: it may be in the way. */
  private static BoundSocket asFarAsKnown(Holder holder) {
    SocketPlan seen = SocketPlan.of(holder.local()).withFamily(holder.family());
    SocketFlags flags = holder.flags();
    return BoundSocket.of(
        flags == null ? seen : seen.withReuse(flags.reuse()).withV6Only(flags.v6Only()),
        holder.uid());
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
                    userName(each.uid()),
                    each.reuse())));
    foreign.forEach(each -> reasons.add(foreignHolder(each)));
    if (own.isEmpty() && foreign.isEmpty()) {
      reasons.add(Message.of("diagnosis.in-use.nobody-seen"));
    }
    reasons.add(rule());
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
    String who = userName(holder.uid());
    String pid = String.valueOf(process.pid());
    return holder.reuse() == null
        ? Message.of(key, pid, process.program(), who, holder.local())
        : Message.of(key + "-known", pid, process.program(), who, holder.local(), holder.reuse());
  }

  /** The rule that decided, or what can be said for certain without it. */
  private Message rule() {
    Message known = knownRule();
    if (known != null) {
      return known;
    }
    if (!plan.reuse().reuseAddr() && !plan.reuse().reusePort()) {
      return Message.of("diagnosis.rule.none-here");
    }
    Optional<Holder> otherUser = foreign.stream().filter(each -> each.uid() != uid).findFirst();
    if (otherUser.isPresent() && plan.reuse().reusePort()) {
      return Message.of(
          "diagnosis.rule.other-user", userName(otherUser.get().uid()), userName(uid));
    }
    return foreign.isEmpty()
        ? Message.of("diagnosis.rule.unexplained")
        : Message.of("diagnosis.rule.foreign-unknown", plan.reuse());
  }

  private @Nullable Message knownRule() {
    if (inTheWay.stream().allMatch(each -> each.flags() != null) && !inTheWay.isEmpty()) {
      Holder decider = decider(Family.INET, Family.INET6);
      // Across the two families the order of the binds is not told: both orders must agree.
      return decider != null && decider.equals(decider(Family.INET6, Family.INET))
          ? ruleOf(decider)
          : null;
    }
    if (foreign.isEmpty()
        && BindRules.predict(own.stream().map(each -> each.bound()).toList(), candidate)
            instanceof BindVerdict.Refused(int index, var rule)) {
      return Message.of("diagnosis.rule." + rule, String.valueOf(own.get(index).listener()));
    }
    return null;
  }

  /** The holder that decides if those of one family are looked at before the others, or null. */
  private @Nullable Holder decider(Family first, Family second) {
    List<Holder> walk =
        Stream.concat(
                inTheWay.stream().filter(each -> each.family() == first),
                inTheWay.stream().filter(each -> each.family() == second))
            .toList();
    List<BoundSocket> bound = walk.stream().map(PortInUse::asFarAsKnown).toList();
    return BindRules.predictInOrder(bound, candidate) instanceof BindVerdict.Refused(int index, _)
        ? walk.get(index)
        : null;
  }

  private Message ruleOf(Holder decider) {
    BindVerdict verdict = BindRules.predictInOrder(List.of(asFarAsKnown(decider)), candidate);
    String key = "diagnosis.rule." + verdict.rule();
    if (decider.ownListener().isPresent()) {
      return Message.of(key, String.valueOf(decider.ownListener().getAsInt()));
    }
    String program = decider.processes().isEmpty() ? "?" : decider.processes().getFirst().program();
    return Message.of(key + ".foreign", program, userName(decider.uid()), userName(uid));
  }
}
