package org.portbound.socket.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.portbound.socket.Bench;
import org.portbound.socket.DatagramSink;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.Inbox;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/** What only the kernel's own calls can tell. */
@EnabledOnOs(OS.LINUX)
@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = ThreadMode.SEPARATE_THREAD)
final class PosixMetadataTest {
  private final Bench bench = new Bench(new PosixProvider());

  private static void send(UdpSocket from, Endpoint to, String text) {
    Bench.done(from.send(to, text.getBytes(UTF_8), SendOptions.DEFAULT));
  }

  @Test
  void theDescriptorAndTheInodeAreThoseTheSystemLists() throws IOException {
    try (bench) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      long inode = socket.inode().orElseThrow();
      Path link = Path.of("/proc/self/fd/" + socket.descriptor());
      assertEquals("socket:[" + inode + "]", Files.readSymbolicLink(link).toString());
      assertTrue(
          Files.readString(Path.of("/proc/self/net/udp")).contains(" " + inode + " "),
          "inode " + inode);
    }
  }

  @Test
  void aProgramThatIsStartedDoesNotInheritIt() throws IOException {
    try (bench) {
      Path info = Path.of("/proc/self/fdinfo/" + bench.open(Bench.ANY_PORT).descriptor());
      String flags =
          Files.readAllLines(info).stream()
              .filter(line -> line.startsWith("flags:"))
              .findFirst()
              .orElseThrow();
      // In octal (proc_pid_fdinfo(5)): O_CLOEXEC 02000000, O_NONBLOCK 04000.
      int bits = Integer.parseInt(flags.substring("flags:".length()).strip(), 8);
      assertTrue((bits & 02_000_000) != 0, flags);
      assertTrue((bits & 04_000) != 0, flags);
    }
  }

  @Test
  void hopsAreThoseOfTheSend() {
    for (String address : List.of("127.0.0.1:0", "[::1]:0")) {
      try (Bench own = new Bench(new PosixProvider())) {
        UdpSocket socket = own.open(Endpoint.parse(address));
        try (Inbox inbox = own.inbox(socket)) {
          for (int ttl : new int[] {1, 7, 255}) {
            SendOptions options = SendOptions.DEFAULT.withTtl(ttl);
            Bench.done(socket.send(socket.local(), new byte[1], options));
          }
          List<Integer> hops = inbox.await(3).stream().map(Inbox.Got::ttlHops).toList();
          assertEquals(List.of(1, 7, 255), hops);
        }
      }
    }
  }

  @Test
  void concurrentSendsKeepTheirOptions() throws InterruptedException {
    try (bench) {
      UdpSocket receiver = bench.open(Bench.ANY_PORT);
      UdpSocket sender = bench.open(Bench.ANY_PORT);
      var threads = new ArrayList<Thread>();
      for (int ttl = 10; ttl < 14; ttl++) {
        SendOptions options = SendOptions.DEFAULT.withTtl(ttl);
        byte[] payload = Integer.toString(ttl).getBytes(UTF_8);
        threads.add(
            Thread.ofPlatform()
                .start(
                    () -> {
                      for (int i = 0; i < 50; i++) {
                        Bench.done(sender.send(receiver.local(), payload, options));
                      }
                    }));
      }
      for (Thread thread : threads) {
        thread.join();
      }
      try (Inbox inbox = bench.inbox(receiver)) {
        for (Inbox.Got got : inbox.await(200)) {
          assertEquals(got.text(), Integer.toString(got.ttlHops()));
        }
      }
    }
  }

  @Test
  void theKernelsTimeIsBetweenTheSendAndTheReceipt() {
    try (bench) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(socket)) {
        Instant before = Instant.now();
        send(socket, socket.local(), "x");
        Instant arrived = Instant.EPOCH.plusNanos(inbox.one().kernelTimeNs());
        Instant after = Instant.now();
        assertTrue(!arrived.isBefore(before), arrived + " before " + before);
        assertTrue(!arrived.isAfter(after), arrived + " after " + after);
      }
    }
  }

  @Test
  void whatASmallBufferCannotHoldIsCounted() {
    try (bench) {
      UdpSocket socket = bench.open(SocketPlan.of(Bench.ANY_PORT).withReceiveBufferBytes(4_096));
      assertEquals(8_192, socket.receiveBufferBytes().orElseThrow());
      try (Inbox inbox = bench.inbox(socket)) {
        int sent = 200;
        for (int i = 0; i < sent; i++) {
          send(socket, socket.local(), "x".repeat(100));
        }
        int held = inbox.drain();
        assertTrue(held > 0 && held < sent, "held " + held);
        assertEquals(sent - held, socket.droppedByKernel().orElseThrow());
        assertEquals(0, inbox.got().getFirst().droppedByKernel());
        send(socket, socket.local(), "after");
        assertEquals(sent - held, inbox.await(held + 1).getLast().droppedByKernel());
      }
    }
  }

  @Test
  void everyAddressOfLoopbackIsToldAsTheDestination() {
    try (bench) {
      UdpSocket any = bench.open(Endpoint.parse("*:0"));
      UdpSocket dual = bench.open(Endpoint.parse("[::]:0"));
      UdpSocket mapped = bench.open(SocketPlan.of(Endpoint.parse("*:0")).withFamily(Family.INET6));
      try (Inbox inbox = bench.inbox(any, dual, mapped)) {
        var expected = new ArrayList<String>();
        for (UdpSocket each : List.of(any, dual, mapped)) {
          for (String destination : List.of("127.0.0.1:0", "127.0.0.9:0")) {
            Endpoint to = Endpoint.parse(destination).withPort(each.local().port());
            try (Bench own = new Bench(new PosixProvider())) {
              send(own.open(Bench.ANY_PORT), to, "x");
            }
            expected.add(Endpoint.text(to.address()));
          }
        }
        List<String> told =
            inbox.await(expected.size()).stream()
                .sorted((a, b) -> Integer.compare(a.tag(), b.tag()))
                .map(got -> Endpoint.text(got.destination().orElseThrow()))
                .toList();
        assertEquals(expected, told);
      }
    }
  }

  @Test
  void aSocketClosedInsideTheSetIsToldOnceAndLeft() {
    try (bench) {
      UdpSocket closed = bench.open(Bench.ANY_PORT);
      UdpSocket other = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(closed, other)) {
        closed.close();
        // Gets the descriptor that became free.
        UdpSocket next = bench.open(Bench.ANY_PORT);
        send(other, next.local(), "not for the set");
        send(other, other.local(), "x");
        inbox.set().receive(inbox, 0);
        inbox.set().receive(inbox, 0);
        assertEquals(List.of("x"), inbox.texts());
        assertEquals(1, inbox.failures().size());
        assertEquals(Errno.EBADF, inbox.failures().getFirst().errno());
      }
    }
  }

  /** Receives without keeping anything. */
  private static final class Counter implements DatagramSink {
    int count;

    @Override
    public void accept(ReceivedDatagram datagram) {
      count++;
    }

    @Override
    public void failed(int tag, SystemCall call) {
      throw new AssertionError(call.toString());
    }
  }

  /** What this thread allocated; by reflection, as the module does not require jdk.management. */
  private static final class Allocation {
    private final Object bean;
    private final Method read;

    Allocation() throws ReflectiveOperationException {
      bean =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      read =
          Class.forName("com.sun.management.ThreadMXBean")
              .getMethod("getCurrentThreadAllocatedBytes");
    }

    long bytes() throws ReflectiveOperationException {
      return (long) read.invoke(bean);
    }
  }

  @Test
  void receivingMakesNoObjectPerDatagram() throws ReflectiveOperationException {
    try (bench) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      var counter = new Counter();
      var allocation = new Allocation();
      long allocatedBytes = 0;
      try (ReceiveSet set = bench.provider().newReceiveSet()) {
        set.add(socket, 1);
        for (int round = 0; round < 40; round++) {
          for (int i = 0; i < 100; i++) {
            send(socket, socket.local(), "x");
          }
          long before = allocation.bytes();
          set.receive(counter, 0);
          // The first rounds link method handles.
          if (round >= 20) {
            allocatedBytes += allocation.bytes() - before;
          }
        }
      }
      assertEquals(4_000, counter.count);
      assertTrue(allocatedBytes < 2_000, allocatedBytes + " bytes for 2,000 datagrams");
    }
  }
}
