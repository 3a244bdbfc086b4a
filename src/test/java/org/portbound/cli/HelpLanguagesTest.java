package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.text.Texts;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What the terminal says, in each language. */
final class HelpLanguagesTest {
  private static final String PREFIX = "cli.help.";

  /** Remembers what picocli takes out of the bundle. */
  private static final class Remembering extends ResourceBundle {
    private final ResourceBundle texts;
    private final Set<String> asked = new HashSet<>();

    Remembering(ResourceBundle texts) {
      this.texts = texts;
    }

    @Override
    protected Object handleGetObject(String key) {
      asked.add(key);
      return texts.getObject(key);
    }

    @Override
    public Enumeration<String> getKeys() {
      return texts.getKeys();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "id"})
  void everyCommandHasItsHelp(String language) {
    Texts texts = Texts.in(Locale.of(language));
    var terminal = new Terminal(System.out, System.err, UTF_8, false, texts);
    CommandLine root = Cli.commands(terminal, InputStream.nullInputStream());
    var bundle = new Remembering(new HelpTexts(texts));
    root.setResourceBundle(bundle);
    look(root, texts);
    var left = new TreeSet<String>();
    for (String key : texts.keys()) {
      if (key.startsWith(PREFIX) && !bundle.asked.contains(key.substring(PREFIX.length()))) {
        left.add(key);
      }
    }
    assertEquals(Set.of(), left, "no help shows these");
  }

  private static void look(CommandLine command, Texts texts) {
    if (!command.getCommandSpec().usageMessage().hidden()) {
      String help = command.getUsageMessage(Ansi.OFF);
      assertTrue(help.contains(command.getCommandSpec().qualifiedName(" ")), help);
      assertFalse(help.contains("${"), help);
      assertTrue(help.contains(texts.say("cli.help.help")), help);
    }
    command.getSubcommands().values().forEach(each -> look(each, texts));
  }

  @Test
  void theLanguageIsAskedForBeforeOrBehindTheCommand() {
    for (String[] arguments :
        new String[][] {
          {"--lang", "id", "who", "x"}, {"who", "x", "--lang=id"}, {"who", "--lang", "id", "x"}
        }) {
      Captured told = Captured.run(arguments);
      assertEquals(ExitStatus.USAGE, told.status());
      assertTrue(told.err().contains("bukan porta"), told.err());
    }
  }

  @Test
  void aLanguageThatIsNotThereIsRefusedWithThoseThatAre() {
    Captured told = Captured.run("--lang", "xx", "who");
    assertEquals(ExitStatus.USAGE, told.status());
    assertTrue(told.err().contains("--lang: \"xx\""), told.err());
    assertTrue(told.err().contains("en, id"), told.err());
  }

  @Test
  void aRefusalIsToldInIndonesian() throws Exception {
    try (var holder = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      Captured told = Captured.run("--lang", "id", "listen", "127.0.0.1:" + holder.getLocalPort());
      assertEquals(ExitStatus.REFUSED, told.status(), told.out());
      assertTrue(told.err().contains("EADDRINUSE"), told.err());
      assertTrue(told.err().contains("Dipegang oleh:"), told.err());
    }
  }

  @Test
  void whoAnswersInIndonesianAndJsonInTheSameWords() throws Exception {
    try (var holder = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(holder.getLocalPort());
      Captured english = Captured.run("who", port);
      Captured indonesian = Captured.run("--lang", "id", "who", port);
      assertEquals(english.status(), indonesian.status());
      assertFalse(indonesian.out().equals(english.out()), indonesian.out());
      assertEquals(
          Captured.run("who", port, "--json").out(),
          Captured.run("who", port, "--json", "--lang", "id").out());
    }
  }

  @Test
  void aLanguageAloneOpensTheWindow() {
    assertTrue(Cli.wantsWindow());
    assertTrue(Cli.wantsWindow("--lang", "id"));
    assertTrue(Cli.wantsWindow("--lang=en"));
    assertFalse(Cli.wantsWindow("--lang"));
    assertFalse(Cli.wantsWindow("--lang=xx"));
    assertFalse(Cli.wantsWindow("--lang", "id", "who"));
    assertFalse(Cli.wantsWindow("who"));
  }

  @Test
  void aFileAloneIsOpenedInTheWindow(@TempDir Path folder) throws IOException {
    for (String name : List.of("class.portbound", "a/b.pcapng", "C.PCAP")) {
      assertEquals(Optional.of(Path.of(name)), Cli.file(name));
      assertEquals(Optional.of(Path.of(name)), Cli.file(name, "--lang", "id"));
      assertEquals(Optional.of(Path.of(name)), Cli.file("--lang=id", name));
      assertTrue(Cli.wantsWindow(name));
    }
    Path odd = Files.createFile(folder.resolve("who"));
    assertEquals(Optional.of(odd), Cli.file(odd.toString()));
    for (String[] other :
        List.of(
            new String[] {"who"},
            new String[] {"read", "a.pcapng"},
            new String[] {"a.pcapng", "b.pcapng"},
            new String[] {"--lang=xx", "a.pcapng"},
            new String[] {folder.resolve("nothing").toString()},
            new String[] {"a\0.pcapng"})) {
      assertEquals(Optional.empty(), Cli.file(other), List.of(other).toString());
    }
  }

  @Test
  void theInstructionsFitTheirLanguage() {
    var out = new ByteArrayOutputStream();
    var indonesian =
        new Terminal(
            new PrintStream(out, false, UTF_8),
            System.err,
            UTF_8,
            false,
            Texts.in(Locale.of("id")));
    Cli.run(indonesian, "listen", "--help");
    String help = out.toString(UTF_8);
    assertTrue(help.contains("Opsi:"), help);
    assertFalse(help.contains("Options:"), help);
  }
}
