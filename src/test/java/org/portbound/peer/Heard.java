package org.portbound.peer;

import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SystemCall;
import org.portbound.text.Message;

/** Keeps what a peer tells. */
final class Heard implements PeerEvents {
  private static final int LIMIT_SECONDS = 20;

  final LinkedBlockingQueue<Arrival> datagrams = new LinkedBlockingQueue<>();
  final List<Message> notices = new CopyOnWriteArrayList<>();
  private final CompletableFuture<PeerExit> exit = new CompletableFuture<>();

  /** A copy of a datagram. */
  record Arrival(
      int socket,
      Endpoint source,
      @Nullable Endpoint destination,
      int interfaceIndex,
      int ttlHops,
      long kernelTimeNs,
      int trueLengthBytes,
      byte[] payload) {}

  @Override
  public void datagram(ReceivedDatagram datagram) {
    datagrams.add(
        new Arrival(
            datagram.tag,
            new Endpoint(
                AddressBits.address(datagram.sourceHigh, datagram.sourceLow, datagram.sourceScope),
                datagram.sourcePort),
            datagram.destinationKnown
                ? new Endpoint(
                    AddressBits.address(datagram.destinationHigh, datagram.destinationLow, 0), 0)
                : null,
            datagram.interfaceIndex,
            datagram.ttlHops,
            datagram.kernelTimeNs,
            datagram.trueLengthBytes,
            datagram
                .memory
                .asSlice(datagram.payloadOffset, datagram.payloadLengthBytes)
                .toArray(ValueLayout.JAVA_BYTE)));
  }

  @Override
  public void receiveFailed(int socket, SystemCall call) {
    notices.add(Message.of("test.receive-failed", socket, call));
  }

  @Override
  public void notice(Message message) {
    notices.add(message);
  }

  @Override
  public void exited(PeerExit how) {
    exit.complete(how);
  }

  Arrival next() throws InterruptedException {
    Arrival arrival = datagrams.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (arrival == null) {
      throw new AssertionError("no datagram in " + LIMIT_SECONDS + " s; notices: " + notices);
    }
    return arrival;
  }

  PeerExit awaitExit() throws Exception {
    return exit.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }
}
