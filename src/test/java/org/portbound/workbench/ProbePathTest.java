package org.portbound.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.message.Schedule;
import org.portbound.probe.ProbeStream;
import org.portbound.socket.Endpoint;
import org.portbound.socket.PrivateNetwork;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;

/** Probes over paths that lose, double, swap and delay. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ProbePathTest {
  private static final int COUNT = 1_000;
  private static final int BUFFER_BYTES = 4 << 20;

  /** Passes datagrams on, badly, and knows how badly. */
  private static final class BadPath implements AutoCloseable {
    private final DatagramSocket in = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
    private final int to;
    private final Thread thread;
    private volatile int lost;
    private volatile int doubled;
    private volatile int swapped;

    BadPath(int to) throws SocketException {
      this.to = to;
      // A machine that stands still for a moment must lose nothing of its own accord.
      in.setReceiveBufferSize(BUFFER_BYTES);
      this.thread = Thread.ofPlatform().name("bad-path").daemon().start(this::run);
    }

    int port() {
      return in.getLocalPort();
    }

    private void run() {
      var random = new Random(11);
      byte[] held = null;
      try {
        for (int i = 0; i < COUNT; i++) {
          byte[] payload = receive();
          int fate = i == 0 ? 99 : random.nextInt(100);
          if (fate < 10) {
            lost++;
          } else if (fate < 15 && held == null && i < COUNT - 1) {
            held = payload;
          } else {
            send(payload);
            if (fate < 20) {
              send(payload);
              doubled++;
            }
            if (held != null) {
              send(held);
              held = null;
              swapped++;
            }
          }
        }
        if (held != null) {
          send(held);
        }
        while (true) {
          send(receive());
        }
      } catch (IOException e) {
        // The test has closed the socket.
      }
    }

    private byte[] receive() throws IOException {
      var packet = new DatagramPacket(new byte[2_048], 2_048);
      in.receive(packet);
      return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    private void send(byte[] payload) throws IOException {
      in.send(new DatagramPacket(payload, payload.length, InetAddress.ofLiteral("127.0.0.1"), to));
    }

    @Override
    public void close() throws InterruptedException {
      in.close();
      thread.join();
    }
  }

  private static ProbeStream measured(SocketProvider provider, Path path) throws Exception {
    try (Workbench workbench = Workbench.open(provider, 8 << 20)) {
      SocketPlan plan = SocketPlan.of(Endpoint.parse("127.0.0.1:0"));
      var result =
          workbench.open(new ListenerPlan(plan.withReceiveBufferBytes(BUFFER_BYTES), false));
      Endpoint local = assertInstanceOf(OpenResult.Listening.class, result).listener().local();
      try (BadPath bad = path == Path.RELAYED ? new BadPath(local.port()) : null) {
        var probe =
            new ProbePlan(
                new Source.AnyPort(),
                bad == null ? local : local.withPort(bad.port()),
                100,
                SendOptions.DEFAULT,
                new Schedule(OptionalLong.of(COUNT), 1_000),
                Optional.empty());
        assertInstanceOf(ProbeStart.Started.class, workbench.probing().start(probe));
        ProbeStream stream = awaitSettled(workbench);
        if (bad != null) {
          assertEquals(
              new ProbeStream.Counts(
                  COUNT, COUNT - bad.lost, bad.lost, 0, bad.doubled, bad.swapped, 0),
              stream.counts());
          assertTrue(bad.lost > 50 && bad.doubled > 10 && bad.swapped > 10);
        }
        return stream;
      }
    }
  }

  /** Whether it goes through our own relay. */
  private enum Path {
    RELAYED,
    DIRECT
  }

  private static ProbeStream awaitSettled(Workbench workbench) {
    while (true) {
      Optional<ProbeStream> stream = workbench.probing().monitor().streams().stream().findFirst();
      if (stream.isPresent()
          && stream.get().state() == ProbeStream.State.ENDED
          && stream.get().counts().pending() == 0) {
        return stream.get();
      }
      if (Thread.currentThread().isInterrupted()) {
        throw new AssertionError(stream + " of " + workbench.probing().sends());
      }
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void whatARelayDoesIsToldToTheDatagram() throws Exception {
    measured(Providers.standard(), Path.RELAYED);
  }

  @Test
  void whatTheKernelsEmulatorDoesIsSeen() throws Exception {
    try (PrivateNetwork network = PrivateNetwork.enter().ip("link", "set", "lo", "up")) {
      boolean emulates =
          network.ask(
              () -> {
                try {
                  return new ProcessBuilder(
                              "tc qdisc add dev lo root netem delay 5ms 1ms loss 20% duplicate 5%"
                                  .split(" "))
                          .start()
                          .waitFor()
                      == 0;
                } catch (IOException e) {
                  return false;
                }
              });
      assumeTrue(emulates, "this kernel has no netem, or tc (iproute2) is not there");
      ProbeStream stream = measured(network, Path.DIRECT);
      assertTrue(stream.counts().lost() > COUNT / 20, stream::toString);
      assertTrue(stream.counts().lost() < COUNT / 2, stream::toString);
      assertTrue(stream.counts().duplicates() > 0, stream::toString);
      assertTrue(stream.delay().minNs() > 3_000_000, stream::toString);
      assertTrue(stream.delay().jitterNs() > 10_000, stream::toString);
    }
  }
}
