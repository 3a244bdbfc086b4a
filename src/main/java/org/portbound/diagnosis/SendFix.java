package org.portbound.diagnosis;

import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/** Something that helps after a send was refused, as data: the workbench carries it out. */
public sealed interface SendFix {
  /** What a button says. */
  Message label();

  /** What will happen, and what it depends on. */
  Message detail();

  /**
   * Sends from the same source once more, with something changed or nothing.
   *
   * @param attempt how
   * @param label what a button says
   * @param detail what that means
   * @param expected what the kernel is expected to say
   */
  record SendAgain(SendAttempt attempt, Message label, Message detail, Forecast expected)
      implements SendFix {}

  /**
   * Opens a listener at the destination, then sends the same once more.
   *
   * @param listener the listener
   * @param again the send
   */
  record ListenThere(SocketPlan listener, SendAgain again) implements SendFix {
    @Override
    public Message label() {
      return again.label();
    }

    @Override
    public Message detail() {
      return again.detail();
    }
  }

  /**
   * Something that only the user can do, outside of Portbound.
   *
   * @param label what
   * @param detail how, with the command to type if there is one
   */
  record Advice(Message label, Message detail) implements SendFix {}
}
