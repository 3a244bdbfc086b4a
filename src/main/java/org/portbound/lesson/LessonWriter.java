package org.portbound.lesson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/**
 * Writes a lesson as the text of a file, which {@link LessonFile} reads as the same lesson. Pure
 * function; any thread.
 */
public final class LessonWriter {
  private static final String SCHEMA = "# yaml-language-server: $schema=lesson.schema.json\n";
  private static final int WIDTH = 4_000;
  private static final int INDENT = 4;
  private static final int INDICATOR_INDENT = 2;

  private LessonWriter() {}

  /** The text of the file. */
  public static String write(Lesson lesson) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(LessonReader.FORMAT, Integer.valueOf(LessonReader.VERSION));
    fields.put("title", words(lesson.title()));
    fields.put("about", words(lesson.about()));
    fields.put("steps", lesson.steps().stream().map(LessonWriter::step).toList());
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setWidth(WIDTH)
            .setIndent(INDENT)
            .setIndicatorIndent(INDICATOR_INDENT)
            .build();
    return SCHEMA + new Dump(settings).dumpToString(fields);
  }

  private static Map<String, Object> step(LessonStep step) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("title", words(step.title()));
    fields.put("text", words(step.text()));
    Question question = step.question();
    if (question != null) {
      fields.put("ask", words(question.ask()));
      fields.put("choices", question.choices().stream().map(LessonWriter::choice).toList());
    }
    fields.put("do", step.deeds().stream().map(DeedWriter::write).toList());
    if (!step.needs().isEmpty()) {
      fields.put("needs", new ArrayList<>(step.needs().stream().sorted().map(Need::word).toList()));
    }
    Words elsewhere = step.elsewhere();
    if (elsewhere != null) {
      fields.put("elsewhere", words(elsewhere));
    }
    fields.put("why", words(step.why()));
    fields.put("source", step.source());
    return fields;
  }

  private static Map<String, Object> choice(Question.Choice choice) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("say", words(choice.words()));
    if (choice.right()) {
      fields.put("right", true);
    }
    return fields;
  }

  /** Text that is the same in all languages stands alone; else a line for each. */
  private static Object words(Words words) {
    Map<String, String> texts = words.byLanguage();
    return texts.keySet().equals(Set.of(Words.ANY))
        ? List.copyOf(texts.values()).getFirst()
        : new TreeMap<>(texts);
  }
}
