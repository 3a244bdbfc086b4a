package org.portbound.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A receive set and what it received. Belongs to the test's thread, which does the receiving. */
public final class Inbox implements DatagramSink, AutoCloseable {
  private static final long PATIENCE_NS = 10_000_000_000L;
  private static final int ROUND_MS = 100;

  /** A datagram copied out. */
  public record Got(
      int tag,
      Endpoint source,
      int sourceScope,
      byte[] payload,
      int trueLengthBytes,
      Optional<InetAddress> destination,
      int interfaceIndex,
      int ttlHops,
      int trafficClass,
      long kernelTimeNs,
      long droppedByKernel) {
    public String text() {
      return new String(payload, UTF_8);
    }
  }

  private final ReceiveSet set;
  private final List<Got> got = new ArrayList<>();
  private final List<SystemCall> failures = new ArrayList<>();

  /** Takes the sockets in under the tags 1, 2, and so on. */
  Inbox(SocketProvider provider, UdpSocket... members) {
    set = provider.newReceiveSet();
    for (int i = 0; i < members.length; i++) {
      set.add(members[i], i + 1);
    }
  }

  public ReceiveSet set() {
    return set;
  }

  public List<Got> got() {
    return got;
  }

  public List<SystemCall> failures() {
    return failures;
  }

  @Override
  public void accept(ReceivedDatagram datagram) {
    byte[] payload =
        datagram
            .memory
            .asSlice(datagram.payloadOffset, datagram.payloadLengthBytes)
            .toArray(ValueLayout.JAVA_BYTE);
    Optional<InetAddress> destination =
        datagram.destinationKnown
            ? Optional.of(AddressBits.address(datagram.destinationHigh, datagram.destinationLow, 0))
            : Optional.empty();
    got.add(
        new Got(
            datagram.tag,
            new Endpoint(
                AddressBits.address(datagram.sourceHigh, datagram.sourceLow, 0),
                datagram.sourcePort),
            datagram.sourceScope,
            payload,
            datagram.trueLengthBytes,
            destination,
            datagram.interfaceIndex,
            datagram.ttlHops,
            datagram.trafficClass,
            datagram.kernelTimeNs,
            datagram.droppedByKernel));
  }

  @Override
  public void failed(int tag, SystemCall call) {
    failures.add(call);
  }

  /** Receives until there are so many in all, and fails if there are not, or more. */
  public List<Got> await(int count) {
    long endNs = System.nanoTime() + PATIENCE_NS;
    while (got.size() < count && System.nanoTime() < endNs) {
      set.receive(this, ROUND_MS);
    }
    drain();
    assertEquals(count, got.size(), "datagrams received: " + texts());
    return got;
  }

  /** Receives the only datagram. */
  public Got one() {
    return await(1).getFirst();
  }

  /** Takes what is there; on loopback what was sent is there as soon as the send returned. */
  public int drain() {
    int received = 0;
    int round = set.receive(this, 0);
    while (round > 0) {
      received += round;
      round = set.receive(this, 0);
    }
    assertTrue(failures.isEmpty(), "" + failures);
    return received;
  }

  public List<String> texts() {
    return got.stream().map(Got::text).toList();
  }

  /** Tags, in the order of arrival. */
  public List<Integer> tags() {
    return got.stream().map(Got::tag).toList();
  }

  @Override
  public void close() {
    set.close();
  }
}
