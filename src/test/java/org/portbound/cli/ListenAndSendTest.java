package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real processes that listen, send, share and collide. */
@Tag("long")
@Timeout(240)
final class ListenAndSendTest {
  private static final String ANY = "127.0.0.1:0";

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void whatOneProcessSendsAnotherPrints(String provider) throws Exception {
    try (var listener =
        PortboundProcess.start("listen", ANY, "--count", "1", "--provider", provider)) {
      int port = listener.awaitPort();
      try (var sender = PortboundProcess.run("send", "127.0.0.1:" + port, "test message")) {
        assertEquals(ExitStatus.OK, sender.exit(), sender.err());
        assertTrue(
            sender.out().getFirst().startsWith("sent 12 bytes from "), sender.out()::toString);
      }
      assertEquals(ExitStatus.OK, listener.exit(), listener.err());
      String line = listener.out().getLast();
      String destination = provider.equals("posix") ? " to 127\\.0\\.0\\.1 on lo ttl \\d+" : "";
      assertTrue(
          line.matches("12 bytes from 127\\.0\\.0\\.1:\\d+" + destination + ": test message"),
          line);
      String dropped = provider.equals("posix") ? "0" : "\\w+";
      assertTrue(
          listener
              .err()
              .matches(
                  "1 received, "
                      + dropped
                      + " dropped by the kernel, 0 by Portbound, 0 evicted from memory"),
          listener.err());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void aReceiveBufferThatTheKernelCutsShortIsTold(String provider) throws Exception {
    try (var listener =
        PortboundProcess.run(
            "listen", ANY, "--receive-buffer", "1G", "--for", "1ms", "--provider", provider)) {
      assertEquals(ExitStatus.OK, listener.exit(), listener.err());
      assertTrue(
          listener
              .err()
              .matches(
                  "(?s)a receive buffer of 1073741824 bytes was asked for, and the kernel granted"
                      + " \\d+; .*\n0 received, .*"),
          listener.err());
    }
    try (var listener =
        PortboundProcess.run(
            "listen", ANY, "--receive-buffer", "64k", "--for", "1ms", "--provider", provider)) {
      assertTrue(listener.err().startsWith("0 received"), listener.err());
    }
  }

  @Test
  void aFilterPrintsWhatMatchesAndCountsAll() throws Exception {
    try (var listener =
        PortboundProcess.start("listen", ANY, "--filter", "len > 3 probe", "--count", "1")) {
      String to = "127.0.0.1:" + listener.awaitPort();
      for (String text : new String[] {"other", "a Probe"}) {
        try (var sender = PortboundProcess.run("send", to, text)) {
          assertEquals(ExitStatus.OK, sender.exit(), sender.err());
        }
      }
      assertEquals(ExitStatus.OK, listener.exit(), listener.err());
      assertTrue(listener.out().getLast().endsWith(": a Probe"), listener.out()::toString);
      assertEquals(2, listener.out().size(), listener.out()::toString);
      assertTrue(listener.err().startsWith("2 received, 1 of them printed"), listener.err());
    }
    try (var wrong = PortboundProcess.run("listen", ANY, "--filter", "ttl > 1 port x")) {
      assertEquals(ExitStatus.USAGE, wrong.exit());
      assertTrue(wrong.err().contains("  ttl > 1 port x\n               ^\n"), wrong.err());
    }
  }

  @Test
  void aGroupIsJoinedOnLoopbackAndSentToFromTheListenersOwnPort() throws Exception {
    try (var shared = PortboundProcess.start("listen", ANY, "--reuseport");
        var group =
            PortboundProcess.start("listen", "*:0", "--group", "239.255.255.250", "--count", "1")) {
      String own = "127.0.0.1:" + shared.awaitPort();
      String to = "239.255.255.250:" + group.awaitPort();
      assertTrue(group.out().getFirst().contains("group 239.255.255.250@lo"));
      try (var sender =
          PortboundProcess.run("send", to, "test message", "--from", own, "--reuseport")) {
        assertEquals(ExitStatus.OK, sender.exit(), sender.err());
        assertEquals("sent 12 bytes from " + own + " to " + to + " on lo", sender.out().getFirst());
        assertTrue(sender.err().contains("it stays on this machine"), sender.err());
      }
      assertEquals(ExitStatus.OK, group.exit(), group.err());
      assertEquals(
          "12 bytes from " + own + " to 239.255.255.250 on lo ttl 1: test message",
          group.out().getLast());
    }
  }

  @Test
  void twoProcessesCollideUnlessBothShare() throws Exception {
    try (var first = PortboundProcess.start("listen", ANY, "--reuseport")) {
      String endpoint = "127.0.0.1:" + first.awaitPort();
      try (var second = PortboundProcess.run("listen", endpoint)) {
        assertEquals(ExitStatus.REFUSED, second.exit());
        assertTrue(second.out().isEmpty(), second.out()::toString);
        assertTrue(second.err().contains("EADDRINUSE"), second.err());
        String holder = "portbound (" + first.pid() + ")";
        assertTrue(second.err().contains(holder), second.err());
        assertTrue(
            second.err().contains("$ portbound listen " + endpoint + " --reuseport"), second.err());
      }
      try (var third = PortboundProcess.start("listen", endpoint, "--reuseport")) {
        assertTrue(endpoint.endsWith(":" + third.awaitPort()));
      }
    }
  }

  @Test
  void aSendFromATakenPortIsRefusedAndNothingElseIsTried() throws Exception {
    try (var holder =
            new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var sender =
            PortboundProcess.run(
                "send", "127.0.0.1:9", "x", "--from", "127.0.0.1:" + holder.getLocalPort())) {
      assertEquals(ExitStatus.REFUSED, sender.exit());
      assertTrue(sender.out().isEmpty(), sender.out()::toString);
      assertTrue(sender.err().contains("EADDRINUSE"), sender.err());
    }
  }

  @Test
  void anAddressThatIsNotOursIsRefusedAsJson() throws Exception {
    try (var listener = PortboundProcess.run("listen", "203.0.113.1:0", "--json")) {
      assertEquals(ExitStatus.REFUSED, listener.exit());
      Map<String, Object> refusal = JSON.std.mapFrom(listener.err());
      assertEquals("refusal", refusal.get("event"));
      assertEquals("bind", refusal.get("call"));
      assertEquals("EADDRNOTAVAIL", refusal.get("errno"));
      assertEquals("203.0.113.1", refusal.get("address"));
    }
  }

  @Test
  void controlCEndsWithStatusZeroAndASummary() throws Exception {
    try (var listener = PortboundProcess.start("listen", ANY)) {
      send(listener.awaitPort(), "one".getBytes(UTF_8));
      listener.awaitOut(line -> line.endsWith(": one"));
      listener.interrupt();
      assertEquals(ExitStatus.OK, listener.exit(), listener.err());
      assertEquals(
          "1 received, 0 dropped by the kernel, 0 by Portbound, 0 evicted from memory",
          listener.err());
    }
  }

  @Test
  void endsWhenTheTimeIsOverAndWhenADatagramSaysExit() throws Exception {
    try (var timed = PortboundProcess.run("listen", ANY, "--for", "100ms", "--json")) {
      assertEquals(ExitStatus.OK, timed.exit(), timed.err());
      assertEquals("time", JSON.std.mapFrom(timed.err()).get("end"));
    }
    try (var listener = PortboundProcess.start("listen", ANY, "--exit-on-exit", "--json")) {
      send(portOf(listener), "exit".getBytes(UTF_8));
      assertEquals(ExitStatus.OK, listener.exit(), listener.err());
      assertEquals("exit", JSON.std.mapFrom(listener.out().getLast()).get("text"));
      assertEquals("closed", JSON.std.mapFrom(listener.err()).get("end"));
    }
  }

  @Test
  void recordsInSilenceAndTellsTheCounters(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("test.pcapng");
    try (var listener =
        PortboundProcess.start(
            "listen", ANY, "--quiet", "--stats", "1ms", "--count", "3", "--pcapng", file + "")) {
      int port = listener.awaitPort();
      for (String each : List.of("one", "two", "three")) {
        send(port, each.getBytes(UTF_8));
      }
      assertEquals(ExitStatus.OK, listener.exit(), listener.err());
      assertEquals(1, listener.out().size(), listener.out()::toString);
      String last = Files.size(file) + " bytes, in " + file;
      assertTrue(
          listener
              .err()
              .endsWith(
                  "3 received, 0 dropped by the kernel, 0 by Portbound, 0 evicted from memory\n"
                      + "3 recorded, "
                      + last),
          listener.err());
      assertTrue(listener.err().contains("0 received (0/s), 0 bytes (0/s)"), listener.err());
    }
    try (var again = PortboundProcess.run("listen", ANY, "--pcapng", file.toString())) {
      assertEquals(ExitStatus.REFUSED, again.exit());
      assertTrue(again.err().contains("is there already"), again.err());
    }
  }

  @Test
  void hexFollowsTheLine() throws Exception {
    try (var listener = PortboundProcess.start("listen", ANY, "--hex", "--count", "1")) {
      send(listener.awaitPort(), "0123456789abcdef\n".getBytes(UTF_8));
      assertEquals(ExitStatus.OK, listener.exit(), listener.err());
      assertEquals(
          List.of(
              "  0000  30 31 32 33 34 35 36 37  38 39 61 62 63 64 65 66  0123456789abcdef",
              "  0010  0a                                                ."),
          listener.out().subList(2, 4));
    }
  }

  @Test
  void endsWhenNobodyReadsItsOutput() throws Exception {
    try (var listener = PortboundProcess.start("listen", ANY)) {
      int port = listener.awaitPort();
      listener.stopReading();
      // A write to a closed pipe is the first sign of it; so each of these may be the one.
      while (listener.isAlive()) {
        send(port, new byte[] {'x'});
        LockSupport.parkNanos(10_000_000);
      }
      assertEquals(ExitStatus.OK, listener.exit(), listener.err());
      assertTrue(listener.err().contains(" received, "), listener.err());
    }
  }

  /** What is known is told, what is not is null, and each line is an object. */
  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void jsonTellsWhatIsKnown(String provider) throws Exception {
    try (var listener =
        PortboundProcess.start("listen", ANY, "--json", "--count", "2", "--provider", provider)) {
      int port = portOf(listener);
      send(port, new byte[] {'a', 0x1b, 0x7f, (byte) 0xff});
      send(port, "ü".getBytes(UTF_8));
      assertEquals(ExitStatus.OK, listener.exit(), listener.err());
      Map<String, Object> bytes = JSON.std.mapFrom(listener.out().get(1));
      Map<String, Object> text = JSON.std.mapFrom(listener.out().get(2));
      assertEquals("611b7fff", bytes.get("hex"));
      assertTrue(bytes.containsKey("text"));
      assertNull(bytes.get("text"));
      assertEquals("ü", text.get("text"));
      assertEquals(2, text.get("length"));
      assertEquals("127.0.0.1", text.get("sourceAddress"));
      assertTrue(
          String.valueOf(text.get("time")).matches("\\d{4}-\\d\\d-\\d\\dT[\\d:]{8}\\.\\d{9}Z"));
      assertTrue(text.containsKey("ttl"));
      if (provider.equals("posix")) {
        assertNotNull(text.get("ttl"));
        assertEquals("127.0.0.1", text.get("destinationAddress"));
        assertEquals("lo", text.get("interface"));
        assertEquals("kernel", text.get("timeBy"));
      } else {
        assertNull(text.get("ttl"));
        assertNull(text.get("destinationAddress"));
        assertNull(text.get("interface"));
        assertEquals("program", text.get("timeBy"));
      }
      assertTrue(listener.out().stream().allMatch(ListenAndSendTest::isPlainAscii));
    }
  }

  @Test
  void aHostileDatagramIsShownNotObeyed() throws Exception {
    byte[] hostile =
        HexFormat.of()
            .parseHex(
                "1b5d303b6f776e656407" + "1b5b324a" + "0d0a" + "c29b33316d" + "e280ae" + "7f");
    try (var listener = PortboundProcess.start("listen", ANY, "--count", "1")) {
      send(listener.awaitPort(), hostile);
      assertEquals(ExitStatus.OK, listener.exit(), listener.err());
      assertEquals(2, listener.out().size());
      String line = listener.out().get(1);
      assertTrue(
          line.endsWith(": \\x1b]0;owned\\x07\\x1b[2J\\r\\n\\xc2\\x9b31m\\xe2\\x80\\xae\\x7f"),
          line);
      assertTrue(isPlainAscii(line), line);
    }
  }

  @Test
  void whoNamesTheProcess() throws Exception {
    try (var listener = PortboundProcess.start("listen", ANY)) {
      String port = String.valueOf(listener.awaitPort());
      try (var who = PortboundProcess.run("who", port);
          var json = PortboundProcess.run("who", port, "--json")) {
        assertEquals(ExitStatus.OK, who.exit(), who.err());
        String all = String.join("\n", who.out());
        assertTrue(all.contains("127.0.0.1:" + port), all);
        assertTrue(all.contains(String.valueOf(listener.pid())), all);
        assertEquals(ExitStatus.OK, json.exit(), json.err());
        Map<String, Object> holder = JSON.std.mapFrom(json.out().getFirst());
        assertEquals("holder", holder.get("event"));
        assertEquals(Integer.valueOf(port), holder.get("port"));
        assertTrue(
            String.valueOf(holder.get("processes")).contains("pid=" + listener.pid()),
            holder.toString());
      }
    }
  }

  @Test
  void whoSaysThatNobodyHoldsAPort() throws Exception {
    int port;
    try (var free = new DatagramSocket()) {
      port = free.getLocalPort();
    }
    try (var who = PortboundProcess.run("who", String.valueOf(port))) {
      assertEquals(ExitStatus.OK, who.exit(), who.err());
      assertFalse(who.out().isEmpty());
    }
  }

  private static boolean isPlainAscii(String line) {
    return line.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }

  private static int portOf(PortboundProcess listener) throws Exception {
    String line = listener.awaitOut(each -> each.contains("\"listening\""));
    return Integer.parseInt(String.valueOf(JSON.std.mapFrom(line).get("port")));
  }

  private static void send(int port, byte[] payload) throws IOException {
    try (var socket =
        new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
      socket.send(
          new DatagramPacket(payload, payload.length, InetAddress.ofLiteral("127.0.0.1"), port));
    }
  }
}
