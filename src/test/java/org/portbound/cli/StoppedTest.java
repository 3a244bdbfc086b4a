package org.portbound.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Processes that are stopped (SIGSTOP) in the middle of their work, and continued. */
@Tag("long")
@EnabledOnOs(OS.LINUX)
@Timeout(180)
final class StoppedTest {
  private static final int COUNT = 500;
  private static final int BEFORE = 20;
  private static final int RATE = 100;

  /** Longer than what a busy machine may keep a program waiting. */
  private static final long STOP_MS = 3_700;

  /**
   * Half of what was due meanwhile: a busy machine may hold back what is due in a second or two.
   */
  private static final int MOST = (int) (RATE * STOP_MS / 1_000 / 2);

  private static final long WINDOW_NS = 100_000_000;

  private static void signal(String name, PortboundProcess... processes) throws Exception {
    for (PortboundProcess each : processes) {
      var kill = new ProcessBuilder("kill", "-" + name, String.valueOf(each.pid()));
      assertEquals(0, kill.inheritIO().start().waitFor());
    }
  }

  @Test
  void whatWasDueMeanwhileIsSentLaterAtItsRateAndBothSaySo() throws Exception {
    var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    try (var there = new DatagramSocket(loopback);
        var listener = PortboundProcess.start("listen", "127.0.0.1:0");
        var sender =
            PortboundProcess.start(
                "send",
                "127.0.0.1:" + there.getLocalPort(),
                "x",
                "--count",
                String.valueOf(COUNT),
                "--rate",
                String.valueOf(RATE))) {
      listener.awaitPort();
      for (int i = 0; i < BEFORE; i++) {
        arrivalNs(there);
      }
      signal("STOP", listener, sender);
      Thread.sleep(STOP_MS);
      signal("CONT", listener, sender);
      var arrivals = new long[COUNT - BEFORE];
      int most = 0;
      int from = 0;
      for (int i = 0; i < arrivals.length; i++) {
        arrivals[i] = arrivalNs(there);
        while (arrivals[i] - arrivals[from] > WINDOW_NS) {
          from++;
        }
        most = Math.max(most, i - from + 1);
      }
      assertTrue(most <= MOST, most + " in a tenth of a second, as of all that were due");
      assertEquals(ExitStatus.OK, sender.exit(), sender.err());
      assertTrue(sender.err().matches("(?s).*it stood still for \\d+\\.\\d s.*"), sender.err());
      listener.interrupt();
      listener.exit();
      assertTrue(
          listener.err().matches("(?s).*Portbound stood still for \\d+\\.\\d s.*"), listener.err());
    }
  }

  private static long arrivalNs(DatagramSocket socket) throws IOException {
    socket.receive(new DatagramPacket(new byte[10], 10));
    return System.nanoTime();
  }
}
