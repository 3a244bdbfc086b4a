package org.portbound.lesson;

import org.portbound.text.Message;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Where a text is no YAML any more. The words are ours, for the parser speaks English only. */
final class YamlStop {
  private static final int EXCERPT_CHARS = 20;

  private YamlStop() {}

  /** Where the parser of a text gave up, and why. */
  static Fault of(String text, YamlEngineException stop) {
    return switch (stop) {
      case MarkedYamlEngineException marked when marked.getProblemMark().isPresent() ->
          at(text, marked.getProblemMark().get(), marked);
      case ReaderException unreadable ->
          new Fault(
              lineOf(text, unreadable.getPosition()),
              Message.of(
                  "lesson.file.unprintable", String.format("U+%04X", unreadable.getCodePoint())));
      default -> new Fault(1, Message.of("lesson.file.no-yaml", String.valueOf(stop.getMessage())));
    };
  }

  private static Fault at(String text, Mark mark, MarkedYamlEngineException stop) {
    int line = mark.getLine() + 1;
    int column = mark.getColumn() + 1;
    int begun = stop.getContextMark().map(Mark::getLine).orElse(mark.getLine()) + 1;
    String rest = rest(text, mark.getIndex());
    Message why;
    int tab = tabIndenting(text.lines().skip(mark.getLine()).findFirst().orElse(""));
    if (tab >= 0) {
      why = Message.of("lesson.file.tab", tab + 1);
    } else if (rest.isBlank()) {
      why = Message.of("lesson.file.yaml-ends", begun);
    } else if (begun == line) {
      why = Message.of("lesson.file.no-yaml-from", column, rest.strip());
    } else {
      why = Message.of("lesson.file.no-yaml-in", column, rest.strip(), begun);
    }
    return new Fault(line, why);
  }

  /** Where a tab stands before the first sign of a line, from 0, or −1. */
  private static int tabIndenting(String line) {
    int tab = line.indexOf('\t');
    return tab >= 0 && line.substring(0, tab).isBlank() ? tab : -1;
  }

  /** The first characters of the line from there on. */
  private static String rest(String text, int codePoints) {
    int from =
        text.offsetByCodePoints(0, Math.min(codePoints, text.codePointCount(0, text.length())));
    String line = text.substring(from).lines().findFirst().orElse("");
    return line.substring(0, Math.min(EXCERPT_CHARS, line.length()));
  }

  private static int lineOf(String text, int codePoints) {
    return 1
        + (int)
            text.codePoints().limit(Math.max(0, codePoints)).filter(each -> each == '\n').count();
  }
}
