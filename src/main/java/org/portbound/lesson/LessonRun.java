package org.portbound.lesson;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.portbound.workbench.Chronicle;
import org.portbound.workbench.PeerAction;
import org.portbound.workbench.Workbench;

/**
 * A lesson under way on a workbench. It opens what its steps open and nothing else, and closes all
 * of it when it goes back or ends; what the workbench had open before is left alone.
 *
 * <p>One thread at a time, which may not be the JavaFX thread: every method but the plain questions
 * blocks, up to some seconds.
 */
public final class LessonRun implements AutoCloseable {
  private final Lesson lesson;
  private final Workbench workbench;
  private final LessonPorts ports;
  private final Set<Need> met;
  private final Cast cast;
  private final DeedRunner deeds;
  private final List<StepResult> results = new ArrayList<>();

  /**
   * A run that has done nothing yet.
   *
   * @param ports which ports it uses
   * @param met what this system has, see {@link Abilities#here}
   */
  public LessonRun(Lesson lesson, Workbench workbench, LessonPorts ports, Set<Need> met) {
    this.lesson = lesson;
    this.workbench = workbench;
    this.ports = ports;
    this.met = Set.copyOf(met);
    this.cast = new Cast(workbench);
    this.deeds = new DeedRunner(workbench, cast, ports);
  }

  /** The lesson. */
  public Lesson lesson() {
    return lesson;
  }

  /** Which ports it uses. */
  public LessonPorts ports() {
    return ports;
  }

  /** What came of the steps that were run, in their order. */
  public List<StepResult> results() {
    return List.copyOf(results);
  }

  /** Numbers of the listeners that it has opened, those that are closed by now too. */
  public List<Integer> listeners() {
    return cast.allListeners();
  }

  /** Whether every step has been run. */
  public boolean isOver() {
    return results.size() == lesson.steps().size();
  }

  /** What this system lacks for a step; empty if it can be shown. */
  public Set<Need> missing(LessonStep step) {
    Set<Need> missing = EnumSet.noneOf(Need.class);
    missing.addAll(step.needs());
    missing.removeAll(met);
    return missing;
  }

  /**
   * Runs the next step.
   *
   * @throws IllegalStateException if there is none
   */
  public StepResult next() {
    return Chronicle.unnoted(this::runNext);
  }

  private StepResult runNext() {
    if (isOver()) {
      throw new IllegalStateException("no step is left");
    }
    LessonStep step = lesson.steps().get(results.size());
    Set<Need> missing = missing(step);
    StepResult result =
        missing.isEmpty()
            ? new StepResult.Ran(step.deeds().stream().map(deeds::run).toList())
            : new StepResult.Skipped(missing);
    results.add(result);
    return result;
  }

  /**
   * Goes to where a number of steps have been run: closes everything and runs them again, if it is
   * back; runs the ones between, if it is ahead.
   *
   * @param steps how many, from 0 to all
   */
  public void goTo(int steps) {
    if (steps < results.size()) {
      reset();
    }
    while (results.size() < steps) {
      next();
    }
  }

  /** Closes all that the run opened; the next step is the first one again. */
  public void reset() {
    results.clear();
    Chronicle.unnoted(this::closeAll);
    cast.clear();
  }

  private boolean closeAll() {
    cast.allListeners().forEach(workbench::close);
    cast.allPeers().forEach(each -> workbench.processes().act(each, PeerAction.CLOSE));
    cast.allListeners().forEach(workbench::dismiss);
    return true;
  }

  /** Closes all that the run opened. */
  @Override
  public void close() {
    reset();
  }
}
