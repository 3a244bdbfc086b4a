package org.portbound.diagnosis;

import java.util.List;
import java.util.Locale;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Errno;
import org.portbound.socket.FlagReader;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.Opening;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SystemCall;
import org.portbound.text.Message;

/** Finds out why the kernel refused something. Reads /proc for a port in use; any thread. */
public final class Diagnostician {
  private Diagnostician() {}

  /** What the refused call was to do. */
  enum Stage {
    CREATE,
    OPTION,
    BIND,
    JOIN,
    INTERFACE;

    static Stage of(SystemCall call) {
      String name = call.name();
      if (name.endsWith("bind")) {
        return BIND;
      }
      if (name.endsWith("join")
          || call.arguments().contains("ADD_MEMBERSHIP")
          || call.arguments().contains("JOIN_GROUP")) {
        return JOIN;
      }
      if (name.equals("if_nametoindex") || name.endsWith("getByName")) {
        return INTERFACE;
      }
      return name.endsWith("open") || name.equals("socket") ? CREATE : OPTION;
    }
  }

  /**
   * Why a socket could not be opened.
   *
   * @param own our open sockets, oldest first
   * @param flags reads the options of other processes' sockets
   * @param uid user who tried to open it
   */
  public static Diagnosis explain(
      Opening.Refused refused, List<OwnSocket> own, FlagReader flags, int uid) {
    Stage stage = Stage.of(refused.failed());
    Message headline = headline(refused, stage);
    if (stage == Stage.BIND && refused.errno().is(Errno.EADDRINUSE)) {
      return new PortInUse(refused, headline, own, flags, uid).diagnosis();
    }
    return OpenFailures.explain(refused, headline, stage);
  }

  private static Message headline(Opening.Refused refused, Stage stage) {
    SocketPlan plan = refused.plan();
    Errno errno = refused.errno();
    String words = errno.text().toLowerCase(Locale.ROOT);
    return switch (stage) {
      case BIND -> Message.of("diagnosis.headline", "bind " + plan.local(), words, errno.name());
      case JOIN, INTERFACE ->
          Message.of("diagnosis.headline", "join " + membership(refused), words, errno.name());
      case CREATE ->
          Message.of(
              "diagnosis.headline", "socket " + plan.family().constant(), words, errno.name());
      case OPTION ->
          Message.of(
              "diagnosis.headline",
              refused.failed().name() + "(" + refused.failed().arguments() + ")",
              words,
              errno.name());
    };
  }

  /** The membership whose join was refused: joins are made in the order of the plan. */
  static GroupMembership membership(Opening.Refused refused) {
    long joins =
        refused.steps().stream()
            .filter(each -> Stage.of(each) == Stage.JOIN || Stage.of(each) == Stage.INTERFACE)
            .count();
    List<GroupMembership> groups = refused.plan().groups();
    return groups.get((int) Math.clamp(joins - 1, 0, groups.size() - 1));
  }

  /**
   * Why a send failed, and what helps.
   *
   * @param interfaces those that it can leave by
   */
  public static Diagnosis.Explanation explainSend(
      CallOutcome.Failed failed, SendAttempt attempt, List<Interface> interfaces) {
    return SendFailures.explain(failed, attempt, interfaces);
  }
}
