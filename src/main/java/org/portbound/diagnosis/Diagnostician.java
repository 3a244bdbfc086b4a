package org.portbound.diagnosis;

import java.util.List;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
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
          || call.arguments().contains("JOIN_GROUP")
          || call.arguments().contains("JOIN_SOURCE_GROUP")
          || call.arguments().contains("BLOCK_SOURCE")
          || name.endsWith("block")) {
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
    Message words = errno.words();
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

  /** The membership whose join was refused: the one that the call names. */
  static GroupMembership membership(Opening.Refused refused) {
    String arguments = refused.failed().arguments();
    List<GroupMembership> groups = refused.plan().groups();
    return groups.stream()
        .filter(each -> names(arguments, each))
        .findFirst()
        .or(
            () ->
                groups.stream()
                    .filter(each -> arguments.contains(each.interfaceName()))
                    .findFirst())
        .orElseGet(groups::getFirst);
  }

  private static boolean names(String arguments, GroupMembership membership) {
    String place = Endpoint.text(membership.group()) + ", " + membership.interfaceName();
    int at = arguments.indexOf(place);
    int end = at + place.length();
    return at >= 0 && (end == arguments.length() || "},".indexOf(arguments.charAt(end)) >= 0);
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
