package org.portbound.peer;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Errno;
import org.portbound.socket.Opening;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SystemCall;
import org.portbound.text.Message;

/** What the replies of a peer mean. */
final class Replies {
  private Replies() {}

  static boolean opened(Fields reply) {
    return "opened".equals(outcomeOrEmpty(reply));
  }

  static PeerOpening opening(PeerLink.Answer answer, int number, SocketPlan plan) {
    return switch (answer) {
      case PeerLink.Answer.None(Message why) -> new PeerOpening.NotAnswered(why);
      case PeerLink.Answer.Reply(Fields reply) -> {
        try {
          yield opening(reply, number, plan);
        } catch (GarbledLineException e) {
          yield new PeerOpening.NotAnswered(garbled(e));
        }
      }
    };
  }

  static PeerCall call(PeerLink.Answer answer, int number) {
    return switch (answer) {
      case PeerLink.Answer.None(Message why) -> new PeerCall.NotAnswered(why);
      case PeerLink.Answer.Reply(Fields reply) -> {
        try {
          yield call(reply, number);
        } catch (GarbledLineException e) {
          yield new PeerCall.NotAnswered(garbled(e));
        }
      }
    };
  }

  static PeerHolding holding(PeerLink.Answer answer, int number) {
    return switch (answer) {
      case PeerLink.Answer.None(Message why) -> new PeerHolding.NotAnswered(why);
      case PeerLink.Answer.Reply(Fields reply) -> {
        try {
          yield holding(reply, number);
        } catch (GarbledLineException e) {
          yield new PeerHolding.NotAnswered(garbled(e));
        }
      }
    };
  }

  private static PeerOpening opening(Fields reply, int number, SocketPlan plan)
      throws GarbledLineException {
    return switch (reply.text("outcome")) {
      case "opened" -> new PeerOpening.Opened(socket(reply, number, plan), calls(reply));
      case "refused" -> {
        SystemCall failed = WireValues.call(reply.object("failed"));
        yield new PeerOpening.Refused(
            new Opening.Refused(plan, failed, errno(failed), calls(reply)));
      }
      case "numberTaken" -> new PeerOpening.NotAnswered(Message.of("peer.socket.taken", number));
      default -> throw noOutcome(reply);
    };
  }

  private static PeerCall call(Fields reply, int number) throws GarbledLineException {
    return switch (reply.text("outcome")) {
      case "done" -> new PeerCall.Called(new CallOutcome.Done(calls(reply)));
      case "failed" -> {
        SystemCall failed = WireValues.call(reply.object("failed"));
        yield new PeerCall.Called(new CallOutcome.Failed(failed, errno(failed), calls(reply)));
      }
      case "noSocket" -> new PeerCall.NotAnswered(noSocket(number));
      default -> throw noOutcome(reply);
    };
  }

  private static PeerHolding holding(Fields reply, int number) throws GarbledLineException {
    return switch (reply.text("outcome")) {
      case "spawned" -> {
        long pid = reply.number("pid");
        SystemCall call = WireValues.call(reply.object("call"));
        yield ProcessHandle.of(pid)
            .<PeerHolding>map(handle -> new PeerHolding.Held(new PeerHolder(handle), call))
            .orElse(new PeerHolding.NotAnswered(Message.of("peer.holder.gone", pid)));
      }
      case "notSpawned" -> {
        SystemCall call = WireValues.call(reply.object("call"));
        yield new PeerHolding.Refused(call, errno(call));
      }
      case "noSocket" -> new PeerHolding.NotAnswered(noSocket(number));
      default -> throw noOutcome(reply);
    };
  }

  private static PeerSocket socket(Fields reply, int number, SocketPlan plan)
      throws GarbledLineException {
    return new PeerSocket(
        number,
        plan,
        WireValues.endpoint(reply.text("local")),
        WireValues.reuse(reply.object("reuse")),
        reply.integer("fd", -1, Integer.MAX_VALUE),
        reply.has("inode") ? OptionalLong.of(reply.number("inode")) : OptionalLong.empty(),
        reply.has("receiveBuffer")
            ? OptionalInt.of(reply.integer("receiveBuffer", 0, Integer.MAX_VALUE))
            : OptionalInt.empty());
  }

  private static List<SystemCall> calls(Fields reply) throws GarbledLineException {
    return WireValues.readCalls(reply.objects("calls"));
  }

  private static Errno errno(SystemCall failed) throws GarbledLineException {
    Errno errno = failed.errno();
    if (errno == null) {
      throw new GarbledLineException("a failed call without its error");
    }
    return errno;
  }

  private static String outcomeOrEmpty(Fields reply) {
    try {
      return reply.text("outcome");
    } catch (GarbledLineException e) {
      return "";
    }
  }

  private static GarbledLineException noOutcome(Fields reply) {
    return new GarbledLineException("\"" + outcomeOrEmpty(reply) + "\" is no outcome");
  }

  private static Message noSocket(int number) {
    return Message.of("peer.socket.none", number);
  }

  private static Message garbled(GarbledLineException e) {
    return Message.of("peer.line.garbled", e.why());
  }
}
