package org.portbound.peer;

import java.util.List;
import org.portbound.text.Message;

/** How a peer ended. */
public sealed interface PeerExit {
  /** It ended as it should: told to, or its standard input was closed. */
  record Ended() implements PeerExit {}

  /**
   * A signal ended it.
   *
   * @param signal its number, such as 9
   */
  record Killed(int signal) implements PeerExit {}

  /**
   * It failed.
   *
   * @param status its exit status
   * @param lastWords the last lines of its standard error
   */
  record Crashed(int status, List<String> lastWords) implements PeerExit {
    /** Copies the lines. */
    public Crashed {
      lastWords = List.copyOf(lastWords);
    }
  }

  /** In words. */
  default Message message() {
    return switch (this) {
      case Ended() -> Message.of("peer.exit.ended");
      case Killed(int signal) -> Message.of("peer.exit.killed", signalName(signal));
      case Crashed(int status, List<String> lastWords) ->
          Message.of("peer.exit.crashed", status, String.join(" | ", lastWords));
    };
  }

  /** The exit for a status as Java tells it: 128 and the signal's number if one ended it. */
  static PeerExit of(int status, List<String> lastWords) {
    if (status == 0) {
      return new Ended();
    }
    boolean bySignal = status > 128 && status <= 128 + 64;
    return bySignal ? new Killed(status - 128) : new Crashed(status, lastWords);
  }

  /** The C constant of a signal as Linux numbers them (signal(7)), or its number. */
  private static String signalName(int signal) {
    return switch (signal) {
      case 1 -> "SIGHUP";
      case 2 -> "SIGINT";
      case 3 -> "SIGQUIT";
      case 6 -> "SIGABRT";
      case 9 -> "SIGKILL";
      case 11 -> "SIGSEGV";
      case 13 -> "SIGPIPE";
      case 15 -> "SIGTERM";
      default -> Integer.toString(signal);
    };
  }
}
