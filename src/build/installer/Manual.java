package installer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** The man page and the shell's completion, out of what the program itself says. */
final class Manual {
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)  +\\S");

  private Manual() {}

  /**
   * Writes both.
   *
   * @param launcher starts the program
   * @param frame the page with {@code @COMMANDS@} where the commands' help goes
   * @param share what the system's directories link to
   */
  static void write(Path launcher, Path frame, Path share)
      throws IOException, InterruptedException {
    String help = help(launcher, "--help");
    var commands = new StringBuilder();
    for (String name : COMMAND.matcher(help).results().map(each -> each.group(1)).toList()) {
      commands.append(".SS ").append(name).append("\n.nf\n");
      commands.append(escaped(help(launcher, name, "--help"))).append(".fi\n");
    }
    String page = Files.readString(frame).replace("@COMMANDS@\n", commands);
    var packed = new ByteArrayOutputStream();
    try (var out = new GZIPOutputStream(packed)) {
      out.write(page.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    Path manual = Files.createDirectories(share.resolve("man/man1")).resolve("portbound.1.gz");
    Files.write(manual, packed.toByteArray());
    Path completions = Files.createDirectories(share.resolve("bash-completion/completions"));
    Files.writeString(completions.resolve("portbound"), help(launcher, "generate-completion"));
  }

  private static String help(Path launcher, String... arguments)
      throws IOException, InterruptedException {
    var command = new java.util.ArrayList<>(List.of("env", "LC_ALL=C.UTF-8", launcher.toString()));
    command.addAll(List.of(arguments));
    return Tools.output(command);
  }

  /** Lines as they are: man would take a full stop at the front for a request. */
  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^(?=[.'])", "\\\\&");
  }
}
