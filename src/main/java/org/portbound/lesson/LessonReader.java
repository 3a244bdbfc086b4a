package org.portbound.lesson;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.composer.Composer;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** Reads one lesson, and finds all its mistakes. Used once, by one thread. */
final class LessonReader {
  /** The key that says which format it is; its value is the version. */
  static final String FORMAT = "portbound-lesson";

  static final String VERSION = "1";
  static final int MAX_STEPS = 30;
  private static final int MAX_ALIASES = 20;
  private static final int MAX_DEPTH = 20;

  private final String name;
  private final List<Fault> faults = new ArrayList<>();
  private final DeedReader deeds = new DeedReader(faults);

  LessonReader(String name) {
    this.name = name;
  }

  Reading read(String text) {
    Optional<Node> root;
    try {
      // Composing makes nodes alone: no object of any class that a file might name.
      LoadSettings settings = settings();
      if (isTooDeep(parser(settings, text))) {
        return faulty(1, "lesson.file.too-deep", String.valueOf(MAX_DEPTH));
      }
      root = new Composer(settings, parser(settings, text)).getSingleNode();
    } catch (YamlEngineException e) {
      return new Reading.Faulty(List.of(YamlStop.of(text, e)));
    }
    if (root.isEmpty()) {
      return faulty(1, "lesson.file.empty", FORMAT, VERSION);
    }
    Lesson lesson = lesson(Fields.of(root.get(), faults));
    return lesson != null && faults.isEmpty()
        ? new Reading.Read(lesson)
        : new Reading.Faulty(faults);
  }

  private static ParserImpl parser(LoadSettings settings, String text) {
    return new ParserImpl(settings, new StreamReader(settings, text));
  }

  /** Composing goes as deep as the file does, so that is looked at first, one event at a time. */
  private static boolean isTooDeep(ParserImpl parser) {
    int depth = 0;
    while (parser.hasNext() && depth <= MAX_DEPTH) {
      switch (parser.next().getEventId()) {
        case MappingStart, SequenceStart -> depth++;
        case MappingEnd, SequenceEnd -> depth--;
        default -> {}
      }
    }
    return depth > MAX_DEPTH;
  }

  private static LoadSettings settings() {
    return LoadSettings.builder()
        .setCodePointLimit((int) LessonFile.MAX_BYTES)
        .setMaxAliasesForCollections(MAX_ALIASES)
        .build();
  }

  private static Reading faulty(int line, String key, Object... arguments) {
    return new Reading.Faulty(List.of(new Fault(line, Message.of(key, arguments))));
  }

  private @Nullable Lesson lesson(Fields fields) {
    String version = fields.textOrNull(FORMAT);
    if (version == null || !version.equals(VERSION)) {
      fields.fault(
          version == null ? "lesson.file.no-version" : "lesson.file.other-version",
          FORMAT,
          VERSION);
      return null;
    }
    Words title = fields.words("title");
    Words about = fields.words("about");
    List<Node> nodes = fields.list("steps");
    if (nodes.size() > MAX_STEPS) {
      fields.faultAt("steps", "lesson.file.too-many-steps", String.valueOf(MAX_STEPS));
    }
    var steps = new ArrayList<LessonStep>();
    nodes.forEach(each -> steps.add(step(Fields.of(each, faults))));
    fields.end();
    return new Lesson(name, title, about, steps);
  }

  private LessonStep step(Fields fields) {
    var read =
        new LessonStep(
            fields.words("title"),
            fields.words("text"),
            fields.list("do").stream()
                .map(each -> deeds.next(Fields.of(each, faults)))
                .flatMap(Optional::stream)
                .toList(),
            question(fields),
            fields.words("why"),
            fields.text("source"),
            needs(fields),
            fields.wordsOrNull("elsewhere"));
    fields.end();
    return read;
  }

  private @Nullable Question question(Fields fields) {
    Words ask = fields.wordsOrNull("ask");
    if (ask == null) {
      return null;
    }
    var choices = new ArrayList<Question.Choice>();
    for (Node each : fields.list("choices")) {
      Fields choice = Fields.of(each, faults);
      boolean right = choice.flag("right", false);
      choices.add(new Question.Choice(choice.words("say"), right));
      choice.end();
    }
    long right = choices.stream().filter(Question.Choice::right).count();
    if (choices.size() < 2 || right != 1) {
      fields.faultAt("choices", "lesson.file.choices", choices.size(), right);
    }
    return new Question(ask, choices);
  }

  private static Set<Need> needs(Fields fields) {
    Set<Need> needs = EnumSet.noneOf(Need.class);
    for (String word : fields.texts("needs")) {
      Need.ofWord(word)
          .ifPresentOrElse(
              needs::add, () -> fields.faultAt("needs", "lesson.file.unknown-need", word));
    }
    return needs;
  }
}
