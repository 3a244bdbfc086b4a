package org.portbound.experiment.predict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.portbound.text.Texts;

/** The format of a scenario and of its verdicts. */
@Timeout(30)
final class ScenarioLineTest {
  private static final String BIND = "{\"do\":\"bind\",\"address\":\"127.0.0.1\"}";
  private static final String SHARING =
      "{\"do\":\"bind\",\"address\":\"127.0.0.1\",\"reuseport\":true}";

  private static String line(String... actions) {
    return "{\"actions\":[" + String.join(",", actions) + "]}";
  }

  private static List<Verdict> verdicts(String line) {
    var read = assertInstanceOf(ScenarioReading.Read.class, ScenarioLine.read(line), line);
    return Prediction.of(read.scenario());
  }

  @Test
  void aVerdictNamesTheRuleAndTheDecider() {
    assertEquals(
        "{\"line\":7,\"verdicts\":["
            + "{\"action\":1,\"verdict\":\"allowed\",\"rule\":\"port-free\"},"
            + "{\"action\":2,\"verdict\":\"refused\",\"errno\":\"EADDRINUSE\","
            + "\"rule\":\"no-option-on-holder\",\"decider\":1,"
            + "\"overlap\":\"same-address\"}]}",
        ScenarioLine.write(7, verdicts(line(BIND, SHARING))));
  }

  @Test
  void everyKindOfVerdictHasItsForm() {
    String steps =
        line(
            SHARING,
            SHARING,
            "{\"do\":\"connect\",\"socket\":1,\"peer\":\"127.0.0.1:20001\"}",
            "{\"do\":\"send\",\"from\":\"127.0.0.1:20001\",\"to\":\"127.0.0.1\",\"sources\":2}",
            "{\"do\":\"set\",\"socket\":2,\"reuseport\":false}",
            BIND,
            "{\"do\":\"close\",\"socket\":3}",
            "{\"do\":\"send\",\"from\":\"[::1]:20001\",\"to\":\"::1\"}",
            "{\"do\":\"bind\",\"address\":\"127.0.0.2\",\"groups\":[\"239.255.1.1@lo\"]}",
            "{\"do\":\"bind\",\"address\":\"239.255.1.1\"}",
            "{\"do\":\"send\",\"from\":\"127.0.0.1:20001\",\"to\":\"239.255.1.1\"}");
    assertEquals(
        "{\"line\":1,\"verdicts\":["
            + "{\"action\":1,\"verdict\":\"allowed\",\"rule\":\"port-free\"},"
            + "{\"action\":2,\"verdict\":\"allowed\",\"rule\":\"both-reuseport-same-user\","
            + "\"decider\":1},"
            + "{\"action\":3,\"verdict\":\"done\"},"
            + "{\"action\":4,\"verdict\":\"by-source\",\"deliveries\":["
            + "{\"verdict\":\"one\",\"sockets\":[1],\"rule\":\"connected\"},"
            + "{\"verdict\":\"one\",\"sockets\":[2],\"rule\":\"only-one\"}]},"
            + "{\"action\":5,\"verdict\":\"done\"},"
            + "{\"action\":6,\"verdict\":\"refused\",\"errno\":\"EADDRINUSE\","
            + "\"rule\":\"no-option-on-either\",\"decider\":2,"
            + "\"overlap\":\"same-address\"},"
            + "{\"action\":7,\"verdict\":\"skipped\",\"closed\":3},"
            + "{\"action\":8,\"verdict\":\"nobody\"},"
            + "{\"action\":9,\"verdict\":\"allowed\",\"rule\":\"other-addresses\"},"
            + "{\"action\":10,\"verdict\":\"allowed\",\"rule\":\"other-addresses\"},"
            + "{\"action\":11,\"verdict\":\"copies\",\"sockets\":[5]}]}",
        ScenarioLine.write(1, verdicts(steps)));
  }

  @Test
  void whatNoKernelBindsIsRefusedByItsErrno() {
    String unfit = "{\"do\":\"bind\",\"address\":\"::1\",\"family\":\"inet\"}";
    String answer =
        ScenarioLine.write(1, verdicts(line(with("v6only", "true, \"family\":\"inet6\""), unfit)));
    assertTrue(answer.contains("\"errno\":\"EINVAL\""), answer);
    assertTrue(answer.contains("\"errno\":\"EAFNOSUPPORT\""), answer);
  }

  @Test
  void aMappedAddressMeansAnIpv6Socket() {
    String mapped = "{\"do\":\"bind\",\"address\":\"::ffff:127.0.0.1\"}";
    var read = assertInstanceOf(ScenarioReading.Read.class, ScenarioLine.read(line(mapped, BIND)));
    assertTrue(ScenarioLine.write(read.scenario()).contains("\"::ffff:127.0.0.1\""));
    assertEquals(read, ScenarioLine.read(ScenarioLine.write(read.scenario())));
  }

