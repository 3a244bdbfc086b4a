package org.portbound.cli;

import org.jspecify.annotations.Nullable;
import org.portbound.code.Language;
import org.portbound.text.Message;
import org.portbound.workbench.Sketches.Sketched;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** {@code --code LANGUAGE}: the same as a program, in place of doing it. */
final class CodeOption {
  @Option(names = "--code", paramLabel = "c|go|python|java")
  private @Nullable String language;

  boolean isGiven() {
    return language != null;
  }

  /**
   * Prints the program, and what it does not do to standard error.
   *
   * @return the exit status
   */
  int print(CommandSpec spec, Terminal terminal, Sketched sketched) {
    String name = language == null ? "" : language;
    Language chosen = UsageException.orThrow(spec, "--code", Language.read(name));
    terminal.line(chosen.write(sketched.sketch()).stripTrailing());
    for (Message each : sketched.notes()) {
      terminal.tell(terminal.say(each));
    }
    for (Message each : chosen.limits(sketched.sketch())) {
      terminal.tell(terminal.say(each));
    }
    return ExitStatus.OK;
  }
}
