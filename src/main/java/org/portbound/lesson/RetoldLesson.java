package org.portbound.lesson;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.portbound.text.Message;

/** Makes a lesson of what was told, with sentences that its author goes on with. */
public final class RetoldLesson {
  /** How many steps a lesson can have. */
  public static final int MAX_STEPS = LessonReader.MAX_STEPS;

  private final Function<Message, Words> words;

  /**
   * @param words makes sentences, in every language that the lesson is to have
   */
  public RetoldLesson(Function<Message, Words> words) {
    this.words = words;
  }

  /**
   * A lesson with a step for each act that can be told.
   *
   * @param name its short name
   * @param title what its author calls it
   */
  public Lesson of(String name, String title, List<RetoldAct> told) {
    List<LessonStep> steps = told.stream().filter(RetoldAct::isTold).map(this::step).toList();
    return new Lesson(name, Words.same(title), words.apply(Message.of("lesson.told.about")), steps);
  }

  private LessonStep step(RetoldAct act) {
    Deed last = act.deeds().getLast();
    Expected expected =
        act.deeds().stream()
            .map(Deed::expected)
            .filter(Expected.Delivery.class::isInstance)
            .findFirst()
            .orElseGet(last::expected);
    return new LessonStep(
        title(act.title()),
        sentences(
            act.deeds().stream().map(each -> Answers.done(each, LessonPorts.AS_WRITTEN)).toList()),
        act.deeds(),
        null,
        words.apply(why(expected)),
        source(last),
        act.needs(),
        null);
  }

  /** A title is no sentence: it has no full stop. */
  private Words title(Message message) {
    Map<String, String> texts = new LinkedHashMap<>();
    words
        .apply(message)
        .byLanguage()
        .forEach((language, text) -> texts.put(language, text.replaceFirst("\\.$", "")));
    return new Words(texts);
  }

  private Words sentences(List<Message> messages) {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (Message each : messages) {
      words
          .apply(each)
          .byLanguage()
          .forEach(
              (language, text) ->
                  texts.computeIfAbsent(language, _ -> new ArrayList<>()).add(text));
    }
    Map<String, String> joined = new LinkedHashMap<>();
    texts.forEach((language, all) -> joined.put(language, String.join(" ", all)));
    return new Words(joined);
  }

  private static Message why(Expected expected) {
    return switch (expected) {
      case Expected.Answer(String errno) ->
          errno == null
              ? Message.of("lesson.told.why-done")
              : Message.of("lesson.told.why-refused", errno);
      case Expected.Delivery _, Expected.Holders _ -> Message.of("lesson.told.why-got");
    };
  }

  /** Where its rules are written. */
  private static String source(Deed deed) {
    return switch (deed) {
      case Deed.Bind _ -> "bind(2), socket(7)";
      case Deed.Set _ -> "socket(7), ip(7)";
      case Deed.Connect _ -> "connect(2), udp(7)";
      case Deed.Join _, Deed.Leave _ -> "ip(7), ipv6(7)";
      case Deed.Send _ -> "udp(7)";
      case Deed.Close _ -> "close(2)";
      case Deed.Fork _ -> "fork(2)";
      case Deed.Signal _ -> "signal(7)";
      case Deed.Who _ -> "proc(5)";
    };
  }
}
