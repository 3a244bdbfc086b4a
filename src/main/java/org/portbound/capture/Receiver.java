package org.portbound.capture;

import org.portbound.socket.CallSource;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/**
 * The one thread, {@code capture-receive}, that waits for all sockets and drains them into the log;
 * a second one, {@code capture-slabs}, makes the log's memory ahead of it while the log grows.
 *
 * <p>Threads: every public method may be called from any thread. Commands from other threads wait
 * in a queue for the receiving thread; called on it, from {@link Events}, they run at once. Events
 * are delivered between two rounds of receiving, never in the middle of one.
 */
public final class Receiver implements AutoCloseable {
  /** What the receiving thread tells, on itself: a handler that is slow lets queues run over. */
  public interface Events {
    /**
     * A datagram whose text is {@code exit} came to a listener that was added with closeOnExit; it
     * is in the log. Told once for each socket added.
     */
    void closeRequested(int listener);

    /** A receive call failed; the socket stays, and is tried again when it is ready again. */
    void failed(int listener, SystemCall call);

    /**
     * Calls begin that are counted, not told one by one: those that take a listener's datagrams.
     *
     * @param listener whose, or 0 for those that wait for all of them
     */
    default void begun(int listener, CallSource calls) {}

    /** An exception that nobody expected; receiving goes on. */
    void unexpected(Throwable error);
  }

  private static final int MAX_PAUSE_MS = 1_024;

  private final ReceiveSet set;
  private final Events events;
  private final Intake intake;
  private final ReceiveCounts counts;
  private final AddedSockets sockets;
  private final CommandQueue commands;
  private final Thread thread;
  private final Thread growing;

  /** The receiving thread's own. */
  private boolean stopping;

  /**
   * Starts the thread with an empty set.
   *
   * @param provider whose sockets will be added
   * @param log where datagrams go; this receiver is its only writer
   * @param events told on the receiving thread
   */
  public Receiver(SocketProvider provider, DatagramLog log, Events events) {
    this.set = provider.newReceiveSet();
    this.commands = new CommandQueue(set::wakeUp);
    this.events = events;
    this.intake = new Intake(log, events);
    this.counts = new ReceiveCounts(log);
    this.sockets = new AddedSockets(set, intake, events);
    this.thread = Thread.ofPlatform().name("capture-receive").daemon().unstarted(this::run);
    this.growing = log.growAhead();
    thread.start();
  }

  /**
   * Receives from a socket from now on; returns when the receiving thread has taken it in. A socket
   * is added once in its life: the kernel's drop count of one added again would count twice.
   *
   * @param listener 's number, under which rows and counters go
   * @param closeOnExit whether a datagram {@code exit} leads to {@link Events#closeRequested}
   * @throws IllegalStateException if the receiver is closed, or the set cannot take the socket
   */
  public void add(UdpSocket socket, int listener, boolean closeOnExit) {
    ListenerCount count = counts.begin(listener);
    boolean taken = perform(() -> addNow(socket, listener, closeOnExit, count));
    if (!taken) {
      throw closed();
    }
  }

  private void addNow(UdpSocket socket, int listener, boolean closeOnExit, ListenerCount count) {
    if (commands.hasEnded()) {
      throw closed();
    }
    sockets.add(socket, listener, closeOnExit, count);
  }

  private static IllegalStateException closed() {
    return new IllegalStateException("the receiver is closed");
  }

  /**
   * Makes a place for a socket that somebody else receives from; its datagrams come through {@link
   * #hand}.
   */
  public void enter(UdpSocket socket, int listener, boolean closeOnExit) {
    ListenerCount count = counts.begin(listener);
    if (!perform(() -> intake.enter(socket, listener, closeOnExit, count))) {
      throw closed();
    }
  }

  /**
   * Stores a datagram of a socket that was entered, and counts it; returns when that is done. Does
   * nothing for a socket that is not there.
   *
   * @param datagram used during this call only; its tag is overwritten
   */
  public void hand(UdpSocket socket, ReceivedDatagram datagram) {
    perform(() -> intake.take(socket, datagram));
  }

