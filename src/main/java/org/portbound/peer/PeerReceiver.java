package org.portbound.peer;

import java.util.LinkedHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
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

  private final EventWriter writer;
  private final ReceiveSet set;
  private final ConcurrentLinkedQueue<FutureTask<Void>> tasks = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private final Sink sink = new Sink();
  private volatile boolean closing;

  PeerReceiver(SocketProvider provider, EventWriter writer) {
    this.writer = writer;
    this.set = provider.newReceiveSet();
    this.thread = Thread.ofPlatform().name("peer-receive").daemon().start(this::receive);
  }

  /** Receives from a socket from now on. */
  void add(UdpSocket socket, int number) {
    onReceivingThread(() -> set.add(socket, number));
  }

  /** Hands over what waits in the socket and lets go of it, so that it may be closed. */
  void remove(UdpSocket socket) {
    onReceivingThread(
        () -> {
          set.receive(sink, NO_WAIT_MS);
          set.remove(socket);
        });
  }

  /** Ends the thread and waits for it. */
  @Override
  public void close() {
    closing = true;
    set.wakeUp();
    joinUninterruptibly();
  }

  private void receive() {
    while (!closing) {
      for (var task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
      set.receive(sink, FOREVER_MS);
      writer.flush();
    }
    set.close();
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
