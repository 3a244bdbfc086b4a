package org.portbound.cli;

import java.io.BufferedOutputStream;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.portbound.text.Message;
import org.portbound.text.Texts;
import org.portbound.text.Visible;

/**
 * Where the commands write: standard output for data, standard error for what there is to say about
 * the run. Output is buffered until {@link #flush()}. Not thread-safe.
 */
public final class Terminal {
  private static final int BUFFER_BYTES = 1 << 16;

  private final PrintStream out;
  private final PrintStream err;
  private final CharsetEncoder encoder;
  private final boolean colour;
  private final boolean errIsTerminal;
  private final Texts texts;

  /**
   * @param out standard output
   * @param err standard error
   * @param charset what both can show
   * @param colour whether standard output shows colours
   */
  Terminal(PrintStream out, PrintStream err, Charset charset, boolean colour, Texts texts) {
    this(out, err, charset, colour, false, texts);
  }

  private Terminal(
      PrintStream out,
      PrintStream err,
      Charset charset,
      boolean colour,
      boolean errIsTerminal,
      Texts texts) {
    this.errIsTerminal = errIsTerminal;
    this.out = out;
    this.err = err;
    this.encoder = charset.newEncoder();
    this.colour = colour;
    this.texts = texts;
  }

  /** This process's own, in the language and the character set of its environment. */
  public static Terminal ofProcess() {
    Charset charset = System.out.charset();
    var out = new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES);
    return new Terminal(
        new PrintStream(out, false, charset),
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, charset),
        charset,
        showsColour(),
        isTerminal(Path.of("/proc/self/fd/2")),
        Texts.ofSystem());
  }

  /** The same, with other sentences. */
  Terminal in(Texts other) {
    return new Terminal(out, err, encoder.charset(), colour, errIsTerminal, other);
  }

  /** Where /proc does not tell, nobody is taken to look on. */
  private static boolean isTerminal(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /** Colour only where a person looks on and did not say no (no-color.org). */
  @SuppressWarnings("SystemConsoleNull") // Which of Java's consoles it is decides about null.
  private static boolean showsColour() {
    String noColour = System.getenv("NO_COLOR");
    if ((noColour != null && !noColour.isEmpty()) || "dumb".equals(System.getenv("TERM"))) {
      return false;
    }
    Console console = System.console();
    return console != null && console.isTerminal();
  }

  /** Whether standard output shows colours. */
  boolean colour() {
    return colour;
  }

  /** The sentences. */
  Texts texts() {
    return texts;
  }

  /** The sentence for a message. */
  String say(Message message) {
    return texts.say(message);
  }

  /** The sentence for a key. */
  String say(String key, Object... arguments) {
    return texts.say(Message.of(key, arguments));
  }

  /** Writes a line of data; it is on its way with the next {@link #flush()}. */
  void line(String line) {
    out.print(line);
    out.print('\n');
  }

  /** Sends what was written on its way; false if nobody reads it any more. */
  boolean flush() {
    return !out.checkError();
  }

  /** Writes a line about the run, after the data written so far. */
  void tell(String line) {
    out.flush();
    err.print(line + '\n');
    err.flush();
  }

  /** Whether standard error is a terminal, so that a line of it can be written over. */
  boolean errIsTerminal() {
    return errIsTerminal;
  }

  /** Writes over the present line of standard error. */
  void overwrite(String text) {
    err.print("\r" + text + "\u001b[K");
    err.flush();
  }

  /** A payload as it may be printed: see {@link Visible}. */
  String shown(byte[] payload) {
    return encodable(Visible.of(payload));
  }

  /** Text that others chose, such as a command line, as it may be printed. */
  String shown(String text) {
    return encodable(Visible.of(text));
  }

  /** A sentence with words of others in it that were made visible already. */
  String visible(Message message) {
    return encodable(say(message));
  }

  /** What the character set lacks is escaped too, instead of becoming a question mark. */
  private String encodable(String text) {
    if (encoder.canEncode(text)) {
      return text;
    }
    var escaped = new StringBuilder();
    text.codePoints()
        .mapToObj(Character::toString)
        .forEach(
            each -> {
              if (encoder.canEncode(each)) {
                escaped.append(each);
              } else {
                for (byte b : each.getBytes(StandardCharsets.UTF_8)) {
                  escaped.append(String.format(Locale.ROOT, "\\x%02x", b));
                }
              }
            });
    return escaped.toString();
  }

  /** A word for success, green where there is colour. */
  String good(String text) {
    return coloured("32", text);
  }

  /** A word for failure, red where there is colour. */
  String bad(String text) {
    return coloured("31", text);
  }

  /** A heading, bold where there is colour. */
  String strong(String text) {
    return coloured("1", text);
  }

  /** Something beside the point, dim where there is colour. */
  String faint(String text) {
    return coloured("2", text);
  }

  /** A tick or a cross, or letters where the character set has neither. */
  String mark(boolean success) {
    String mark = success ? "✓" : "✗";
    return encoder.canEncode(mark) ? mark : success ? "+" : "x";
  }

  private String coloured(String code, String text) {
    return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
