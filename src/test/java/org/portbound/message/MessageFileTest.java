package org.portbound.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.portbound.socket.Endpoint;
import org.portbound.text.Texts;

/** Message files, the program's own among them. */
final class MessageFileTest {
  private static final Filling FILLING =
      new Filling(1, Instant.EPOCH, Endpoint.parse("127.0.0.1:1"), new SplittableRandom(1));

  private static List<String> faults(MessageFile.Reading reading) {
    return reading.faults().stream().map(each -> each.line() + " " + each.why().key()).toList();
  }

  @Test
  void isReadAsItIsWritten() {
    var messages =
        List.of(
            new SavedMessage(
                "Say \"ü\"", "two\nlines", "[::1]:5353", Notation.TEXT, "a\\n${n}", Map.of()),
            new SavedMessage(
                "asks", "", "", Notation.HEX, "00 ${dns:{{name}}}", Map.of("name", "a.b"), 3));
    MessageFile.Reading reading = MessageFile.read(MessageFile.write(messages));
    assertEquals(List.of(), faults(reading));
    assertEquals(messages, reading.messages());
  }

  @Test
  void aMistakeIsToldWithItsLineWhileTheOthersLoad() {
    String file =
        """
        {"portbound-messages": 1,
         "messages": [
          {"name": "good", "payload": "a"},
          {"name": "bad place", "payload": "${nothing}"},
          {"name": "number",
           "payload": 7},
          {"payload": "b"},
          {"name": "no payload"},
          {"name": "to nowhere", "to": "1.2.3:4", "payload": "c"},
          {"name": "other", "colour": [1, {"a": 2}], "payload": "d"},
          {"name": "as", "as": "base64", "payload": "e"},
          {"name": "gap", "payload": "{{x}}"},
          5,
          {"name": "last", "as": "hex", "payload": "00 ff"}
         ]}
        """;
    MessageFile.Reading reading = MessageFile.read(file);
    assertEquals(
        List.of("good", "last"), reading.messages().stream().map(SavedMessage::name).toList());
    assertEquals(
        List.of(
            "4 message.template.unknown",
            "6 message.file.no-text",
            "7 message.file.no-name",
            "8 message.file.no-payload",
            "9 socket.address.not-one",
            "10 message.file.unknown-field",
            "11 message.file.bad-notation",
            "12 message.saved.no-parameter",
            "13 message.file.no-message"),
        faults(reading));
  }

  @Test
  void whatIsNoMessageFileIsTold() {
    assertEquals(List.of("1 message.file.no-object"), faults(MessageFile.read("[]")));
    assertEquals(List.of("1 message.file.no-object"), faults(MessageFile.read("")));
    assertEquals(List.of("1 message.file.no-version"), faults(MessageFile.read("{}")));
    assertEquals(
        List.of("1 message.file.other-version"),
        faults(MessageFile.read("{\"portbound-messages\": 2, \"messages\": 1}")));
    MessageFile.Reading cut =
        MessageFile.read(
            "{\"portbound-messages\": 1, \"messages\": [{\"name\": \"a\", \"payload\": \"b\"},\n{");
    assertEquals(1, cut.messages().size());
    assertEquals(List.of("2 message.file.json-ends"), faults(cut));
  }

  @Test
  void whatIsNoJsonIsSaidInTheUsersLanguageWithItsColumn() {
    MessageFile.Reading broken = MessageFile.read("{\n  \"portbound-messages\": nonsense, 1}");
    MessageFile.Fault fault = broken.faults().getFirst();
    assertEquals(2, fault.line());
    String said = Texts.in(Locale.of("id")).say(fault.why());
    assertTrue(said.contains("kolom") && said.contains(", 1}"), said);
    assertFalse(said.contains("Unrecognized"), said);
  }

  @Test
  void everyBuiltInMessageIsWholeAndHasItsSentence() {
    List<SavedMessage> all = BuiltInMessages.all();
    var names = new HashSet<String>();
    Texts texts = Texts.in(Locale.ENGLISH);
    for (SavedMessage each : all) {
      assertTrue(names.add(each.name()), each.name());
      assertFalse(each.destination().isEmpty(), each.name());
      assertTrue(each.template().orThrow().fill(FILLING).length > 0, each.name());
      assertFalse(texts.say("message.built-in." + each.name()).isEmpty(), each.name());
    }
    assertTrue(
        names.containsAll(
            List.of(
                "ws-discovery-probe",
                "ws-discovery-resolve",
                "ssdp-search",
                "mdns-query",
                "llmnr-query",
                "dns-query",
                "ntp-request",
                "stun-binding",
                "coap-discovery",
                "test",
                "exit")));
  }

  @Test
  void binaryMessagesHaveTheLengthOfTheirProtocol() {
    assertEquals(48, length("ntp-request"));
    assertEquals(20, length("stun-binding"));
    assertEquals(21, length("coap-discovery"));
    assertEquals(12 + 30 + 4, length("mdns-query"));
  }

  private static int length(String name) {
    return BuiltInMessages.all().stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .template()
        .orThrow()
        .fill(FILLING)
        .length;
  }
}