  static Stream<Arguments> faults() {
    return Stream.of(
        Arguments.of("", 0, "not a line of JSON"),
        Arguments.of("nonsense", 0, "not a line of JSON"),
        Arguments.of("{\"actions\":[", 0, "not a line of JSON"),
        Arguments.of("{\"port\":1,\"port\":2}", 0, "the same name twice"),
        Arguments.of("[]", 0, "is not a JSON object"),
        Arguments.of("7", 0, "is not a JSON object"),
        Arguments.of("null", 0, "is not a JSON object"),
        Arguments.of("{}", 0, "\"actions\" is a list of 1 to"),
        Arguments.of("{\"actions\":{}}", 0, "\"actions\" is a list in square brackets"),
        Arguments.of("{\"port\":0,\"actions\":[]}", 0, "\"port\" is a whole number from 1"),
        Arguments.of("{\"port\":1.5,\"actions\":[]}", 0, "\"port\" is a whole number"),
        Arguments.of("{\"prot\":1,\"actions\":[]}", 0, "no field \"prot\""),
        Arguments.of(line("7"), 1, "is not a JSON object"),
        Arguments.of(line("{}"), 1, "\"do\" is missing"),
        Arguments.of(line("{\"do\":\"dance\"}"), 1, "\"dance\" is not a step"),
        Arguments.of(line("{\"do\":\"bind\"}"), 1, "\"address\" is missing"),
        Arguments.of(line("{\"do\":\"bind\",\"address\":7}"), 1, "\"address\" is text"),
        Arguments.of(line(with("address", "\"here\"")), 1, "\"here\" is not an IP address"),
        Arguments.of(line(with("reuseport", "1")), 1, "\"reuseport\" is true or false"),
        Arguments.of(line(with("color", "1")), 1, "no field \"color\""),
        Arguments.of(line(with("family", "\"unix\"")), 1, "\"unix\" is not a family"),
        Arguments.of(line(with("uid", "-1")), 1, "\"uid\" is a whole number"),
        Arguments.of(line(with("groups", "[\"127.0.0.1\"]")), 1, "is not a multicast group"),
        Arguments.of(line(BIND, "{\"do\":\"close\",\"socket\":2}"), 2, "there is no socket 2 yet"),
        Arguments.of(line(BIND, "{\"do\":\"close\"}"), 2, "\"socket\" is missing"),
        Arguments.of(line(BIND, "{\"do\":\"set\",\"socket\":1}"), 2, "switches one option"),
        Arguments.of(line(BIND, connect("[::1]:5")), 2, "of the other family"),
        Arguments.of(line(BIND, connect("192.0.2.1:5")), 2, "\"source\" is missing"),
        Arguments.of(
            line(BIND, connect("127.0.0.1:5"), connect("127.0.0.1:6")), 3, "connects twice"),
        Arguments.of(
            line("{\"do\":\"send\",\"from\":\"127.0.0.1:5\",\"to\":\"::1\"}"), 1, "of one family"));
  }

  /** A bind with another field, or another value of its address. */
  private static String with(String field, String value) {
    String address = field.equals("address") ? "" : "\"address\":\"127.0.0.1\",";
    return "{\"do\":\"bind\"," + address + "\"" + field + "\":" + value + "}";
  }

  private static String connect(String peer) {
    return "{\"do\":\"connect\",\"socket\":1,\"peer\":\"" + peer + "\"}";
  }

  @ParameterizedTest
  @MethodSource("faults")
  void nonsenseIsToldInASentence(String line, int action, String sentence) {
    var fault = assertInstanceOf(ScenarioReading.Fault.class, ScenarioLine.read(line), line);
    assertEquals(action, fault.action());
    String told = Texts.in(Locale.ENGLISH).say(fault.why());
    assertTrue(told.contains(sentence), told);
  }

  /** Lines with bytes changed, cut and doubled are read or refused, never a defect. */
  @Test
  void damagedLinesAreReadOrRefused() {
    var random = new Random(5);
    String whole = line(SHARING, connect("127.0.0.1:5"), "{\"do\":\"close\",\"socket\":1}");
    int read = 0;
    for (int i = 0; i < 20_000; i++) {
      var damaged = new StringBuilder(whole);
      for (int n = 1 + random.nextInt(4); n > 0; n--) {
        int at = random.nextInt(damaged.length());
        switch (random.nextInt(3)) {
          case 0 -> damaged.setCharAt(at, (char) random.nextInt(0x100));
          case 1 -> damaged.deleteCharAt(at);
          default -> damaged.insert(at, damaged.substring(at / 2, at));
        }
      }
      switch (ScenarioLine.read(damaged.toString())) {
        case ScenarioReading.Read(Scenario scenario) -> {
          read++;
          assertEquals(scenario.actions().size(), Prediction.of(scenario).size());
        }
        case ScenarioReading.Fault(int _, var why) -> Texts.in(Locale.ENGLISH).say(why);
      }
    }
    assertTrue(read > 0, "some damage must be harmless");
  }
}
