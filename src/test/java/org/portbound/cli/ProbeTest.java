package org.portbound.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.probe.ProbeClock;
import org.portbound.probe.ProbeWriter;

/** {@code probe send} and {@code probe listen}, as processes and in this one. */
@Timeout(180)
final class ProbeTest {
  private static final String ANY = "127.0.0.1:0";

  /** A sender whose every tenth datagram gets lost, and every twentieth comes twice. */
  private static void sendBadly(int port) throws Exception {
    var writer = new ProbeWriter(7, 100, 1_000_000);
    try (var socket = new DatagramSocket()) {
      for (int i = 0; i < 100; i++) {
        byte[] payload = writer.datagram(i, ProbeClock.nowNs());
        for (int copy = i % 10 == 3 ? 1 : 0; copy < (i % 20 == 5 ? 2 : 1); copy++) {
          send(socket, payload, port);
        }
      }
      send(socket, writer.end(100, ProbeClock.nowNs()), port);
    }
  }

  private static void send(DatagramSocket socket, byte[] payload, int port) throws Exception {
    socket.send(
        new DatagramPacket(payload, payload.length, InetAddress.ofLiteral("127.0.0.1"), port));
  }

  @Test
  @Tag("long")
  void whatOneProcessSendsAnotherMeasures() throws Exception {
    try (var listener =
        PortboundProcess.start(
            "probe",
            "listen",
            ANY,
            "--receive-buffer",
            "100k",
            "--streams",
            "2",
            "--max-loss",
            "0%",
            "--every",
            "100ms")) {
      String to = "127.0.0.1:" + listener.awaitPort();
      try (var sender =
          PortboundProcess.run(
              "probe", "send", to, to, "--rate", "200", "--count", "100", "--size", "64")) {
        assertEquals(ExitStatus.OK, sender.exit(), sender.err());
        assertTrue(
            sender.out().getFirst().matches("sending stream 1: 64 bytes each, to \\S+ from .*"),
            sender.out()::toString);
        assertTrue(
            sender.out().getLast().matches("stream 2: 100 sent in \\d+\\.\\d\\d s, [\\d.]+/s"),
            sender.out()::toString);
      }
      assertEquals(ExitStatus.OK, listener.exit(), listener.out() + listener.err());
      String all = String.join("\n", listener.out());
      assertTrue(
          all.matches(
              "(?s).*\n"
                  + "127\\.0\\.0\\.1:\\d+ stream [12]: 100 of 100 received, 0 lost \\(0\\.00 %\\),"
                  + " 0 duplicated, 0 out of order\n"
                  + "  delay \\d+\\.\\d{3}/\\d+\\.\\d{3}/.* ms \\(least/mean/most, arrival by the"
                  + " kernel's time\\), jitter .* ms, TTL 64"),
          all);
      assertEquals(
          "2 streams, 0 lost in all; the kernel dropped 0 at this socket, so at least 0 were lost"
              + " before",
          listener.err());
    }
  }

  @Test
  @Tag("long")
  void tooMuchLossIsStatusOneAndJsonSaysHowMuch() throws Exception {
    try (var listener =
        PortboundProcess.start(
            "probe", "listen", ANY, "--streams", "1", "--max-loss", "9.9%", "--json")) {
      String first = listener.awaitOut(each -> each.contains("\"listening\""));
      sendBadly((int) Objects.requireNonNull(JSON.std.mapFrom(first).get("port")));
      assertEquals(ExitStatus.REFUSED, listener.exit(), listener.err());
      Map<String, Object> stream = JSON.std.mapFrom(listener.out().getLast());
      assertEquals("stream", stream.get("event"));
      assertEquals("ended", stream.get("state"));
      assertEquals(100, stream.get("expected"));
      assertEquals(90, stream.get("received"));
      assertEquals(10, stream.get("lost"));
      assertEquals(10.0, stream.get("lostPercent"));
      assertEquals(5, stream.get("duplicates"));
      assertEquals(0, stream.get("outOfOrder"));
      assertEquals(true, stream.get("sameClock"));
      assertEquals(false, JSON.std.mapFrom(listener.err()).get("good"));
    }
    try (var listener =
        PortboundProcess.start("probe", "listen", ANY, "--streams", "1", "--max-loss", "10%")) {
      sendBadly(listener.awaitPort());
      assertEquals(ExitStatus.OK, listener.exit(), listener.err());
    }
  }

  @Test
  @Tag("long")
  void anInterruptedSenderSaysThatItIsOver() throws Exception {
    try (var listener =
            PortboundProcess.start("probe", "listen", ANY, "--streams", "1", "--every", "100ms");
        var sender =
            PortboundProcess.start(
                "probe", "send", "127.0.0.1:" + listener.awaitPort(), "--rate", "500")) {
      // Only a stream of which something was heard can end.
      listener.awaitOut(each -> !each.startsWith("listening"));
      sender.interrupt();
      assertEquals(ExitStatus.OK, sender.exit(), sender.err());
      assertEquals(ExitStatus.OK, listener.exit(), listener.err());
      assertTrue(listener.err().startsWith("1 stream, 0 lost in all;"), listener.err());
    }
  }

  @Test
  void silenceIsAFailureIfALossIsGiven() {
    Captured quiet = Captured.run("probe", "listen", ANY, "--duration", "1ms");
    assertEquals(ExitStatus.OK, quiet.status(), quiet.err());
    assertTrue(quiet.err().startsWith("no stream of a probe arrived"), quiet.err());
    Captured strict =
        Captured.run("probe", "listen", ANY, "--duration", "1ms", "--max-loss", "100");
    assertEquals(ExitStatus.REFUSED, strict.status());
    assertFalse(strict.err().contains("a stream lost more"), strict.err());
  }

  @Test
  void whatTheKernelRefusesIsStatusOne() {
    Captured refused =
        Captured.run("probe", "send", "127.255.255.255:9", "--count", "2", "--rate", "max");
    assertEquals(ExitStatus.REFUSED, refused.status());
    assertTrue(refused.out().contains("0 sent in "), refused.out());
    assertTrue(refused.out().contains("refused by the kernel: EACCES 2"), refused.out());
    Captured json = Captured.run("probe", "send", "127.0.0.1:9", "--from", "192.0.2.1:0", "--json");
    assertEquals(ExitStatus.REFUSED, json.status());
    assertTrue(json.err().contains("EADDRNOTAVAIL"), json.err());
  }
}
