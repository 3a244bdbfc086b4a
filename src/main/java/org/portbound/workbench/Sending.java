package org.portbound.workbench;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import org.portbound.capture.DatagramLog;
import org.portbound.diagnosis.Fix;
import org.portbound.diagnosis.SendFix;
import org.portbound.socket.AsideCalls;
import org.portbound.socket.Endpoint;
import org.portbound.socket.PathMtu;
import org.portbound.socket.SendOptions;

/**
 * Sends datagrams: one at a time, or series of them that go on by themselves.
 *
 * <p>Threads: any. What sends, starts or mends is one command at a time, under the workbench's
 * lock, and blocks; {@link #series}, {@link #stop} and {@link #keepSends} never wait.
 */
public final class Sending {
  private final Lock commands;
  private final DatagramLog log;
  private final Sender sender;
  private final SendFixer fixer;
  private final SeriesDesk series;
  private final ReplyDesk waits;

  Sending(
      Lock commands,
      DatagramLog log,
      Sender sender,
      SendFixer fixer,
      SeriesDesk series,
      ReplyDesk waits) {
    this.commands = commands;
    this.log = log;
    this.sender = sender;
    this.fixer = fixer;
    this.series = series;
    this.waits = waits;
  }

  /**
   * Whether each datagram that is sent from now on also becomes a row of the log, marked as sent;
   * off in a new workbench. Of a series, the first {@value SeriesRows#MOST} do.
   */
  public void keepSends(boolean keep) {
    sender.keepSends(keep);
  }

  /** Sends one datagram from the source that the plan names, and from no other. */
  public SendResult send(SendPlan plan) {
    commands.lock();
    try {
      return sender.send(plan);
    } finally {
      commands.unlock();
    }
  }

  /** Sends many datagrams from the source that the plan names; returns once they are under way. */
  public SeriesResult start(SeriesPlan plan) {
    commands.lock();
    try {
      return series.start(plan);
    } finally {
      commands.unlock();
    }
  }

  /**
   * Sends one datagram each from {@value ManyPorts#PORTS} ports to an address of this machine, from
   * that address; returns when all are sent.
   *
   * @param firstBytes the first bytes of the payloads go round from 0 to one less, at most 256
   */
  public ManyPorts.Result fromManyPorts(Endpoint destination, int firstBytes) {
    commands.lock();
    try {
      return sender.fromManyPorts(destination, Math.clamp(firstBytes, 1, 256));
    } finally {
      commands.unlock();
    }
  }

  /**
   * Ends a series before its time; a datagram that is on its way goes out.
   *
   * @return whether there was one
   */
  public boolean stop(int number) {
    return series.stop(number);
  }

  /** What is being sent, and the last that were, in order of their numbers. */
  public List<SeriesView> series() {
    return series.views();
  }

  /** Carries out a fix for a send that the kernel refused, and tells what it said then. */
  public SendFixResult apply(SendResult.Failed failed, SendFix fix) {
    commands.lock();
    try {
      return fixer.apply(failed, fix);
    } finally {
      commands.unlock();
    }
  }

  /** Carries out a fix for the socket that was to send, sends, and tells what the kernel said. */
  public SendFixResult apply(SendResult.NotOpened notOpened, Fix fix) {
    commands.lock();
    try {
      return fixer.apply(notOpened, fix);
    } finally {
      commands.unlock();
    }
  }

  /**
   * How large a packet can be on the way to a destination. Sends nothing; may take a moment, and
   * waits for no command.
   */
  public PathMtu pathMtu(Endpoint destination, SendOptions options) {
    PathMtu path = sender.pathMtu(destination, options);
    AsideCalls.ofProcess().count(path.calls());
    return path;
  }

  /** Finds the replies to a series; empty if there is no such series any more. */
  public Optional<Replies> repliesTo(int number) {
    return series.find(number).map(each -> Replies.to(each, log));
  }

  /**
   * Waits for replies no longer: closes the socket that is open for them.
   *
   * @param listener its number
   * @return whether it was still open
   */
  public boolean endWait(int listener) {
    return waits.end(listener);
  }

  void stopAll() {
    series.stopAll();
    waits.close();
  }
}
