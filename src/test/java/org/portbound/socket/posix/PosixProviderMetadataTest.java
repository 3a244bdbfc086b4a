package org.portbound.socket.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.portbound.socket.Sockets.ANY_PORT;
import static org.portbound.socket.Sockets.ANY_PORT_6;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.DatagramSink;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.Interface;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.Received;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.Sockets;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/** What the kernel tells of each datagram. */
@Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PosixProviderMetadataTest {
  /** DSCP 46, expedited forwarding, in its place in the byte (RFC 3246, RFC 2474). */
  private static final int EXPEDITED = 46 << 2;

  private final Sockets sockets = new Sockets(new PosixProvider());

  @AfterEach
  void closeAll() throws Exception {
    sockets.close();
  }

  @Test
  void unicastComesWithWhereItCameInAndWhen() {
    UdpSocket socket = sockets.open(ANY_PORT);
    ReceiveSet set = sockets.set(socket);
    Instant before = Instant.now();
    Sockets.send(socket, socket.local(), "now");
    Received received = Sockets.receiveOne(set);
    Instant after = Instant.now();
    assertEquals(Optional.of(socket.local().address()), received.destination());
    assertEquals(loopbackIndex(), received.interfaceIndex());
    assertEquals(0, received.trafficClass());
    assertEquals(0, received.droppedByKernel());
    assertNear(before, received, after);
  }

  /** Some margin, since a clock may be set while the test runs. */
  private static void assertNear(Instant before, Received received, Instant after) {
    Instant kernel = Instant.EPOCH.plusNanos(received.kernelTimeNs());
    assertTrue(kernel.isAfter(before.minus(Duration.ofSeconds(5))), kernel::toString);
    assertTrue(kernel.isBefore(after.plus(Duration.ofSeconds(5))), kernel::toString);
  }

  private static int loopbackIndex() {
    return Interface.named(Sockets.loopback()).orElseThrow().index();
  }

  @Test
  void multicastTellsItsGroup() {
    SocketPlan plan = SocketPlan.of(Sockets.GROUP).withGroups(List.of(Sockets.membership()));
    UdpSocket member = sockets.open(plan);
    UdpSocket sender = sockets.open(ANY_PORT);
    ReceiveSet set = sockets.set(member);
    SendOptions options = SendOptions.DEFAULT.withInterface(Sockets.loopback());
    Sockets.assertDone(sender.send(member.local(), new byte[1], options));
    Received received = Sockets.receiveOne(set);
    assertEquals(Optional.of(Sockets.GROUP.address()), received.destination());
    assertEquals(loopbackIndex(), received.interfaceIndex());
    assertEquals(1, received.ttlHops());
  }

  @Test
  void ipv6ComesWithTheSame() {
    Sockets.assumeIpv6();
    UdpSocket socket = sockets.open(ANY_PORT_6);
    ReceiveSet set = sockets.set(socket);
    Instant before = Instant.now();
    Sockets.assertDone(socket.send(socket.local(), new byte[1], SendOptions.DEFAULT.withTtl(77)));
    Received received = Sockets.receiveOne(set);
    assertEquals(Optional.of(socket.local().address()), received.destination());
    assertEquals(loopbackIndex(), received.interfaceIndex());
    assertEquals(77, received.ttlHops());
    assertEquals(0, received.trafficClass());
    assertNear(before, received, Instant.now());
  }

  /**
   * The kernel shortens the lengths in a batch's slot; the next datagram there needs them whole.
   */
  @Test
  void shortAddressLeavesRoomForALongOneAfterIt() {
    Sockets.assumeIpv6();
    UdpSocket four = sockets.open(ANY_PORT);
    UdpSocket six = sockets.open(ANY_PORT_6);
    ReceiveSet set = sockets.set(four, six);
    Sockets.send(four, four.local(), "four");
    assertEquals(four.local(), Sockets.receiveOne(set).source());
    Sockets.send(six, six.local(), "six");
    Received received = Sockets.receiveOne(set);
    assertEquals(six.local(), received.source());
    assertEquals(Optional.of(six.local().address()), received.destination());
  }

  /** The slots that it did not look at were shortened too. */
  @Test
  void sinkThatThrowsLeavesTheBatchWhole() {
    Sockets.assumeIpv6();
    UdpSocket four = sockets.open(ANY_PORT);
    UdpSocket six = sockets.open(ANY_PORT_6);
    ReceiveSet set = sockets.set(four, six);
    Sockets.send(four, four.local(), "thrown at");
    Sockets.send(four, four.local(), "lost");
    assertThrows(IllegalStateException.class, () -> set.receive(new Thrower(), 0));
    Sockets.send(six, six.local(), "first");
    Sockets.send(six, six.local(), "second");
    for (Received received : Sockets.receive(set, 2)) {
      assertEquals(six.local(), received.source());
      assertEquals(Optional.of(six.local().address()), received.destination());
      assertTrue(received.ttlHops() > 0);
    }
  }

  private static final class Thrower implements DatagramSink {
    @Override
    public void accept(ReceivedDatagram datagram) {
      throw new IllegalStateException("no room");
    }

    @Override
    public void failed(int tag, SystemCall call) {
      throw new AssertionError(call.toString());
    }
  }

  @Test
  void ttlIsTheSendersAndHoldsForOneSend() {
    UdpSocket socket = sockets.open(ANY_PORT);
    ReceiveSet set = sockets.set(socket);
    Sockets.send(socket, socket.local(), "default");
    Sockets.assertDone(socket.send(socket.local(), new byte[1], SendOptions.DEFAULT.withTtl(17)));
    Sockets.send(socket, socket.local(), "default again");
    List<Integer> hops = Sockets.receive(set, 3).stream().map(Received::ttlHops).toList();
    assertEquals(17, hops.get(1));
    assertEquals(hops.get(0), hops.get(2));
    assertTrue(hops.get(0) > 17, hops::toString);
  }

  @Test
  void trafficClassIsTheSenders() throws IOException {
    assertTrafficClass(StandardProtocolFamily.INET, ANY_PORT);
  }

  @Test
  void ipv6TrafficClassIsTheSenders() throws IOException {
    Sockets.assumeIpv6();
    assertTrafficClass(StandardProtocolFamily.INET6, ANY_PORT_6);
  }

  @Test
  void ipv4TrafficClassReachesADualStackSocket() throws IOException {
    Sockets.assumeIpv6();
    UdpSocket dual = sockets.open(SocketPlan.of(ANY_PORT).withFamily(Family.INET6));
    assertTrafficClass(StandardProtocolFamily.INET, dual);
  }

  private void assertTrafficClass(StandardProtocolFamily family, Endpoint local)
      throws IOException {
    assertTrafficClass(family, sockets.open(local));
  }

  private void assertTrafficClass(StandardProtocolFamily family, UdpSocket receiver)
      throws IOException {
    ReceiveSet set = sockets.set(receiver);
    try (DatagramChannel sender = DatagramChannel.open(family)) {
      sender.setOption(StandardSocketOptions.IP_TOS, EXPEDITED);
      sender.send(ByteBuffer.wrap(new byte[1]), receiver.local().toSocketAddress());
    }
    assertEquals(EXPEDITED, Sockets.receiveOne(set).trafficClass());
  }

  @Test
  void dropsAreCounted() {
    UdpSocket receiver = sockets.open(SocketPlan.of(ANY_PORT).withReceiveBufferBytes(4096));
    UdpSocket sender = sockets.open(ANY_PORT);
    ReceiveSet set = sockets.set(receiver);
    assertEquals(0, receiver.droppedByKernel().orElseThrow());
    int sent = 100;
    for (int i = 0; i < sent; i++) {
      Sockets.assertDone(sender.send(receiver.local(), new byte[1000], SendOptions.DEFAULT));
    }
    int arrived = Sockets.drain(set).size();
    long dropped = receiver.droppedByKernel().orElseThrow();
    assertTrue(dropped > 0, "100,000 bytes do not fit into a buffer of 4,096");
    assertEquals(sent, arrived + dropped);

    // The count rides on the datagrams that come after a drop (SO_RXQ_OVFL).
    Sockets.send(sender, receiver.local(), "after");
    assertEquals(dropped, Sockets.receiveOne(set).droppedByKernel());
    receiver.close();
    assertTrue(receiver.droppedByKernel().isEmpty(), "nobody can ask a closed socket");
  }

  @Test
  void concurrentSendsDoNotMixTheirOptions()
      throws InterruptedException, ExecutionException, TimeoutException {
    SocketPlan plan = SocketPlan.of(ANY_PORT).withReceiveBufferBytes(1 << 20);
    UdpSocket receiver = sockets.open(plan);
    UdpSocket sender = sockets.open(ANY_PORT);
    ReceiveSet set = sockets.set(receiver);
    int each = 100;
    try (ExecutorService senders = Executors.newFixedThreadPool(2)) {
      List<Future<?>> both =
          List.of(
              senders.submit(() -> sendMany(sender, receiver.local(), 5, each)),
              senders.submit(() -> sendMany(sender, receiver.local(), 9, each)));
      for (Future<?> one : both) {
        one.get(5, TimeUnit.SECONDS);
      }
    }
    for (Received received : Sockets.receive(set, 2 * each)) {
      assertEquals(received.payload()[0], received.ttlHops());
    }
  }

  private static void sendMany(UdpSocket from, Endpoint to, int hops, int count) {
    byte[] payload = {(byte) hops};
    for (int i = 0; i < count; i++) {
      Sockets.assertDone(from.send(to, payload, SendOptions.DEFAULT.withTtl(hops)));
    }
  }
}