  /**
   * Gives a datagram that we sent a row in the log; returns when it is there, or at once if the
   * receiver is closed. It does not count as received.
   */
  public void logSent(SentDatagram sent) {
    perform(() -> intake.sent(sent));
  }

  /**
   * Lets a tap have every datagram from now on, beside those that there are; returns when it is in
   * place.
   *
   * @return false if the receiver is closed, and the tap gets nothing
   */
  public boolean addTap(DatagramTap tap) {
    return perform(() -> intake.addTap(tap));
  }

  /** Takes a tap out; returns when it was told its end. Does nothing for one that is not there. */
  public void removeTap(DatagramTap tap) {
    perform(() -> intake.removeTap(tap));
  }

  /** Ends a wait for datagrams, so that each tap's {@link DatagramTap#roundOver} is called soon. */
  public void wakeUp() {
    commands.wakeUp();
  }

  /**
   * Stops receiving from a socket; returns when it is out of the set, so that it may be closed.
   * What waited in the socket is in the log then. Does nothing for a socket that is not there.
   */
  public void remove(UdpSocket socket) {
    perform(() -> removeNow(socket));
  }

  private void removeNow(UdpSocket socket) {
    if (!commands.hasEnded()) {
      sockets.remove(socket);
    }
  }

  /** What each listener received so far. */
  public ReceiveCounts counts() {
    return counts;
  }

  /**
   * How many datagrams were received but could not be stored: dropped by us. Anything but 0 is a
   * defect or a lack of memory, and was told to {@link Events#unexpected}.
   */
  public long notStored() {
    return intake.notStored();
  }

  /**
   * Stops the threads and waits for their end; called on the receiving thread, it stops without
   * waiting. The sockets stay open. A second close does nothing.
   */
  @Override
  public void close() {
    perform(() -> stopping = true);
    if (Thread.currentThread() == thread) {
      return;
    }
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        growing.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Runs an action on the receiving thread and waits for it; false if that thread has ended. */
  private boolean perform(Runnable action) {
    if (Thread.currentThread() == thread) {
      action.run();
      return true;
    }
    return commands.perform(action);
  }

  private void run() {
    int failedRounds = 0;
    sockets.tellWaits();
    while (!stopping) {
      commands.runAll();
      deliver();
      if (stopping) {
        break;
      }
      boolean well = intake.round(set, -1);
      sockets.tellWaits();
      deliver();
      failedRounds = well ? 0 : failedRounds + 1;
      if (failedRounds > 1) {
        pause(failedRounds);
      }
    }
    end();
  }

  /** Round after round has failed: waits a little, so as not to spin, but still takes commands. */
  private void pause(int failedRounds) {
    int pauseMs = Math.min(MAX_PAUSE_MS, 1 << Math.min(failedRounds, 10));
    try {
      commands.runOneWithin(pauseMs);
    } catch (InterruptedException e) {
      // Nobody has a reason to interrupt this thread: tell, and go on.
      intake.unexpected(e);
    }
  }

  private void deliver() {
    for (Runnable next = intake.nextEvent(); next != null; next = intake.nextEvent()) {
      try {
        next.run();
      } catch (RuntimeException | Error e) {
        tell(e);
      }
    }
  }

  /** A handler failed: tells it so, and the thread's last handler if it fails again. */
  private void tell(Throwable error) {
    try {
      events.unexpected(error);
    } catch (RuntimeException | Error again) {
      again.addSuppressed(error);
      thread.getUncaughtExceptionHandler().uncaughtException(thread, again);
    }
  }

  private void end() {
    growing.interrupt();
    commands.end(
        () -> {
          try {
            set.close();
          } catch (RuntimeException e) {
            tell(e);
          }
        });
    intake.removeTaps();
    deliver();
  }
}
