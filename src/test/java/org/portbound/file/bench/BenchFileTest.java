package org.portbound.file.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.capture.filter.NamedFilter;
import org.portbound.message.Notation;
import org.portbound.message.SavedMessage;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/** What is saved is read again; whatever else is in a file is told, and the rest is there. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class BenchFileTest {
  private static final String BEGIN = "{\"portbound-workbench\": 1,\n";

  @TempDir private Path folder = Path.of("");

  private static GroupMembership group(String text) {
    return GroupMembership.read(text, "lo").orThrow();
  }

  /** With everything that a file can hold. */
  private static Bench full() {
    var plain = SocketPlan.of(Endpoint.parse("127.0.0.1:12345")).withReuse(ReuseOptions.BOTH);
    var six =
        SocketPlan.of(Endpoint.parse("[::]:3702"))
            .withV6Only(true)
            .withDevice("eth0")
            .withReceiveBufferBytes(65_536)
            .withGroups(List.of(group("ff02::c@lo"), group("ff3e::1@eth0!=2001:db8::1")));
    var mapped = SocketPlan.of(Endpoint.parse("127.0.0.1:0")).withFamily(Family.INET6);
    var message =
        new SavedMessage(
            "hello", "for \"all\"", "239.1.2.3:5", Notation.HEX, "{{A}} ff", Map.of("A", "00"), 3);
    return new Bench(
        List.of(
            new BenchListener(plain, true, 0),
            new BenchListener(six),
            new BenchListener(mapped, false, 2)),
        List.of(message),
        Optional.of(
            new BenchSend(
                new BenchSend.From.Listener(2),
                message.withName("").withNote(""),
                "lo",
                OptionalInt.of(4))),
        "dport 3702",
        List.of(new NamedFilter("mine", "text \"a\"")));
  }

  private static List<String> faults(BenchReading reading) {
    return reading.faults().stream().map(each -> each.line() + " " + each.why().key()).toList();
  }

  private static BenchReading read(String rest) {
    return BenchFile.read(BEGIN + rest + "}");
  }

  @Test
  void whatIsSavedIsReadAgain() {
    Path file = folder.resolve("class.portbound");
    assertInstanceOf(Parsed.Valid.class, BenchFile.write(file, full()));
    BenchReading reading = BenchFile.read(file).orThrow();
    assertEquals(List.of(), faults(reading));
    assertEquals(full(), reading.bench());
    assertTrue(BenchFile.isNamedSo(Path.of("A.PORTBOUND")));
  }

  @Test
  void everySourceIsReadAgain() {
    for (BenchSend.From from :
        List.of(
            new BenchSend.From.AnyPort(),
            new BenchSend.From.Bound(Endpoint.parse("[::1]:5"), ReuseOptions.ADDR))) {
      var send =
          new BenchSend(
              from,
              new SavedMessage("", "", "", Notation.TEXT, "half a \\x", Map.of()),
              "",
              OptionalInt.empty());
      var bench = new Bench(List.of(), List.of(), Optional.of(send), "", List.of());
      assertEquals(new BenchReading(bench, List.of()), BenchFile.read(BenchFile.write(bench)));
    }
  }

  @Test
  void aMistakeIsToldWithItsLineAndTheRestIsThere() {
    BenchReading reading =
        read(
            """
            "listeners": [
              {"bind": "127.0.0.1:1"},
              {"bind": "localhost:1"},
              {"bind": "127.0.0.1:2", "reuse": ["SO_REUSEALL"]},
              {"bind": "127.0.0.1:3", "rouse": ["SO_REUSEPORT"]},
              {"bind": "127.0.0.1:4", "groups": ["10.0.0.1"]},
              {"bind": "127.0.0.1:5", "groups": ["ff02::1@lo"]},
              {"bind": "127.0.0.1:6", "receive-buffer": 1e99, "v6only": "yes"},
              {"bind": "127.0.0.1:6", "receive-buffer": 99999999999999999999},
              {"bind": "127.0.0.1:7", "device": "e\\u202eth0"},
              {"bind": "127.0.0.1:8", "process": 17},
              {"bind": "127.0.0.1:8", "bind": "127.0.0.1:9"},
              "127.0.0.1:10", null, {},
              {"bind": "127.0.0.1:11"}
            ],
            "messages": [{"name": "one", "payload": "1"}, {"name": "two"}, 17],
            "filter": "dport and",
            "filters": [{"name": "a", "filter": "len > 3"}, {"name": "", "filter": ""}],
            "send": {"from": 15, "payload": "x"},
            "colour": "red"
            """);
    assertEquals(
        List.of("127.0.0.1:1", "127.0.0.1:8", "127.0.0.1:11"),
        reading.bench().listeners().stream()
            .map(each -> each.socket().local().toString())
            .toList());
    assertEquals(
        List.of("one"), reading.bench().messages().stream().map(SavedMessage::name).toList());
    assertEquals(List.of(new NamedFilter("a", "len > 3")), reading.bench().filters());
    assertEquals(
        Optional.of(new BenchSend.From.Listener(3)), reading.bench().send().map(BenchSend::from));
    List<String> faults = faults(reading);
    for (String expected :
        List.of(
            "4 socket.address.not-one",
            "5 file.bench.bad-option",
            "6 file.bench.unknown-field",
            "7 socket.group.not-one",
            "8 file.bench.group-family",
            "9 file.bench.no-number",
            "9 file.bench.no-flag",
            "10 file.bench.no-number",
            "11 file.bench.bad-interface",
            "12 file.bench.no-number",
            "13 file.bench.twice",
            "14 file.bench.no-object",
            "14 file.bench.no-text",
            "17 message.file.no-payload",
            "17 message.file.no-message",
            "19 file.bench.no-text",
            "21 file.bench.unknown-field")) {
      assertTrue(faults.contains(expected), expected + " in " + faults);
    }
    assertTrue(faults.stream().anyMatch(each -> each.startsWith("18 filter.")), faults.toString());
  }

  @Test
  void whatComesBeforeTheDamageIsThere() {
    BenchReading cut =
        BenchFile.read(BEGIN + "\"listeners\": [{\"bind\": \"127.0.0.1:1\"}],\n\"filter\": \"le");
    assertEquals(1, cut.bench().listeners().size());
    assertEquals(List.of("3 message.file.json-ends"), faults(cut));
  }

  @Test
  void aFileOfAnotherKindOrVersionIsNotRead() {
    assertEquals(List.of("1 message.file.no-json"), faults(BenchFile.read("no workbench")));
    assertEquals(List.of("1 file.bench.no-file"), faults(BenchFile.read("[1]")));
    assertEquals(List.of("1 file.bench.no-file"), faults(BenchFile.read("")));
    assertEquals(List.of("1 file.bench.no-version"), faults(BenchFile.read("{}")));
    BenchReading newer =
        BenchFile.read(
            "{\"portbound-workbench\": 2,\n\"listeners\": [{\"bind\": \"127.0.0.1:1\"}]}");
    assertEquals(List.of("1 file.bench.other-version"), faults(newer));
    assertTrue(newer.bench().isEmpty());
  }

  @Test
  void noFileExhaustsAnything() throws IOException {
    assertEquals(
        List.of("2 file.bench.too-deep"), faults(read("\"listeners\": " + "[".repeat(500_000))));
    String many = "{\"bind\": \"127.0.0.1:1\"},".repeat(1_000);
    BenchReading crowded = read("\"listeners\": [" + many + "{\"bind\": \"127.0.0.1:1\"}]");
    assertEquals(ListenerReader.MOST, crowded.bench().listeners().size());
    assertEquals(List.of("2 file.bench.too-many-listeners"), faults(crowded));
    assertEquals(
        List.of("2 file.bench.filter-too-long"),
        faults(read("\"filter\": \"" + "(".repeat(100_000) + "\"")));
    Path large = folder.resolve("large.portbound");
    Files.write(large, new byte[(int) BenchFile.MAX_BYTES + 1]);
    assertEquals("file.bench.too-large", refused(large));
    assertEquals("file.bench.no-regular", refused(folder));
    assertEquals("file.not-there", refused(folder.resolve("nowhere.portbound")));
    Path binary = Files.write(folder.resolve("binary.portbound"), new byte[] {(byte) 0xff, 0});
    assertEquals("file.not-utf8", refused(binary));
  }

  private static String refused(Path file) {
    return BenchFile.read(file) instanceof Parsed.Invalid<BenchReading>(Message why)
        ? why.key()
        : "read";
  }

  /** Whatever is changed in a file, reading ends with what could be read. */
  @Test
  void damageOfAnyKindIsTold() {
    var random = new Random(8);
    String sound = BenchFile.write(full());
    for (int round = 0; round < 3_000; round++) {
      var text = new StringBuilder(sound);
      for (int i = random.nextInt(3); i >= 0; i--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(3)) {
          case 0 -> text.setCharAt(at, (char) random.nextInt(' ', 128));
          case 1 -> text.deleteCharAt(at);
          default -> text.insert(at, "[]{}\",:0n".charAt(random.nextInt(9)));
        }
      }
      BenchReading reading = BenchFile.read(text.toString());
      assertTrue(!reading.faults().isEmpty() || !reading.bench().isEmpty(), text + " is neither");
    }
  }
}
