package org.portbound.rules;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a bind although not every socket on the port is fully known.
 *
 * @param mayBeAllowed whether it succeeds in at least one case that is possible
 * @param mayBeRefused whether it is refused in at least one case that is possible
 * @param refusal how it is refused by the first socket that can refuse it, or null if none can
 * @param certainRule the rule by which that socket refuses if it is the same in every case, else
 *     null
 */
public record BindForecast(
    boolean mayBeAllowed,
    boolean mayBeRefused,
    BindVerdict.@Nullable Refused refusal,
    @Nullable BindRule certainRule) {

  /** Certain to succeed. */
  public boolean certainlyAllowed() {
    return mayBeAllowed && !mayBeRefused;
  }

  /**
   * Asks about every possible form of every socket.
   *
   * @param chain the sockets on the port in the kernel's order, the one asked first in front
   * @param candidate the socket that is to be bound
   */
  public static BindForecast of(List<UncertainSocket> chain, BoundSocket candidate) {
    if (BindRules.impossible(candidate) != null) {
      return new BindForecast(false, true, null, null);
    }
    if (candidate.local().port() == 0) {
      return new BindForecast(true, false, null, null);
    }
    List<BoundSocket> sockets = chain.stream().map(UncertainSocket::any).toList();
    var refusals = new ArrayList<BindVerdict.Refused>();
    boolean reachable = true;
    int[] order = IntStream.range(0, sockets.size()).toArray();
    for (int[] part : Walk.parts(order, sockets, candidate)) {
      reachable = reachable && walk(part, chain, candidate, refusals);
    }
    return new BindForecast(
        reachable,
        !refusals.isEmpty(),
        refusals.isEmpty() ? null : refusals.getFirst(),
        certainRule(refusals));
  }

  /** Returns whether a case is left in which this part of the walk allows it. */
  private static boolean walk(
      int[] part,
      List<UncertainSocket> chain,
      BoundSocket candidate,
      List<BindVerdict.Refused> refusals) {
    boolean mayAllow = false;
    for (int i : part) {
      Set<BindRules.Step> steps = EnumSet.noneOf(BindRules.Step.class);
      for (BoundSocket form : chain.get(i).possible()) {
        BindRules.Step step = BindRules.step(form, candidate);
        steps.add(step);
        if (step == BindRules.Step.REFUSE) {
          refusals.add(BindRules.refused(i, form, candidate));
        }
      }
      mayAllow |= steps.remove(BindRules.Step.ALLOW);
      steps.remove(BindRules.Step.REFUSE);
      if (steps.isEmpty()) {
        return mayAllow;
      }
    }
    return true;
  }

  private static @Nullable BindRule certainRule(List<BindVerdict.Refused> refusals) {
    if (refusals.isEmpty()) {
      return null;
    }
    int decider = refusals.getFirst().decider();
    var rules = EnumSet.noneOf(BindRule.class);
    refusals.stream()
        .filter(each -> each.decider() == decider)
        .forEach(each -> rules.add(each.rule()));
    return rules.size() == 1 ? rules.iterator().next() : null;
  }

  /**
   * What a refusal teaches: forms that would have allowed the bind are struck out, where only one
   * socket can have been the one that refused it.
   *
   * @param chain the sockets on the port in the kernel's order
   * @param refused what the kernel refused with EADDRINUSE
   * @return the sockets, with what is now known
   */
  public static List<UncertainSocket> learn(List<UncertainSocket> chain, BoundSocket refused) {
    int[] suspects =
        IntStream.range(0, chain.size())
            .filter(
                i ->
                    chain.get(i).possible().stream()
                        .anyMatch(form -> BindRules.step(form, refused) == BindRules.Step.REFUSE))
            .toArray();
    if (suspects.length != 1) {
      return chain;
    }
    int only = suspects[0];
    var learnt = new ArrayList<>(chain);
    learnt.set(
        only,
        new UncertainSocket(
            chain.get(only).possible().stream()
                .filter(form -> BindRules.step(form, refused) == BindRules.Step.REFUSE)
                .toList()));
    return learnt;
  }
}
