package org.portbound.workbench;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
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
  private final AtomicLong revision;

  Adjusting(Lock commands, ListenerDesk desk, Ledger ledger, AtomicLong revision) {
    this.commands = commands;
    this.desk = desk;
    this.ledger = ledger;
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
        });
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
        });
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
        });
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
        });
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
        });
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
        });
  }

  /** Switches whether a listener also gets IPv4 groups that only others have joined. */
  public CallOutcome setMulticastAll(int listener, boolean on) {
    return change(listener, socket -> socket.setMulticastAll(Family.INET, on));
  }

  private CallOutcome change(int listener, Function<UdpSocket, CallOutcome> call) {
    commands.lock();
    try {
      CallOutcome outcome =
          desk.listeners()
              .findOpen(listener)
              .map(open -> call.apply(open.socket()))
              .orElseGet(Adjusting::notOpen);
      ledger.add(listener, outcome.calls());
      revision.incrementAndGet();
      return outcome;
    } finally {
      commands.unlock();
    }
  }

  private static CallOutcome notOpen() {
    var none = new SystemCall(Instant.now(), 0, -1, "setsockopt", "…", -1, Errno.EBADF);
    return new CallOutcome.Failed(none, Errno.EBADF, List.of());
  }
}
