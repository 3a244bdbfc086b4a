package org.portbound.peer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.portbound.socket.CallSource;
import org.portbound.socket.DatagramSink;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/**
 * The peer's receiving thread, {@code peer-receive}: it owns the {@link ReceiveSet} and writes each
 * datagram as an event. The methods belong to the commanding thread; they are done on the receiving
 * one, which the queue hands them to.
 */
final class PeerReceiver implements AutoCloseable {
  private static final int FOREVER_MS = -1;
  private static final int NO_WAIT_MS = 0;
  private static final int TELL_EVERY_MS = 500;

  private final EventWriter writer;
  private final ReceiveSet set;
  private final ConcurrentLinkedQueue<FutureTask<Void>> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private final Sink sink = new Sink();
  private final PeerRuns runs;
  private final ScheduledExecutorService teller;

  /** The calls that wait, as they were told of; the receiving thread's own. */
  private List<CallSource> waits = List.of();

  private volatile boolean closing;

  PeerReceiver(SocketProvider provider, EventWriter writer) {
    this.writer = writer;
    this.runs = new PeerRuns(writer);
    this.set = provider.newReceiveSet();
    this.thread = Thread.ofPlatform().name("peer-receive").daemon().start(this::receive);
    this.teller =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("peer-calls").daemon().factory());
    teller.scheduleWithFixedDelay(
        runs::tellIfDue, TELL_EVERY_MS, TELL_EVERY_MS, TimeUnit.MILLISECONDS);
  }

  /** Receives from a socket from now on. */
  void add(UdpSocket socket, int number) {
    onReceivingThread(() -> runs.add(number, set.add(socket, number)));
  }

  /** Hands over what waits in the socket and lets go of it, so that it may be closed. */
  void remove(UdpSocket socket) {
    onReceivingThread(
        () -> {
          set.receive(sink, NO_WAIT_MS);
          set.remove(socket);
        });
    runs.tell();
  }

  /** Ends the thread and waits for it. */
  @Override
  public void close() {
    closing = true;
    teller.shutdownNow();
    set.wakeUp();
    joinUninterruptibly();
  }

  private void receive() {
    while (!closing) {
      for (var task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
      followWaits();
      set.receive(sink, FOREVER_MS);
      writer.flush();
    }
    set.close();
  }

  @SuppressWarnings("ReferenceEquality")
  private void followWaits() {
    List<CallSource> now = set.waits();
    if (now != waits) {
      now.stream()
          .filter(each -> !waits.contains(each))
          .forEach(each -> runs.add(PeerRuns.NO_SOCKET, each));
      waits = now;
    }
  }

  private void onReceivingThread(Runnable action) {
    var task = new FutureTask<Void>(action, null);
    tasks.add(task);
    set.wakeUp();
    try {
      task.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the receiving thread could not do it", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the receiving thread works", e);
    }
  }

  private void joinUninterruptibly() {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Sink implements DatagramSink {
    @Override
    public void accept(ReceivedDatagram datagram) {
      // Before it: who hears of the datagram has heard of the call that took it.
      runs.tellIfDue();
      writer.write(WireDatagram.toWire(datagram));
    }

    @Override
    public void failed(int tag, SystemCall call) {
      var event = new LinkedHashMap<String, Object>();
      event.put("event", "receiveFailed");
      event.put("socket", tag);
      event.put("call", WireValues.call(call));
      writer.write(event);
    }
  }
}
