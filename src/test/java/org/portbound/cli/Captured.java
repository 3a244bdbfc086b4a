package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Locale;
import org.portbound.text.Texts;

/** What a command line printed and returned, run in this process. */
record Captured(int status, String out, String err) {
  static Captured run(String... arguments) {
    return run(UTF_8, arguments);
  }

  static Captured run(Charset charset, String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            new PrintStream(out, false, charset),
            new PrintStream(err, true, charset),
            charset,
            false,
            Texts.in(Locale.ENGLISH));
    int status = Cli.run(terminal, arguments);
    return new Captured(status, out.toString(charset), err.toString(charset));
  }
}
