package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code listen --pcapng} wrote, as {@code read} prints it. */
@Tag("long")
@Timeout(180)
final class ReadTest {
  @TempDir Path directory;

  private Path file;

  private int port;

  @BeforeEach
  void record() throws Exception {
    file = directory.resolve("test.pcapng");
    try (var listener =
            PortboundProcess.start(
                "listen", "127.0.0.1:0", "--quiet", "--count", "2", "--pcapng", file.toString());
        var sender = new DatagramSocket()) {
      port = listener.awaitPort();
      for (String each : new String[] {"one", "\u001b[2J"}) {
        sender.send(
            new DatagramPacket(
                each.getBytes(UTF_8), each.length(), InetAddress.ofLiteral("127.0.0.1"), port));
      }
      assertEquals(ExitStatus.OK, listener.exit(), listener.err());
    }
  }

  private Captured read(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "read";
    arguments[1] = file.toString();
    System.arraycopy(options, 0, arguments, 2, options.length);
    return Captured.run(arguments);
  }

  @Test
  void textJsonAndTable() throws Exception {
    Captured text = read();
    assertEquals(ExitStatus.OK, text.status(), text.err());
    assertEquals("2 datagrams, 0 other packets\n", text.err());
    String first = text.out().lines().findFirst().orElseThrow();
    assertTrue(
        first.matches("1  \\S+Z  #1 127\\.0\\.0\\.1:\\d+  3 bytes from \\S+ to \\S+ ttl 64: one"),
        first);
    assertTrue(text.out().endsWith(": \\x1b[2J\n"), text.out());
    Captured json = read("--json");
    Map<String, Object> row = JSON.std.mapFrom(json.out().lines().findFirst().orElseThrow());
    assertEquals("one", row.get("text"));
    assertEquals("kernel", row.get("timeBy"));
    assertEquals(0, row.get("droppedByKernel"));
    assertEquals(2, JSON.std.mapFrom(json.err()).get("datagrams"));
    Captured decoded = read("--decode");
    assertTrue(decoded.out().contains(" ttl 64: Text: one\n"), decoded.out());
    Map<String, Object> data =
        JSON.std.mapFrom(
            read("--json", "--decode-as", "65535=ntp", "--decode-as", port + "=data")
                .out()
                .lines()
                .findFirst()
                .orElseThrow());
    assertEquals("data", data.get("protocol"));
    assertEquals("6f 6e 65", data.get("summary"));
    Captured both = read("--csv", "--decode");
    assertEquals(ExitStatus.USAGE, both.status());
    assertTrue(both.err().contains("--decode and --csv exclude each other"), both.err());
    Captured wrong = read("--decode-as", "5000=java");
    assertTrue(wrong.err().contains("\"java\" is no protocol: write one of text, json, xml"));
    Captured csv = read("--csv");
    assertEquals(3, csv.out().lines().count());
    assertTrue(csv.out().startsWith("number,time,"), csv.out());
  }

  @Test
  void savesAnewAndReplacesOnlyWhenTold() throws Exception {
    Path out = directory.resolve("out.pcapng");
    Captured saved = read("--pcapng", out.toString());
    assertEquals(ExitStatus.OK, saved.status(), saved.err());
    assertEquals("", saved.out());
    assertTrue(saved.err().startsWith("2 datagrams, " + Files.size(out) + " bytes, in "));
    Captured again = read("--pcapng", out.toString());
    assertEquals(ExitStatus.REFUSED, again.status());
    assertTrue(again.err().contains("is there already"), again.err());
    assertEquals(ExitStatus.OK, read("--pcapng", out.toString(), "--replace").status());
  }

  @Test
  void onlyWhatAFilterLetsThroughIsPrintedOrSaved() throws Exception {
    Captured text = read("--filter", "\"ON\" and len < 4");
    assertEquals(ExitStatus.OK, text.status(), text.err());
    assertEquals(1, text.out().lines().count());
    assertTrue(text.out().endsWith(": one\n"), text.out());
    assertEquals("1 match, of 2 datagrams, 0 other packets\n", text.err());
    Captured json = read("--filter", "number 2", "--json");
    assertEquals(2, JSON.std.mapFrom(json.out()).get("number"));
    assertEquals(1, JSON.std.mapFrom(json.err()).get("matched"));
    Path out = directory.resolve("one.pcapng");
    Captured saved = read("--filter", "text one", "--pcapng", out.toString());
    assertEquals(ExitStatus.OK, saved.status(), saved.err());
    assertTrue(saved.err().startsWith("1 datagram, "), saved.err());
    file = out;
    assertTrue(read().out().endsWith(": one\n"), read().out());
    Captured nothing = read("--filter", "port 1", "--pcapng", directory + "/none.pcapng");
    assertTrue(nothing.err().contains("0 match, of 1 datagram"), nothing.err());
    assertEquals(ExitStatus.USAGE, read("--filter", "len <").status());
    Captured nowhere = read("--filter", "not iface nowhere7");
    assertEquals(ExitStatus.USAGE, nowhere.status());
    assertTrue(nowhere.err().contains("No interface is called nowhere7"), nowhere.err());
  }

  @Test
  void damageIsToldWithItsPlace() throws Exception {
    long whole = Files.size(file);
    Files.write(file, new byte[5], StandardOpenOption.APPEND);
    Captured text = read();
    assertEquals(ExitStatus.REFUSED, text.status());
    assertEquals(2, text.out().lines().count());
    assertTrue(text.err().contains("The file is cut off at byte " + whole), text.err());
    assertEquals((int) whole, JSON.std.mapFrom(read("--json").err()).get("damagedAt"));
    file = directory.resolve("nothing");
    Captured nothing = read();
    assertEquals(ExitStatus.REFUSED, nothing.status());
    assertEquals(file + " does not exist.\n", nothing.err());
  }
}
