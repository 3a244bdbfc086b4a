package org.portbound.cli;

import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.guide.Chapter;
import org.portbound.guide.Guide;
import org.portbound.guide.PlainText;
import org.portbound.text.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portbound guide}: the guide's chapters, or one of them. */
@Command(name = "guide", sortOptions = false)
final class GuideCommand implements Callable<Integer> {
  private static final int WIDTH = 80;

  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", arity = "0..1", paramLabel = "CHAPTER", descriptionKey = "chapter")
  private @Nullable String name;

  GuideCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    Guide guide = Guide.in(terminal.texts().locale());
    if (name == null) {
      list(guide);
      return ExitStatus.OK;
    }
    Optional<Chapter> chapter = guide.chapter(name);
    if (chapter.isEmpty()) {
      throw new UsageException(
          Objects.requireNonNull(spec),
          "CHAPTER",
          Message.of("cli.guide.no-chapter", terminal.shown(name)));
    }
    PlainText.of(chapter.get(), WIDTH).forEach(terminal::line);
    return ExitStatus.OK;
  }

  private void list(Guide guide) {
    int longest =
        guide.chapters().stream().mapToInt(each -> each.name().length()).max().orElseThrow();
    for (Guide.Part part : guide.parts()) {
      terminal.line(part.title());
      for (Chapter each : part.chapters()) {
        String gap = " ".repeat(longest - each.name().length() + 2);
        terminal.line("  " + each.name() + gap + each.title());
      }
    }
  }
}
