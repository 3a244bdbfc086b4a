package org.portbound.workbench;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.SendOptions;
import org.portbound.socket.Steering;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;
import org.portbound.text.Message;

/**
 * Changes what is open: a listener's options, its groups, and where it is connected to.
 *
 * <p>Threads: any; one command at a time, under the workbench's lock, and it blocks. A listener
 * that is not open answers EBADF, with no call made.
 */
public final class Adjusting {
  private final Lock commands;
  private final ListenerDesk desk;
  private final Ledger ledger;
  private final Chronicle chronicle;
  private final AtomicLong revision;

  Adjusting(
      Lock commands, ListenerDesk desk, Ledger ledger, Chronicle chronicle, AtomicLong revision) {
    this.commands = commands;
    this.desk = desk;
    this.ledger = ledger;
    this.chronicle = chronicle;
    this.revision = revision;
  }

  /** Switches a reuse option; the kernel reads it when the next socket binds. */
  public CallOutcome setReuse(int listener, ReuseOption option, boolean on) {
    return change(
        listener,
        socket -> {
          CallOutcome outcome = socket.setReuse(option, on);
          desk.sharing().reuseIs(listener, socket.reuse());
          return outcome;
        },
        error -> new Act.Reuse(listener, option, on, error));
  }

  /**
   * Says how the group chooses that a listener shares its port with by SO_REUSEPORT.
   *
   * @return EINVAL if it is in no group, ENOENT if a program is to be taken away and there is none
   */
  public CallOutcome setSteering(int listener, Steering how) {
    return change(
        listener,
        socket -> {
          CallOutcome outcome = socket.setSteering(how);
          if (outcome instanceof CallOutcome.Done) {
            desk.sharing().steered(listener, how);
          }
          return outcome;
        },
        error -> other("workbench.act.steered", listener, how.label()));
  }

  /**
   * Sets SO_INCOMING_CPU.
   *
   * @param cpu number of the processor, or −1 for none
   */
  public CallOutcome setIncomingCpu(int listener, int cpu) {
    return change(
        listener,
        socket -> {
          CallOutcome outcome = socket.setIncomingCpu(cpu);
          if (outcome instanceof CallOutcome.Done) {
            desk.sharing().incomingCpuIs(listener, cpu);
          }
          return outcome;
        },
        error -> other("workbench.act.cpu", listener, cpu));
  }

  /**
   * Has something else decide in a listener's group, with the calls that this takes and no others;
   * ends at the first that fails.
   *
   * @return what came of the last call
   */
  public CallOutcome steer(int listener, GroupSteering by) {
    commands.lock();
    try {
      SharedGroup group = desk.sharing().groupOf(listener);
      Steering wanted = by == GroupSteering.FIRST_BYTE ? Steering.FIRST_BYTE : Steering.HASH;
      CallOutcome outcome = new CallOutcome.Done(List.of());
      if (group.members().isEmpty() || group.steering() != wanted) {
        outcome = setSteering(listener, wanted);
      }
      int processors = Runtime.getRuntime().availableProcessors();
      for (int i = 0; i < group.members().size(); i++) {
        SharedGroup.Member each = group.members().get(i);
        int cpu = by == GroupSteering.CPU ? i % processors : -1;
        if (outcome instanceof CallOutcome.Done && each.incomingCpu() != cpu) {
          outcome = setIncomingCpu(each.listener(), cpu);
        }
      }
      return outcome;
    } finally {
      commands.unlock();
    }
  }

  /** Ties a listener to one peer: it sends there, and gets datagrams from there alone. */
  public CallOutcome connect(int listener, Endpoint to) {
    return change(
        listener,
        socket -> {
          CallOutcome outcome = socket.connect(to, SendOptions.DEFAULT);
          if (outcome instanceof CallOutcome.Done) {
            desk.sharing().connected(listener, to);
          }
          return outcome;
        },
        error -> new Act.Connected(listener, to, error));
  }

  /** Joins a group. */
  public CallOutcome join(int listener, GroupMembership group) {
    return change(
        listener,
        socket -> {
          CallOutcome outcome = socket.join(group);
          if (outcome instanceof CallOutcome.Done) {
            desk.joined(listener, group);
          }
          return outcome;
        },
        error -> new Act.Joined(listener, group, error));
  }

  /** Leaves a group. */
  public CallOutcome leave(int listener, GroupMembership group) {
    return change(
        listener,
        socket -> {
          CallOutcome outcome = socket.leave(group);
          if (outcome instanceof CallOutcome.Done) {
            desk.left(listener, group);
          }
          return outcome;
        },
        error -> new Act.Left(listener, group, error));
  }

  /** Switches whether a listener also gets IPv4 groups that only others have joined. */
  public CallOutcome setMulticastAll(int listener, boolean on) {
    return change(
        listener,
        socket -> socket.setMulticastAll(Family.INET, on),
        error -> new Act.MulticastAll(listener, Family.INET, on, error));
  }

  private CallOutcome change(
      int listener, Function<UdpSocket, CallOutcome> call, Function<@Nullable String, Act> act) {
    commands.lock();
    try {
      Optional<OpenListener> open = desk.listeners().findOpen(listener);
      CallOutcome outcome =
          open.map(found -> call.apply(found.socket())).orElseGet(Adjusting::notOpen);
      ledger.add(open.map(OpenListener::peer).orElse(0), listener, outcome.calls());
      if (open.isPresent()) {
        chronicle.note(act.apply(outcome.error()));
      }
      revision.incrementAndGet();
      return outcome;
    } finally {
      commands.unlock();
    }
  }

  private static Act other(String key, int listener, Object value) {
    return new Act.Other(Message.of(key, String.valueOf(listener), String.valueOf(value)));
  }

  private static CallOutcome notOpen() {
    var none = new SystemCall(Instant.now(), 0, -1, "setsockopt", "…", -1, Errno.EBADF);
    return new CallOutcome.Failed(none, Errno.EBADF, List.of());
  }
}
