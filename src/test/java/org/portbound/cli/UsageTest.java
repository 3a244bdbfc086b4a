package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.portbound.text.Texts;
import picocli.CommandLine;

/** Every fault of a command line: exit status 2, nothing done, one sentence with the remedy. */
@Timeout(180)
final class UsageTest {
  static Stream<Arguments> faults() {
    return Stream.of(
        fault("\"frobnicate\" is not a command: write one of demo", "frobnicate"),
        fault("there is no option --frob", "--frob"),
        fault("the command is missing: write one of demo", "--"),
        // probe
        fault("the command is missing: write one of send, listen", "probe"),
        fault("DEST:PORT is missing", "probe", "send"),
        fault("DEST:PORT: nothing can be sent to port 0", "probe", "send", "127.0.0.1:0"),
        fault("--rate: \"0\" is not a rate: write datagrams a second", probe("--rate", "0")),
        fault("--rate: \"11M\" is not a rate", probe("--rate", "11M")),
        fault("--rate: \"fast\" is not a rate", probe("--rate", "fast")),
        fault("--size: \"63\" is not a length for a probe: write 64", probe("--size", "63")),
        fault("--size: \"65508\" is not a length", probe("--size", "65508")),
        fault("--count: \"0\" is not a number of datagrams", probe("--count", "0")),
        fault("--duration: \"10\" is not a time", probe("--duration", "10")),
        fault("--from: [::1]:0 is IPv6, but 127.0.0.1:1 is IPv4", probe("--from", "[::1]:0")),
        fault("--reuseport: shares the port to send from", probe("--reuseport")),
        fault("--interface: 127.0.0.1 is not a multicast group", probe("--interface", "lo")),
        fault("--ttl: \"256\" is not a TTL", probe("--ttl", "256")),
        fault("ADDRESS:PORT is missing", "probe", "listen"),
        fault("--max-loss: \"101%\" is not a share", hear("--max-loss", "101%")),
        fault("--max-loss: \"some\" is not a share", hear("--max-loss", "some")),
        fault("--streams: \"0\" is not a number of streams", hear("--streams", "0")),
        fault("--group: ff02::fb is an IPv6 group, but", hear("--group", "ff02::fb")),
        fault("--receive-buffer: 2G is too large", hear("--receive-buffer", "2G")),
        // listen
        fault("ADDRESS:PORT is missing", "listen"),
        fault("ADDRESS:PORT: \"12345\" has no port", "listen", "12345"),
        fault("ADDRESS:PORT: \"localhost\" is not an IP address", "listen", "localhost:1"),
        fault("ADDRESS:PORT: \"65536\" is not a port", "listen", "127.0.0.1:65536"),
        fault("ADDRESS:PORT: \"::1:1\": write an IPv6 address in brackets", "listen", "::1:1"),
        fault("\"127.0.0.1:2\" is one argument too many", "listen", "127.0.0.1:1", "127.0.0.1:2"),
        fault("did you mean --reuseport", "listen", "127.0.0.1:0", "--reuseprt"),
        fault("--steer: \"byte\" is no way to steer", on("--steer", "byte")),
        fault("--steer: \"cpu=\" is no way to steer", on("--steer", "cpu=")),
        fault("--steer: belongs to --reuseport", on("--steer", "first-byte")),
        fault("--count: \"0\" is not a number of datagrams", on("--count", "0")),
        fault("--count: \"-1\" is not a number", on("--count=-1")),
        fault("--count: \"many\" is not a number", on("--count", "many")),
        fault("--count needs a value: write --count N", on("--count")),
        fault("--count stands twice", on("--count", "1", "--count", "2")),
        fault("--for: \"5\" is not a time: write a number and ms, s, m or h", on("--for", "5")),
        fault("--for: \"0s\" is not a time", on("--for", "0s")),
        fault("--group: 10.0.0.1 is not a multicast group", on("--group", "10.0.0.1")),
        fault("--group: \"x\" is not an IP address", on("--group", "x")),
        fault("--group: \"239.1.1.1@\": the interface is missing", on("--group", "239.1.1.1@")),
        fault("--group: ff02::fb is an IPv6 group, but", on("--group", "ff02::fb")),
        fault("--keep: 1k is too small: write 256k or more", on("--keep", "1k")),
        fault("--keep: \"lots\" is not a size", on("--keep", "lots")),
        fault("--keep: 999G is too large", on("--keep", "999G")),
        fault("--receive-buffer: 2G is too large: write 1024M", on("--receive-buffer", "2G")),
        fault("--provider: \"magic\" is not a provider", on("--provider", "magic")),
        fault("--stats: \"often\" is not a time", on("--stats", "often")),
        fault("--hex: --hex and --json exclude each other", on("--hex", "--json")),
        fault("--hex: --hex and --quiet exclude each other", on("--hex", "--quiet")),
        fault("--replace: belongs to --pcapng FILE", on("--replace")),
        fault("--max-file-size: belongs to --pcapng FILE", on("--max-file-size", "1M")),
        fault("--max-files: belongs to --max-file-size SIZE", record("--max-files", "2")),
        fault("--max-file-size: \"big\" is not a size", record("--max-file-size", "big")),
        fault("--max-file-size: 1k is too small", record("--max-file-size", "1k")),
        fault(
            "--max-files: \"0\" is not a number of files",
            record("--max-file-size", "1M", "--max-files", "0")),
        fault(
            "--replace: with --max-file-size every file gets a number",
            record("--max-file-size", "1M", "--replace")),
        fault("--pcapng: \"/\" is not the name of a file", on("--pcapng", "/")),
        // read
        fault("FILE is missing", "read"),
        fault("FILE: --text, --json, --csv, --pcapng exclude", "read", "f", "--csv", "--json"),
        fault("--replace: belongs to --pcapng OUT", "read", "f", "--replace"),
        // send
        fault("TEXT: there is nothing to send", "send"),
        fault("DEST:PORT: \"there\" has no port", "send", "there", "x"),
        fault("DEST:PORT: nothing can be sent to port 0", "send", "127.0.0.1:0", "x"),
        fault("TEXT: there is nothing to send", "send", "127.0.0.1:1"),
        fault(
            "TEXT: TEXT, --hex, --file and --template exclude each other", to("x", "--hex", "00")),
        fault("TEXT: \"\\q\" is not an escape", to("\\q")),
        fault("--hex: \"zz\" is not hex", to("--hex", "zz")),
        fault("--hex: \"abc\" has 3 hex digits", to("--hex", "abc")),
        fault("--file: no-such-file cannot be read", to("--file", "no-such-file")),
        fault("--from: \"1\" has no port", to("x", "--from", "1")),
        fault("--from: [::1]:0 is IPv6, but 127.0.0.1:1 is IPv4", to("x", "--from", "[::1]:0")),
        fault(
            "--reuseport: shares the port to send from, so it needs --from",
            to("x", "--reuseport")),
        fault("--reuseaddr: shares the port to send from", to("x", "--reuseaddr")),
        fault("--ttl: \"256\" is not a TTL", to("x", "--ttl", "256")),
        fault("--interface: 127.0.0.1 is not a multicast group", to("x", "--interface", "lo")),
        fault("--no-loopback: 127.0.0.1 is not a multicast group", to("x", "--no-loopback")),
        fault("--dscp: \"64\" is not a code point", to("x", "--dscp", "64")),
        fault("--rate: \"0\" is not a rate", to("x", "--rate", "0")),
        fault("--rate: --rate and --every exclude", to("x", "--rate", "1", "--every", "1s")),
        fault("--count: \"0\" is not a number of datagrams", to("x", "--count", "0")),
        fault("--replies: \"3\" is not a time", to("x", "--replies", "3")),
        fault("--param: belongs to --template NAME", to("x", "--param", "a=b")),
        fault("--template: \"nonsense\" is no message here", "send", "--template", "nonsense"),
        fault("--param: \"x\": the message exit", "send", "--template", "exit", "--param", "x=1"),
        fault("TEXT: \"x\" is nothing that can be filled in", to("${x}")),
        fault("there is no option --anycast", to("x", "--anycast")),
        fault("--send-buffer: \"0\" is not a number of bytes", to("x", "--send-buffer", "0")),
        // doctor
        fault("ADDRESS:PORT is missing", "doctor"),
        fault("ADDRESS:PORT: \"12345\" has no port", "doctor", "12345"),
        fault("--group: 10.0.0.1 is not a multicast group", at("--group", "10.0.0.1")),
        fault("--group: ff02::fb is an IPv6 group, but", at("--group", "ff02::fb")),
        fault("--from: \"somebody\" is not an IP address", at("--from", "somebody")),
        fault("--from: \"99999\" is not a port", at("--from", "127.0.0.1:99999")),
        fault("--from: ::1 is IPv6, but 127.0.0.1 is IPv4", at("--from", "::1")),
        fault("--to: \"localhost\" is not an IP address", at("--to", "localhost:1")),
        // who, demo
        fault("PORT: --infer tries one port", "who", "--infer"),
        fault("PORT: \"http\" is not a port", "who", "http"),
        fault("PORT: port 0 belongs to nobody", "who", "0"),
        fault("--random: \"0\" is not a number of scenarios", "matrix", "--random", "0"),
        fault("--seed: \"x\" is not a seed", "matrix", "--random", "1", "--seed", "x"),
        fault("--seed: belongs to --random", "matrix", "--seed", "1"),
        fault("--csv: --csv and --json exclude each other", "matrix", "--csv", "--json"),
        fault("--csv: random scenarios have no table", "matrix", "--random", "1", "--csv"),
        fault("is one argument too many", "predict", "x"),
        fault("--port: \"99999\" is not a port", "demo", "--port", "99999"),
        fault("--provider: \"x\" is not a provider", "demo", "--provider", "x"));
  }

