package org.portbound.experiment;

import org.portbound.socket.ReuseOptions;
import org.portbound.text.Message;

/**
 * What other systems say of themselves about two UDP sockets of one user on one port.
 * Documentation, not measurement: whoever shows it says so.
 */
public enum OtherSystem {
  /**
   * Apple's setsockopt(2): SO_REUSEPORT "allows completely duplicate bindings"; SO_REUSEADDR of the
   * later socket lets wildcard and specific addresses stand side by side.
   */
  MACOS("macos"),
  /** FreeBSD's setsockopt(2), with the same words. */
  BSD("bsd"),
  /**
   * Microsoft, "Using SO_REUSEADDR and SO_EXCLUSIVEADDRUSE" and "Sharing Transport Addresses": no
   * SO_REUSEPORT; wildcard and specific addresses stand side by side without an option.
   */
  WINDOWS("windows");

  /** What the documentation says to the second bind. */
  public enum Answer {
    /** It is allowed. */
    ALLOWED,
    /** It is refused. */
    REFUSED,
    /** The documentation is silent. */
    NOT_SAID,
    /** One of the options does not exist there. */
    NO_SUCH_OPTION
  }

  private final String key;

  OtherSystem(String key) {
    this.key = key;
  }

  /** The name of the system. */
  public Message title() {
    return Message.of("experiment.other." + key + ".title");
  }

  /** What it does with who shares, in a sentence or two. */
  public Message remark() {
    return Message.of("experiment.other." + key + ".remark");
  }

  /** Where it says so. */
  public Message source() {
    return Message.of("experiment.other." + key + ".source");
  }

  /**
   * What it says to two sockets.
   *
   * @param sameAddress both bind the same address; otherwise one of them binds the wildcard
   */
  public Answer answer(ReuseOptions first, ReuseOptions second, boolean sameAddress) {
    return switch (this) {
      case WINDOWS -> windows(first, second, sameAddress);
      case MACOS, BSD -> bsd(first, second, sameAddress);
    };
  }

  private static Answer windows(ReuseOptions first, ReuseOptions second, boolean sameAddress) {
    if (first.reusePort() || second.reusePort()) {
      return Answer.NO_SUCH_OPTION;
    }
    return !sameAddress || first.reuseAddr() && second.reuseAddr()
        ? Answer.ALLOWED
        : Answer.REFUSED;
  }

  private static Answer bsd(ReuseOptions first, ReuseOptions second, boolean sameAddress) {
    if (first.reusePort() && second.reusePort() || !sameAddress && second.reuseAddr()) {
      return Answer.ALLOWED;
    }
    return !sameAddress && second.reusePort() ? Answer.NOT_SAID : Answer.REFUSED;
  }
}
