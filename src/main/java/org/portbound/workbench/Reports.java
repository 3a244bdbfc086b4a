package org.portbound.workbench;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.Lock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Receiver;
import org.portbound.peer.PeerExit;
import org.portbound.socket.CallSource;
import org.portbound.socket.CallTotals;
import org.portbound.socket.SystemCall;
import org.portbound.text.Message;
import org.portbound.workbench.Notices.Severity;

/**
 * What the receiving thread and the peers report, on their own threads. None of them may wait for a
 * command, which may be waiting for them: what needs one is left to the scheduler.
 */
final class Reports implements Receiver.Events, Peers.Events {
  private final Lock commands;
  private final Executor scheduler;
  private final Ledger ledger;
  private final Notices notices;
  private volatile @Nullable ListenerDesk desk;

  Reports(Lock commands, Executor scheduler, Ledger ledger, Notices notices) {
    this.commands = commands;
    this.scheduler = scheduler;
    this.ledger = ledger;
    this.notices = notices;
  }

  /** Where they go from now on; before that nothing is open that could report. */
  void goTo(ListenerDesk newDesk) {
    desk = newDesk;
  }

  private void asCommand(Consumer<ListenerDesk> work) {
    try {
      scheduler.execute(
          () -> {
            commands.lock();
            try {
              ListenerDesk current = desk;
              if (current != null) {
                work.accept(current);
              }
            } finally {
              commands.unlock();
            }
          });
    } catch (RejectedExecutionException e) {
      // The workbench is closing, and closes what this was about.
      return;
    }
  }

  @Override
  public void closeRequested(int listener) {
    asCommand(
        current -> {
          if (current.listeners().findOpen(listener).isPresent()) {
            current.closeBecause(listener, Message.of("workbench.closed.exit"));
            notices.add(Severity.INFORMATION, Message.of("workbench.notice.exit", listener), null);
          }
        });
  }

  @Override
  public void failed(int listener, SystemCall call) {
    ledger.add(listener, List.of(call));
    notices.add(
        Severity.WARNING,
        Message.of(
            "workbench.notice.receive-failed",
            listener,
            call.errno() == null ? "?" : call.errno().said()),
        call.toString());
  }

  @Override
  public void begun(int listener, CallSource calls) {
    ledger.follow(listener, listener == 0, List.of(calls));
  }

  @Override
  public void unexpected(Throwable error) {
    var trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace, true));
    notices.add(
        Severity.ERROR,
        Message.of("workbench.notice.unexpected", error.toString()),
        trace.toString());
  }

  @Override
  public void gone(int peer, PeerExit exit) {
    asCommand(
        current -> {
          boolean shown =
              current.listeners().all().stream()
                  .anyMatch(each -> each.peer() == peer && each.isOpen());
          current.peerGone(peer, exit.message());
          // A listener that closed tells it already.
          if (!shown && !(exit instanceof PeerExit.Ended)) {
            notices.add(Severity.INFORMATION, farewell(peer, exit.message()), null);
          }
        });
  }

  /** The same words, with the number of the peer before them. */
  private static Message farewell(int peer, Message exit) {
    var arguments = new ArrayList<Object>();
    arguments.add(String.valueOf(peer));
    arguments.addAll(exit.arguments());
    return new Message("workbench.notice." + exit.key(), arguments);
  }

  @Override
  public void receiveFailed(int listener, SystemCall call) {
    failed(listener, call);
  }

  @Override
  public void calls(int peer, int listener, CallTotals soFar, boolean ended) {
    ledger.heard(peer, listener, soFar, ended);
  }

  @Override
  public void notice(int peer, Message message) {
    notices.add(Severity.INFORMATION, message, null);
  }
}
