package org.portbound.workbench;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import org.portbound.capture.DatagramLog;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.Forecaster;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.HolderScan;
import org.portbound.diagnosis.Holders;
import org.portbound.diagnosis.OptionInference;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.diagnosis.arrival.Check;
import org.portbound.diagnosis.arrival.CheckList;
import org.portbound.diagnosis.arrival.Expectation;
import org.portbound.diagnosis.arrival.Machine;
import org.portbound.diagnosis.arrival.Subject;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;

/**
 * What is there and what is to be expected: holders of ports, forecasts of binds, and why nothing
 * arrives.
 *
 * <p>Threads: any; everything here may take a moment, and only {@link #inferOptions} is a command.
 */
public final class Outlook {
  private final Lock commands;
  private final SocketProvider provider;
  private final ListenerDesk desk;
  private final Peers peers;
  private final DatagramLog log;
  private final Ledger ledger;
  private final Function<SendPlan, SendResult> sender;

  Outlook(
      Lock commands,
      SocketProvider provider,
      ListenerDesk desk,
      Peers peers,
      DatagramLog log,
      Ledger ledger,
      Function<SendPlan, SendResult> sender) {
    this.commands = commands;
    this.provider = provider;
    this.desk = desk;
    this.peers = peers;
    this.log = log;
    this.ledger = ledger;
    this.sender = sender;
  }

  /**
   * Why nothing arrives at a listener: every check with its evidence and what helps. Sends one
   * marked test datagram through the loopback interface, which shows up in the log as any other.
   * Takes up to some seconds and blocks; other commands go on meanwhile.
   *
   * @param expected what should arrive
   * @return the checks in the order of {@link Check#IDS}; a single failed one if the listener is
   *     not open
   */
  public List<Check> examine(int listener, Expectation expected) {
    return desk.listeners()
        .findOpen(listener)
        .map(
            open -> {
              int port = open.socket().local().port();
              return CheckList.run(
                  new Subject(listener, open.socket(), open.memberships()),
                  expected,
                  Machine.here(holders(port)),
                  new Examiner(plan -> Chronicle.unnoted(() -> sender.apply(plan)), log));
            })
        .orElseGet(() -> List.of(Check.notOpen(listener)));
  }

  /**
   * Who holds a port, this workbench's own sockets marked, and who has it in other network
   * namespaces. Reads /proc.
   */
  public HolderScan holders(int port) {
    return Holders.onPortEverywhere(port, desk.own(), provider.flagReader());
  }

  /** Who holds which port, this workbench's own sockets marked. Reads /proc. */
  public HolderScan holdersOnAllPorts() {
    return Holders.onAllPorts(desk.own(), provider.flagReader());
  }

  /**
   * What the kernel is expected to say to a plan, with each of the four sets of reuse options.
   * Opens no socket, waits for no command; reads /proc.
   *
   * @param peer number of the peer process that is to bind it, or 0 for this process
   */
  public Map<ReuseOptions, Forecast> forecast(int peer, SocketPlan plan) {
    return desk.forecasts(peer, plan);
  }

  /**
   * The same of a plan for this process beside holders that are known already.
   *
   * @param holders who is on the port of the plan, in the order of {@link HolderScan}
   */
  public Map<ReuseOptions, Forecast> forecast(SocketPlan plan, List<Holder> holders) {
    return Forecaster.of(plan, holders, desk.own(), peers.uid(0));
  }

  /**
   * Finds out the options of the sockets on a port by binding beside them: see {@link
   * OptionInference}. Holds the port for a moment, if the kernel lets it.
   */
  public OptionInference.Result inferOptions(int port) {
    commands.lock();
    try {
      OptionInference.Result result =
          OptionInference.run(holders(port).holders(), provider, SystemUsers.effectiveUid());
      ledger.add(0, result.calls());
      return result;
    } finally {
      commands.unlock();
    }
  }
}
