package org.portbound.diagnosis;

import java.util.List;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/** Something that helps after a refusal, as data: the workbench carries it out. */
public sealed interface Fix {
  /** What a button says. */
  Message label();

  /** What will happen, and what it depends on. */
  Message detail();

  /**
   * Closes listeners of ours, binds them again with one option more, in the same order, then binds
   * the refused plan with it.
   *
   * @param listeners their numbers, oldest first
   * @param option the option that all get
   * @param plan the refused plan with the option
   */
  record RebindTogether(List<Integer> listeners, ReuseOption option, SocketPlan plan)
      implements Fix {
    /** Copies the numbers. */
    public RebindTogether {
      listeners = List.copyOf(listeners);
    }

    @Override
    public Message label() {
      return listeners.size() == 1
          ? Message.of("diagnosis.fix.rebind-both", option)
          : Message.of("diagnosis.fix.rebind-all", String.valueOf(listeners.size() + 1), option);
    }

    @Override
    public Message detail() {
      String numbers = String.join(", ", listeners.stream().map(String::valueOf).toList());
      String key =
          option == ReuseOption.SO_REUSEPORT
              ? "diagnosis.fix.rebind-port-detail"
              : "diagnosis.fix.rebind-addr-detail";
      return Message.of(key, numbers);
    }
  }

  /**
   * Sets an option on the open socket of a listener of ours, then binds the refused plan with it.
   *
   * @param listener the listener's number
   * @param option the option that both get
   * @param plan the refused plan with the option
   */
  record SetOptionThenBind(int listener, ReuseOption option, SocketPlan plan) implements Fix {
    @Override
    public Message label() {
      return Message.of("diagnosis.fix.set-option", option, String.valueOf(listener));
    }

    @Override
    public Message detail() {
      return Message.of("diagnosis.fix.set-option-detail", String.valueOf(listener));
    }
  }

  /**
   * Binds something else instead of the refused plan.
   *
   * @param plan what
   * @param label what a button says
   * @param detail what that means
   */
  record BindInstead(SocketPlan plan, Message label, Message detail) implements Fix {}

  /**
   * Asks the process that holds the port to end (SIGTERM), then binds the refused plan.
   *
   * @param pid its number
   * @param program its name
   */
  record StopProcess(int pid, String program) implements Fix {
    @Override
    public Message label() {
      return Message.of("diagnosis.fix.stop", program, String.valueOf(pid));
    }

    @Override
    public Message detail() {
      return Message.of("diagnosis.fix.stop-detail", program);
    }
  }

  /**
   * Something that only the user can do, outside of Portbound.
   *
   * @param label what
   * @param detail how, with the command to type if there is one
   */
  record Advice(Message label, Message detail) implements Fix {}
}
