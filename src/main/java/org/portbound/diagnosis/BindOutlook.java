package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.List;
import org.portbound.diagnosis.PortChain.Outlook;
import org.portbound.rules.BoundSocket;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/**
 * What one more bind beside the holders of a port would come to.
 *
 * @param reuse its options
 * @param answer what the kernel would say
 * @param why half a sentence
 */
public record BindOutlook(ReuseOptions reuse, Answer answer, Message why) {
  /** The four sets of options. */
  public static final List<ReuseOptions> OPTIONS =
      List.of(ReuseOptions.NONE, ReuseOptions.ADDR, ReuseOptions.PORT, ReuseOptions.BOTH);

  /** What can be said beforehand. */
  public enum Answer {
    /** It would succeed. */
    ALLOWED,
    /** EADDRINUSE. */
    REFUSED,
    /** It depends on options that are not known. */
    UNKNOWN
  }

  /**
   * Asks for each of the four sets of options. Asks no kernel and opens nothing; any thread.
   *
   * @param plan where it would bind; its own options do not matter
   * @param holders who is on that port, in the order of {@link HolderScan}
   * @param uid the user who would bind
   */
  public static List<BindOutlook> ofAll(SocketPlan plan, List<Holder> holders, int uid) {
    PortChain chain = PortChain.of(plan, holders, List.of());
    var outlooks = new ArrayList<BindOutlook>();
    for (ReuseOptions reuse : OPTIONS) {
      BoundSocket candidate = BoundSocket.of(plan.withReuse(reuse), uid);
      boolean free = chain.links().stream().noneMatch(each -> each.mayOverlap(candidate));
      outlooks.add(of(reuse, chain.outlook(candidate), free));
    }
    return outlooks;
  }

  private static BindOutlook of(ReuseOptions reuse, Outlook outlook, boolean free) {
    if (outlook.certainlyAllowed()) {
      String why = free ? "diagnosis.outlook.apart" : "diagnosis.outlook.shared";
      return new BindOutlook(reuse, Answer.ALLOWED, Message.of(why, reuse));
    }
    if (outlook.mayBeAllowed()) {
      return new BindOutlook(reuse, Answer.UNKNOWN, Message.of("diagnosis.outlook.unknown", reuse));
    }
    String rule = outlook.rule() == null ? "several" : outlook.rule().name();
    return new BindOutlook(reuse, Answer.REFUSED, Message.of("diagnosis.outlook." + rule, reuse));
  }
}
