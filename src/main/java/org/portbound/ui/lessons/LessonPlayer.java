package org.portbound.ui.lessons;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Holder;
import org.portbound.lesson.Abilities;
import org.portbound.lesson.Lesson;
import org.portbound.lesson.LessonPorts;
import org.portbound.lesson.LessonRun;
import org.portbound.lesson.LessonStep;
import org.portbound.lesson.StepResult;
import org.portbound.text.Message;
import org.portbound.ui.control.Commands;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Workbench;

/**
 * The lesson that is under way, and which of its steps is in sight. What is in sight and what is
 * open always fit: one step back closes what the step had opened. JavaFX thread; runs on the
 * window's commands.
 */
final class LessonPlayer {
  private final Commands commands;
  private final Workbench workbench;

  /** What was chosen for a step, by the place of the choice; kept while the lesson is open. */
  private final Map<LessonStep, Integer> chosen = new HashMap<>();

  /** Lessons that were run to their end, by their names. */
  private final Set<String> finished = new HashSet<>();

  /** Lessons that were opened from a file. */
  private final List<Lesson> opened = new ArrayList<>();

  /** Wants to know that something else is to be shown. */
  private Runnable changed = () -> {};

  private @Nullable LessonRun run;
  private List<StepResult> results = List.of();

  /** Numbers of the listeners that the lesson has opened. */
  private List<Integer> sockets = List.of();

  private int step;
  private boolean busy;

  /** Counts what was begun and left: what an earlier one comes to is not shown any more. */
  private int turn;

  private Obstacle obstacle = Obstacle.NONE;

  /**
   * What keeps a lesson from being run as it is written.
   *
   * @param port the port that is taken, or 0
   * @param holders by whom
   */
  record Obstacle(int port, List<Message> holders) {
    static final Obstacle NONE = new Obstacle(0, List.of());
  }

  LessonPlayer(Commands commands, Workbench workbench) {
    this.commands = commands;
    this.workbench = workbench;
  }

  /** Who shows it: a window in another language takes the place of the one before. */
  void onChange(Runnable shows) {
    changed = shows;
  }

  Map<LessonStep, Integer> chosen() {
    return chosen;
  }

  Set<String> finished() {
    return finished;
  }

  List<Lesson> opened() {
    return opened;
  }

  /** Leaves the lesson that is under way and begins another. */
  void begin(Lesson lesson, boolean freePorts) {
    LessonRun before = run;
    int mine = ++turn;
    busy = true;
    changed.run();
    commands.run(
        () -> {
          if (before != null) {
            before.close();
          }
          var ports =
              freePorts ? LessonPorts.free(lesson, workbench.provider()) : LessonPorts.AS_WRITTEN;
          Obstacle taken = freePorts ? Obstacle.NONE : taken(lesson);
          var met = Abilities.here(workbench.provider());
          return new Begun(new LessonRun(lesson, workbench, ports, met), taken);
        },
        begun -> {
          if (mine != turn) {
            return;
          }
          run = begun.run();
          obstacle = begun.obstacle();
          results = List.of();
          sockets = List.of();
          step = 0;
          busy = false;
          changed.run();
        });
  }

  private record Begun(LessonRun run, Obstacle obstacle) {}

  private record Played(List<StepResult> results, List<Integer> sockets) {}

  private Obstacle taken(Lesson lesson) {
    for (int port : LessonPorts.of(lesson)) {
      List<Holder> holders = workbench.outlook().holders(port).holders();
      if (!holders.isEmpty()) {
        return new Obstacle(port, holders.stream().map(LessonPlayer::name).distinct().toList());
      }
    }
    return Obstacle.NONE;
  }

  private static Message name(Holder holder) {
    if (holder.ownListener().isPresent()) {
      return Message.of("ui.lessons.own-listener", holder.ownListener().getAsInt());
    }
    return holder.processes().isEmpty()
        ? Message.of("ui.lessons.unseen-holder")
        : Message.of(
            "ui.lessons.holder",
            holder.processes().getFirst().program(),
            holder.processes().getFirst().pid());
  }

  /** Closes what the lesson opened; no lesson is under way then. */
  void leave() {
    LessonRun left = run;
    int mine = ++turn;
    busy = false;
    run = null;
    results = List.of();
    step = 0;
    obstacle = Obstacle.NONE;
    if (left != null) {
      busy = true;
      commands.run(
          () -> {
            left.close();
            return true;
          },
          _ -> {
            busy &= mine != turn;
            changed.run();
          });
    }
    changed.run();
  }

  /** The lesson under way, or null. */
  @Nullable LessonRun run() {
    return run;
  }

  /** The step in sight, or null where no lesson is under way. */
  @Nullable LessonStep shown() {
    return run == null ? null : run.lesson().steps().get(step);
  }

  /** Its place, from 0. */
  int step() {
    return step;
  }

  /** What came of the step in sight, or null if it has not been run. */
  @Nullable StepResult result() {
    return step < results.size() ? results.get(step) : null;
  }

  /** What came of the steps so far. */
  List<StepResult> results() {
    return results;
  }

  /** What the lesson has opened, as it is now. */
  List<ListenerView> listeners() {
    return workbench.listeners().stream().filter(each -> sockets.contains(each.number())).toList();
  }

  boolean busy() {
    return busy;
  }

  Obstacle obstacle() {
    return obstacle;
  }

  boolean hasNext() {
    return run != null && step + 1 < run.lesson().steps().size();
  }

  /** Runs the step in sight, again if it was run before. */
  void runStep() {
    goTo(step, step + 1, step);
  }

  /** Runs all steps from the first one on; the last comes in sight. */
  void runAll() {
    LessonRun playing = run;
    if (playing != null) {
      int all = playing.lesson().steps().size();
      goTo(0, all, all - 1);
    }
  }

  /** Shows the next step. */
  void next() {
    if (hasNext() && result() != null) {
      step++;
      changed.run();
    }
  }

  /** Shows the step before, with all as it was after that one. */
  void back() {
    if (step > 0) {
      goTo(step, step, step - 1);
    }
  }

  /**
   * Has the run go to one place and then to another.
   *
   * @param first steps that have been run in between
   * @param last steps that have been run at the end
   * @param inSight the step that is in sight then
   */
  private void goTo(int first, int last, int inSight) {
    LessonRun playing = run;
    if (playing == null || busy) {
      return;
    }
    int mine = turn;
    busy = true;
    changed.run();
    commands.run(
        () -> {
          playing.goTo(first);
          playing.goTo(last);
          return new Played(playing.results(), playing.listeners());
        },
        done -> {
          if (mine == turn) {
            busy = false;
            results = done.results();
            sockets = done.sockets();
            step = inSight;
          }
          changed.run();
        });
  }
}
