package org.portbound.socket.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.rules.Arrival;
import org.portbound.rules.BoundSocket;
import org.portbound.rules.Clue;
import org.portbound.rules.Delivery;
import org.portbound.rules.DeliveryRule;
import org.portbound.rules.PortModel;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.DatagramSink;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Opening;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.Sockets;
import org.portbound.socket.Steering;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;
import org.portbound.socket.nio.NioProvider;

/** Steered groups on the real kernel, each datagram held against what the rules say. */
@Timeout(30)
@EnabledOnOs(OS.LINUX)
final class SteeringTest {
  private static final int SENDERS = 8;
  private static final int UID = 0;

  private final PosixProvider provider = new PosixProvider();

  /** A group on the kernel, and the same in the rules. */
  private final class Group implements AutoCloseable {
    private final PortModel rules = new PortModel();
    private final List<UdpSocket> sockets = new ArrayList<>();
    private final ReceiveSet set = provider.newReceiveSet();
    private Endpoint local;

    Group(String address, int members) {
      local = Endpoint.parse(address + ":0");
      for (int i = 0; i < members; i++) {
        add();
      }
    }

    void add() {
      SocketPlan plan = SocketPlan.of(local).withReuse(ReuseOptions.PORT);
      UdpSocket socket = assertInstanceOf(Opening.Opened.class, provider.open(plan)).socket();
      local = socket.local();
      assertEquals(sockets.size(), rules.bind(BoundSocket.of(plan.withLocal(local), UID)));
      set.add(socket, sockets.size());
      sockets.add(socket);
    }

    void close(int number) {
      set.remove(sockets.get(number));
      sockets.get(number).close();
      rules.close(number);
    }

    void steer(int by, Steering how) {
      Sockets.assertDone(sockets.get(by).setSteering(how));
      rules.steer(by, how);
    }

    /** Sends from some ports each payload; every datagram goes where the rules say. */
    void check(byte[]... payloads) throws IOException {
      for (byte[] payload : payloads) {
        int first = payload.length == 0 ? Clue.EMPTY : payload[0] & 0xff;
        var reached = new TreeSet<Integer>();
        Delivery expected = new Delivery.Nobody();
        for (int i = 0; i < SENDERS; i++) {
          try (var sender = new DatagramSocket(new InetSocketAddress(local.address(), 0))) {
            var source = Endpoint.of((InetSocketAddress) sender.getLocalSocketAddress());
            expected = rules.deliver(Arrival.overLoopback(source, local), Clue.firstByte(first));
            sender.send(new DatagramPacket(payload, payload.length, local.toSocketAddress()));
            reached.add(nextTag());
          }
        }
        switch (expected) {
          case Delivery.One(int number, var rule) -> {
            assertEquals(DeliveryRule.STEERED_BY_PROGRAM, rule);
            assertEquals(List.of(number), List.copyOf(reached), "first byte " + first);
          }
          case Delivery.Shared(List<Integer> numbers, var rule) -> {
            assertEquals(DeliveryRule.REUSEPORT_HASH, rule);
            assertTrue(numbers.containsAll(reached), "first byte " + first + ": " + reached);
          }
          case Delivery.Nobody _, Delivery.Copies _ -> throw new AssertionError(expected);
        }
      }
    }

    private int nextTag() {
      int[] tag = {-1};
      while (tag[0] < 0) {
        set.receive(
            new DatagramSink() {
              @Override
              public void accept(ReceivedDatagram datagram) {
                tag[0] = datagram.tag;
              }

              @Override
              public void failed(int from, SystemCall call) {
                throw new AssertionError(call);
              }
            },
            1_000);
      }
      return tag[0];
    }

    @Override
    public void close() {
      set.close();
      sockets.forEach(UdpSocket::close);
    }
  }

  private static final byte[][] ALL = {{}, {0, 9}, {1}, {2}, {3}, {4}, {(byte) 255}};

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::1]", "0.0.0.0"})
  void theFirstByteIsTheIndexAndWhatIsPastTheLastIsHashed(String address) throws IOException {
    try (var group = new Group(address, 3)) {
      if (address.equals("0.0.0.0")) {
        group.local = new Endpoint(Sockets.ANY_PORT.address(), group.local.port());
      }
      group.steer(2, Steering.FIRST_BYTE);
      group.check(ALL);
    }
  }

  @Test
  void theLastTakesThePlaceOfOneThatIsClosedAndANewOneIsTheLast() throws IOException {
    try (var group = new Group("127.0.0.1", 4)) {
      group.steer(1, Steering.FIRST_BYTE);
      group.check(ALL);
      group.close(1);
      assertEquals(List.of(0, 3, 2), group.rules.group(0));
      group.check(ALL);
      group.add();
      assertEquals(List.of(0, 3, 2, 4), group.rules.group(0));
      group.check(ALL);
      group.steer(4, Steering.HASH);
      group.check(ALL);
    }
  }

  @Test
  void whatCannotBeSteeredSaysSo() {
    try (UdpSocket alone =
            assertInstanceOf(Opening.Opened.class, provider.open(SocketPlan.of(Sockets.ANY_PORT)))
                .socket();
        var group = new Group("127.0.0.1", 2);
        UdpSocket java =
            assertInstanceOf(
                    Opening.Opened.class, new NioProvider().open(SocketPlan.of(Sockets.ANY_PORT)))
                .socket()) {
      assertEquals(Errno.EINVAL, errno(alone.setSteering(Steering.FIRST_BYTE)));
      assertEquals("ENOENT", errno(group.sockets.getFirst().setSteering(Steering.HASH)).name());
      assertEquals(Errno.EOPNOTSUPP, errno(java.setSteering(Steering.FIRST_BYTE)));
      assertEquals(Errno.EOPNOTSUPP, errno(java.setIncomingCpu(0)));
      CallOutcome done = group.sockets.getLast().setSteering(Steering.FIRST_BYTE);
      assertEquals(
          group.sockets.getLast().descriptor()
              + ", SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, {len=2, filter=[BPF_STMT("
              + "BPF_LD|BPF_B|BPF_ABS, 0), BPF_STMT(BPF_RET|BPF_A, 0)]}, 16",
          done.calls().getFirst().arguments());
    }
  }

  private static Errno errno(CallOutcome outcome) {
    return assertInstanceOf(CallOutcome.Failed.class, outcome).errno();
  }

  /** The two that were given no processor get nothing while one has each. */
  @Test
  void theProcessorOfTheSenderDecidesAmongThoseThatNameOne() throws IOException {
    int processors = Runtime.getRuntime().availableProcessors();
    try (var group = new Group("127.0.0.1", processors + 2)) {
      for (int cpu = 0; cpu < processors; cpu++) {
        Sockets.assertDone(group.sockets.get(cpu + 1).setIncomingCpu(cpu));
      }
      for (int i = 0; i < 100; i++) {
        try (var sender = new DatagramSocket(new InetSocketAddress(group.local.address(), 0))) {
          sender.send(new DatagramPacket(new byte[1], 1, group.local.toSocketAddress()));
        }
        int tag = group.nextTag();
        assertTrue(tag >= 1 && tag <= processors, "went to " + tag);
      }
    }
  }
}
