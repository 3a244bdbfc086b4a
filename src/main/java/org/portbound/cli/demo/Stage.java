package org.portbound.cli.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramLog;
import org.portbound.message.Payload;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SendResult;
import org.portbound.workbench.Source;
import org.portbound.workbench.Workbench;

/**
 * Where the story plays: the workbench, its ports, and what one step leaves to the next. One
 * thread, the caller's.
 */
public final class Stage implements AutoCloseable {
  /** The group to which the story sends. */
  static final String GROUP = "239.255.255.250";

  private static final long LOG_BYTES = 4L << 20;
  private static final long ANSWER_TIMEOUT_MS = 30_000;
  private static final long POLL_NS = 2_000_000;

  private final Workbench workbench;
  private final Endpoint shared;
  private final Endpoint group;
  private final GroupMembership membership;
  private final List<SecondProcess> processes = new ArrayList<>();

  /** The refusal of the second bind, for the step that fixes it. */
  @Nullable Refusal refusal;

  /** The second process that shares the port, or null before its step. */
  @Nullable SecondProcess sharer;

  /** Number of the listener in the group; 0 before its step. */
  int groupListener;

  private Stage(Workbench workbench, int port, int groupPort, String interfaceName) {
    this.workbench = workbench;
    this.shared = Endpoint.parse("127.0.0.1:" + port);
    this.group = Endpoint.parse(GROUP + ":" + groupPort);
    this.membership = new GroupMembership(group.address(), interfaceName);
  }

  /** Whether the ports are there for the story. */
  public sealed interface Setting {
    /**
     * They are.
     *
     * @param stage to be closed by the caller
     */
    record Ready(Stage stage) implements Setting {}

    /**
     * One is taken.
     *
     * @param refusal by whom
     */
    record Taken(Refusal refusal) implements Setting {}
  }

  /**
   * Binds each port for a moment to see whether the story can use it.
   *
   * @param port for the shared port, 0 for one that is free
   * @param groupPort for the group's, 0 for one that is free
   * @param loopback name of the loopback interface
   */
  public static Setting set(SocketProvider provider, int port, int groupPort, String loopback) {
    Workbench workbench = Workbench.open(provider, LOG_BYTES);
    var plans =
        List.of(
            SocketPlan.of(Endpoint.parse("127.0.0.1:" + port)),
            SocketPlan.of(Endpoint.parse("0.0.0.0:" + groupPort)).withReuse(ReuseOptions.BOTH));
    var ports = new ArrayList<Integer>();
    for (SocketPlan plan : plans) {
      switch (workbench.open(new ListenerPlan(plan, false))) {
        case OpenResult.Listening(ListenerView free) -> ports.add(free.local().port());
        case OpenResult.Refused(Refusal refusal) -> {
          workbench.close();
          return new Setting.Taken(refusal);
        }
      }
    }
    workbench.close();
    return new Setting.Ready(
        new Stage(Workbench.open(provider, LOG_BYTES), ports.get(0), ports.get(1), loopback));
  }

  /** Owns every socket of this process. */
  public Workbench workbench() {
    return workbench;
  }

  /** The endpoint that is shared. */
  public Endpoint shared() {
    return shared;
  }

  /** The group and its port. */
  public Endpoint group() {
    return group;
  }

  OpenResult bind(Endpoint local, ReuseOptions reuse) {
    return workbench.open(new ListenerPlan(SocketPlan.of(local).withReuse(reuse), false));
  }

  OpenResult bindClosingOnExit(Endpoint local) {
    return workbench.open(new ListenerPlan(SocketPlan.of(local), true));
  }

  OpenResult bindGroup() {
    SocketPlan plan =
        SocketPlan.of(Endpoint.parse("0.0.0.0:" + group.port()))
            .withReuse(ReuseOptions.BOTH)
            .withGroups(List.of(membership));
    return workbench.open(new ListenerPlan(plan, false));
  }

  SendResult send(Source source, Endpoint to, String text) {
    SendOptions options =
        to.address().isMulticastAddress()
            ? SendOptions.DEFAULT.withInterface(membership.interfaceName())
            : SendOptions.DEFAULT;
    return workbench
        .sending()
        .send(new SendPlan(source, to, Payload.text(text).orThrow(), options));
  }

  /** Starts a second Portbound; it ends with this stage. */
  SecondProcess start(String... arguments) {
    SecondProcess process = SecondProcess.start(List.of(arguments));
    processes.add(process);
    return process;
  }

  /** Ends every second process. */
  void endProcesses() {
    processes.forEach(SecondProcess::close);
    processes.clear();
  }

  Optional<ListenerView> listener(int number) {
    return workbench.listeners().stream().filter(each -> each.number() == number).findFirst();
  }

  boolean isOpen(int number) {
    return listener(number).filter(each -> each.state() == ListenerState.OPEN).isPresent();
  }

  /** Datagrams that the open listeners of the shared port have received so far, one by one. */
  List<Long> receivedOnShared() {
    return workbench.listeners().stream()
        .filter(each -> each.state() == ListenerState.OPEN && each.local().equals(shared))
        .map(ListenerView::datagrams)
        .toList();
  }

  /** Waits for a datagram in the log, from a row on. */
  Optional<Datagram> awaitDatagram(long fromRow, Predicate<Datagram> wanted) {
    DatagramLog log = workbench.log();
    var found = new ArrayList<Datagram>();
    await(
        () -> {
          for (long row = Math.max(fromRow, log.first()); row < log.end(); row++) {
            Datagram datagram = log.get(row);
            if (datagram != null && wanted.test(datagram)) {
              found.add(datagram);
              return true;
            }
          }
          return false;
        });
    return found.stream().findFirst();
  }

  /** Waits until a condition holds; false if it does not come true in time. */
  boolean await(BooleanSupplier condition) {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ANSWER_TIMEOUT_MS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      LockSupport.parkNanos(POLL_NS);
    }
    return true;
  }

  /** Ends the second processes and closes every socket. */
  @Override
  public void close() {
    endProcesses();
    workbench.close();
  }
}
