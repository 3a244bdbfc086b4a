package org.portbound.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.portbound.diagnosis.Holder;
import org.portbound.lesson.Abilities;
import org.portbound.lesson.Answers;
import org.portbound.lesson.DeedResult;
import org.portbound.lesson.Lesson;
import org.portbound.lesson.LessonPorts;
import org.portbound.lesson.LessonRun;
import org.portbound.lesson.LessonStep;
import org.portbound.lesson.Need;
import org.portbound.lesson.Question;
import org.portbound.lesson.StepResult;
import org.portbound.lesson.Words;
import org.portbound.socket.SocketProvider;
import org.portbound.workbench.Workbench;

/** Runs lessons on a workbench of their own and tells each step and answer. One thread. */
final class LessonTelling {
  private static final String INDENT = "   ";
  private static final long LOG_BYTES = 8L << 20;

  private final Terminal terminal;
  private final SocketProvider provider;
  private final boolean freePorts;
  private final boolean json;
  private final Locale locale;
  private int answers;
  private int unexpected;
  private int skipped;

  LessonTelling(Terminal terminal, SocketProvider provider, boolean freePorts, boolean json) {
    this.terminal = terminal;
    this.provider = provider;
    this.freePorts = freePorts;
    this.json = json;
    this.locale = terminal.texts().locale();
  }

  /**
   * Runs them one after the other.
   *
   * @return the exit status
   */
  int all(List<Lesson> lessons) {
    try (Workbench workbench = Workbench.open(provider, LOG_BYTES)) {
      for (Lesson each : lessons) {
        if (!freePorts && isTaken(workbench, each)) {
          return ExitStatus.REFUSED;
        }
        LessonPorts ports = freePorts ? LessonPorts.free(each, provider) : LessonPorts.AS_WRITTEN;
        try (var run = new LessonRun(each, workbench, ports, Abilities.here(provider))) {
          tell(run);
        }
      }
    }
    boolean good = unexpected == 0;
    if (!json) {
      terminal.line("");
      String sum =
          terminal.say(
              answers == 0 ? "cli.lesson.none" : good ? "cli.lesson.all" : "cli.lesson.some",
              String.valueOf(answers - unexpected),
              String.valueOf(answers));
      terminal.line(good ? terminal.good(sum) : terminal.bad(sum));
      if (skipped > 0) {
        terminal.line(terminal.say("cli.lesson.steps-skipped", String.valueOf(skipped)));
      }
    }
    return good ? ExitStatus.OK : ExitStatus.UNEXPECTED_ANSWER;
  }

  /** Whether somebody has a port that the lesson is about; that is said. */
  private boolean isTaken(Workbench workbench, Lesson lesson) {
    for (int port : LessonPorts.of(lesson)) {
      List<Holder> holders = workbench.outlook().holders(port).holders();
      if (!holders.isEmpty()) {
        String who =
            holders.stream()
                .flatMap(each -> each.processes().stream())
                .map(each -> terminal.shown(each.program()) + " (" + each.pid() + ")")
                .distinct()
                .collect(Collectors.joining(", "));
        terminal.tell(
            terminal.say("cli.lesson.taken", String.valueOf(port), who.isEmpty() ? "?" : who));
        return true;
      }
    }
    return false;
  }

  private void tell(LessonRun run) {
    Lesson lesson = run.lesson();
    if (!json) {
      terminal.line("");
      terminal.line(terminal.strong(in(lesson.title())));
      terminal.line(in(lesson.about()));
      if (!run.ports().replaced().isEmpty()) {
        terminal.line(terminal.say("cli.lesson.other-ports", run.ports().replaced()));
      }
    }
    int number = 1;
    for (LessonStep step : lesson.steps()) {
      if (!json) {
        terminal.line("");
        terminal.line(terminal.strong(number + ". " + in(step.title())));
        terminal.line(INDENT + in(step.text()));
        Question question = step.question();
        if (question != null) {
          terminal.line(INDENT + terminal.strong(in(question.ask())));
          question.choices().forEach(each -> terminal.line(INDENT + "– " + in(each.words())));
        }
        terminal.flush();
      }
      StepResult result = run.next();
      if (json) {
        object(lesson, number, result, run.ports());
      } else {
        told(step, result, run.ports());
      }
      terminal.flush();
      number++;
    }
  }

  private void told(LessonStep step, StepResult result, LessonPorts ports) {
    switch (result) {
      case StepResult.Skipped(Set<Need> missing) -> {
        skipped++;
        terminal.line(INDENT + terminal.say("cli.lesson.skipped", words(missing)));
        Words elsewhere = step.elsewhere();
        if (elsewhere != null) {
          terminal.line(INDENT + terminal.say("cli.lesson.documented", in(elsewhere)));
        }
      }
      case StepResult.Ran(List<DeedResult> deeds) -> {
        deeds.forEach(each -> told(each, ports));
        Question question = step.question();
        if (question != null) {
          question.choices().stream()
              .filter(Question.Choice::right)
              .forEach(
                  each ->
                      terminal.line(INDENT + terminal.say("cli.lesson.right", in(each.words()))));
        }
        terminal.line(
            INDENT + terminal.say("cli.lesson.why", in(step.why()), terminal.faint(step.source())));
      }
    }
  }

  private void told(DeedResult each, LessonPorts ports) {
    count(each);
    String mark = terminal.mark(each.asExpected());
    terminal.line(INDENT + "• " + terminal.say(Answers.done(each.deed(), ports)));
    String answer = terminal.shown(terminal.say(each.answer()));
    terminal.line(
        INDENT
            + "  "
            + (each.asExpected()
                ? terminal.good(mark) + " " + answer
                : terminal.bad(mark)
                    + " "
                    + terminal.say(
                        "cli.lesson.expected",
                        answer,
                        terminal.say(Answers.expected(each.deed().expected())))));
  }

  private void count(DeedResult each) {
    answers++;
    unexpected += each.asExpected() ? 0 : 1;
  }

  private void object(Lesson lesson, int number, StepResult result, LessonPorts ports) {
    Json step = Json.event("step").with("lesson", lesson.name()).with("step", number);
    switch (result) {
      case StepResult.Skipped(Set<Need> missing) ->
          terminal.line(
              step.with("skipped", missing.stream().map(Need::word).sorted().toList()).toString());
      case StepResult.Ran ran -> {
        var deeds = new ArrayList<Object>();
        for (DeedResult each : ran.deeds()) {
          count(each);
          deeds.add(
              Map.of(
                  "does", terminal.say(Answers.done(each.deed(), ports)),
                  "expected", terminal.say(Answers.expected(each.deed().expected())),
                  "answer", terminal.say(each.answer()),
                  "asExpected", each.asExpected()));
        }
        terminal.line(step.with("asExpected", ran.asExpected()).with("deeds", deeds).toString());
      }
    }
  }

  private String words(Set<Need> needs) {
    return needs.stream()
        .sorted()
        .map(each -> terminal.say("lesson.need." + each.word()))
        .collect(Collectors.joining(", "));
  }

  private String in(Words words) {
    return terminal.shown(words.in(locale));
  }
}