  private static Arguments fault(String sentence, String... arguments) {
    return Arguments.of(sentence, arguments);
  }

  private static String[] on(String... options) {
    return join("listen", "127.0.0.1:0", options);
  }

  private static String[] record(String... options) {
    return on(join("--pcapng", "no-such-file", options));
  }

  private static String[] at(String... options) {
    return join("doctor", "127.0.0.1:0", options);
  }

  private static String[] to(String... options) {
    return join("send", "127.0.0.1:1", options);
  }

  private static String[] join(String command, String endpoint, String... options) {
    return Stream.concat(Stream.of(command, endpoint), Arrays.stream(options))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultIsToldInASentence(String sentence, String[] arguments) {
    Captured result = Captured.run(arguments);
    assertAll(
        () -> assertEquals(ExitStatus.USAGE, result.status(), result.err()),
        () -> assertEquals("", result.out()),
        () -> assertTrue(result.err().contains(sentence), result.err()),
        () -> assertTrue(result.err().contains("Try: portbound"), result.err()),
        () -> assertEquals(2, result.err().lines().count(), result.err()));
  }

  private static String[] probe(String... options) {
    return Stream.concat(Stream.of("probe", "send", "127.0.0.1:1"), Arrays.stream(options))
        .toArray(String[]::new);
  }

  private static String[] hear(String... options) {
    return Stream.concat(Stream.of("probe", "listen", "127.0.0.1:0"), Arrays.stream(options))
        .toArray(String[]::new);
  }

  @Test
  void aFaultCannotActOnTheTerminal() {
    Captured result = Captured.run("\u001b[31mfoo");
    assertEquals(ExitStatus.USAGE, result.status());
    assertFalse(result.err().contains("\u001b"), result.err());
    assertTrue(result.err().contains("\\x1b[31mfoo"), result.err());
  }

  @Test
  void everyCommandAndOptionHasItsHelp() {
    for (String command :
        new String[] {
          "",
          "demo",
          "doctor",
          "listen",
          "probe",
          "probe send",
          "probe listen",
          "read",
          "send",
          "messages",
          "who",
          "matrix",
          "predict"
        }) {
      String[] arguments = (command + " --help").strip().split(" ");
      Captured help = Captured.run(arguments);
      assertEquals(ExitStatus.OK, help.status(), help.err());
      assertEquals("", help.err());
      assertTrue(help.out().contains("Usage: portbound"), help.out());
      assertTrue(help.out().contains("Exit status:"), help.out());
      assertTrue(help.out().contains("Example"), help.out());
      assertFalse(help.out().contains("\u001b"), "no colour in a pipe");
    }
    var keys = Texts.in(Locale.ENGLISH).keys();
    for (Object command :
        new Object[] {
          new DemoCommand(terminal()),
          new DoctorCommand(terminal()),
          new ListenCommand(terminal()),
          new ReadCommand(terminal()),
          new SendCommand(terminal()),
          new MessagesCommand(terminal()),
          new WhoCommand(terminal()),
          new MatrixCommand(terminal()),
          new PredictCommand(terminal(), System.in)
        }) {
      var spec = new CommandLine(command).getCommandSpec();
      for (var option : spec.options()) {
        String name = option.longestName().substring(2);
        assertTrue(
            keys.contains("cli.help.portbound." + spec.name() + "." + name)
                || keys.contains("cli.help." + name),
            spec.name() + " --" + name);
      }
      for (var parameter : spec.positionalParameters()) {
        assertTrue(
            keys.contains("cli.help.portbound." + spec.name() + "." + parameter.descriptionKey()),
            spec.name() + " " + parameter.paramLabel());
      }
    }
  }

  private static Terminal terminal() {
    return new Terminal(
        System.out, System.err, System.out.charset(), false, Texts.in(Locale.ENGLISH));
  }

  @Test
  void versionIsTold() {
    Captured result = Captured.run("--version");
    assertEquals(ExitStatus.OK, result.status());
    assertTrue(result.out().startsWith("portbound "), result.out());
    // Alone it is answered before the commands are made, and the same.
    var early = new ByteArrayOutputStream();
    Version.print(new PrintStream(early, false, UTF_8));
    assertEquals(result.out(), early.toString(UTF_8));
    assertTrue(Version.isAsked("-V"));
    assertFalse(Version.isAsked("--version", "--lang=id"));
  }
}
