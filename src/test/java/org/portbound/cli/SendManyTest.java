package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * {@code send} by name, many times, and with replies; {@code messages} that change what is saved.
 */
@Timeout(120)
final class SendManyTest {
  @TempDir private Path folder;

  private final LinkedBlockingQueue<String> heard = new LinkedBlockingQueue<>();
  private DatagramSocket service;
  private Thread answering;

  /** Answers every datagram that begins with "hello". */
  @BeforeEach
  void serve() throws IOException {
    service = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    answering = Thread.ofPlatform().daemon().start(this::answer);
  }

  private void answer() {
    var packet = new DatagramPacket(new byte[2_000], 2_000);
    while (!service.isClosed()) {
      try {
        packet.setLength(2_000);
        service.receive(packet);
        String text = new String(packet.getData(), 0, packet.getLength(), UTF_8);
        heard.add(text);
        if (text.startsWith("hello")) {
          byte[] reply = ("{\"you\":\"" + text + "\"}").getBytes(UTF_8);
          service.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
        }
      } catch (IOException e) {
        if (!service.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    service.close();
    answering.join();
  }

  private String there() {
    return "127.0.0.1:" + service.getLocalPort();
  }

  private String next() throws InterruptedException {
    String text = heard.poll(10, TimeUnit.SECONDS);
    assertTrue(text != null, "nothing came");
    return text;
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void everyReplyIsPrinted(String provider) {
    Captured run =
        Captured.run("send", there(), "hello ${n}", "--replies", "300ms", "--provider", provider);
    assertEquals(ExitStatus.OK, run.status(), run.err());
    String line = run.out().lines().toList().getLast();
    assertTrue(
        line.matches("reply after [0-9.]+ ms from " + there() + ", 17 bytes, JSON: .*hello 1.*"),
        run.out());
  }

  @Test
  void noReplyHasAStatusOfItsOwn() {
    Captured run = Captured.run("send", there(), "anybody?", "--replies", "50ms");
    assertEquals(ExitStatus.UNEXPECTED_ANSWER, run.status());
    assertEquals("no reply within 0.05 s\n", run.err());
  }

  @Test
  void manyAreNumberedPacedAndCounted() throws Exception {
    Captured run =
        Captured.run(
            "send",
            there(),
            "hello ${n:3}",
            "--count",
            "5",
            "--rate",
            "200",
            "--replies",
            "200ms",
            "--json");
    assertEquals(ExitStatus.OK, run.status(), run.err());
    for (int i = 1; i <= 5; i++) {
      assertEquals("hello 00" + i, next());
    }
    assertEquals(5, run.out().lines().filter(each -> each.contains("\"reply\"")).count());
    String last = run.out().lines().toList().getLast();
    Map<String, Object> series = JSON.std.mapFrom(last);
    assertEquals("series", series.get("event"));
    assertEquals(5, series.get("sent"));
    assertEquals(45, series.get("bytes"));
    assertEquals(Map.of(), series.get("failed"));
    assertEquals(false, series.get("stopped"));
  }

  @Test
  void refusalsAreCountedByKind() {
    Captured run = Captured.run("send", "127.255.255.255:9", "x", "--count", "3");
    assertEquals(ExitStatus.REFUSED, run.status());
    assertTrue(run.out().startsWith("sent 0 datagrams"), run.out());
    assertEquals("not sent: 3 EACCES\n", run.err());
  }

  @Test
  void aSavedMessageIsSentByItsName() throws Exception {
    Path file = folder.resolve("mine.json");
    Captured saved =
        Captured.run(
            "messages",
            "save",
            "greeting",
            "hello {{who}}",
            "--to",
            there(),
            "--note",
            "says it",
            "--param",
            "who=all",
            "--replies",
            "1s",
            "--file",
            file.toString());
    assertEquals(ExitStatus.OK, saved.status(), saved.err());
    assertEquals("saved greeting\n", saved.out());
    String from = file.toString();
    Captured sent =
        Captured.run("send", "--template", "greeting", "--messages", from, "--param", "who=you");
    assertEquals(ExitStatus.OK, sent.status(), sent.err());
    assertEquals("hello you", next());
    Captured usual = Captured.run("send", there(), "--template", "greeting", "--messages", from);
    assertEquals(ExitStatus.OK, usual.status(), usual.err());
    assertEquals("hello all", next());
    Captured unknown =
        Captured.run("send", "--template", "greeting", "--messages", from, "--param", "whom=x");
    assertEquals(ExitStatus.USAGE, unknown.status());
    assertTrue(unknown.err().contains("There are who"), unknown.err());
  }

  @Test
  void savedMessagesAreRenamedExportedImportedAndDeleted() throws IOException {
    String file = folder.resolve("mine.json").toString();
    String other = folder.resolve("other.json").toString();
    String[] names = {"a", "b"};
    for (String each : names) {
      Captured.run("messages", "save", each, "text " + each, "--file", file);
    }
    assertEquals(
        "a is called c now\n", Captured.run("messages", "rename", "a", "c", "--file", file).out());
    Captured exported = Captured.run("messages", "export", other, "c", "--file", file);
    assertEquals("messages written to " + other + ": 1\n", exported.out());
    Captured imported = Captured.run("messages", "import", other, "--file", file);
    assertEquals(ExitStatus.OK, imported.status(), imported.err());
    assertEquals(
        2, Captured.run("messages", "--file", file).out().lines().count(), "it was there already");
    Files.writeString(
        Path.of(other),
        "{\"portbound-messages\": 1, \"messages\": [{\"name\": \"d\", \"payload\": \"d\"},\n"
            + "{\"name\": \"e\", \"payload\": \"${x}\"}]}");
    Captured faulty = Captured.run("messages", "import", other, "--file", file);
    assertEquals(ExitStatus.REFUSED, faulty.status());
    assertTrue(faulty.err().contains("other.json, line 2: "), faulty.err());
    assertEquals(
        "deleted c, d\n", Captured.run("messages", "delete", "c", "d", "--file", file).out());
    assertTrue(Captured.run("messages", "--file", file).out().startsWith("b"));
    Captured gone = Captured.run("messages", "delete", "c", "--file", file);
    assertEquals(ExitStatus.USAGE, gone.status());
    assertEquals(
        ExitStatus.USAGE, Captured.run("messages", "rename", "b", "b", "--file", file).status());
    assertEquals(ExitStatus.USAGE, Captured.run("messages", "save", "f", "--file", file).status());
  }

  @Test
  void whatJavaCannotDoIsRefusedWithAWord() {
    Captured run = Captured.run("send", there(), "x", "--ttl", "3", "--provider", "nio");
    assertEquals(ExitStatus.REFUSED, run.status());
    assertTrue(run.err().contains("by Java"), run.err());
  }

  @Test
  void optionsOfTheWayAreTaken() throws InterruptedException {
    Captured run =
        Captured.run("send", there(), "marked", "--dscp", "46", "--dont-fragment", "--ttl", "9");
    assertEquals(ExitStatus.OK, run.status(), run.err());
    assertEquals("marked", next());
  }
}
