package org.portbound.workbench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Receiver;
import org.portbound.file.RecordPlan;
import org.portbound.file.RecordStart;
import org.portbound.file.RecordState;
import org.portbound.file.RecordedListeners;
import org.portbound.file.Recorder;
import org.portbound.text.Message;
import org.portbound.workbench.Notices.Severity;

/**
 * Records to disk what all listeners receive, one recording at a time. An error ends the recording
 * and becomes a notice; receiving goes on.
 *
 * <p>Threads: any. {@link #start} and {@link #stop} block and run one at a time under {@code this};
 * {@link #state} never waits.
 */
public final class Recording {
  /** How often it is looked whether something waits in memory, in milliseconds. */
  private static final long LOOK_MS = 250;

  private final Receiver receiver;
  private final Supplier<List<ListenerView>> listeners;
  private final Notices notices;
  private final AtomicLong revision;
  private volatile @Nullable Recorder recorder;

  /** Guarded by {@code this}; there while a recording is. */
  private @Nullable ScheduledExecutorService timer;

  Recording(
      Receiver receiver,
      Supplier<List<ListenerView>> listeners,
      Notices notices,
      AtomicLong revision) {
    this.receiver = receiver;
    this.listeners = listeners;
    this.notices = notices;
    this.revision = revision;
  }

  /** Begins a recording; not while another one runs. */
  public synchronized RecordResult start(RecordPlan plan) {
    if (state().filter(RecordState::running).isPresent()) {
      return new RecordResult.NotRecording(Message.of("workbench.record.running"));
    }
    stop();
    return switch (Recorder.start(plan, names(), new Reports())) {
      case RecordStart.NotStarted(Message why) -> new RecordResult.NotRecording(why);
      case RecordStart.Started(Recorder started) -> {
        recorder = started;
        if (!receiver.addTap(started)) {
          started.ended();
        }
        timer = look(started);
        revision.incrementAndGet();
        yield new RecordResult.Recording(started.state());
      }
    };
  }

  /**
   * Ends the recording, if one runs; its file is complete when this returns.
   *
   * @return how it ended, as {@link #state} tells it from now on
   */
  public synchronized Optional<RecordState> stop() {
    ScheduledExecutorService running = timer;
    if (running != null) {
      timer = null;
      running.shutdown();
      endRecorder();
      revision.incrementAndGet();
    }
    return state();
  }

  private void endRecorder() {
    Recorder ending = recorder;
    if (ending != null) {
      receiver.removeTap(ending);
      ending.awaitEnd();
    }
  }

  /** How the recording stands or ended, or empty if there was none. */
  public Optional<RecordState> state() {
    return Optional.ofNullable(recorder).map(Recorder::state);
  }

  private ScheduledExecutorService look(Recorder at) {
    ScheduledExecutorService started =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("workbench-record").daemon().factory());
    started.scheduleWithFixedDelay(
        () -> {
          if (at.waiting()) {
            receiver.wakeUp();
          }
        },
        LOOK_MS,
        LOOK_MS,
        TimeUnit.MILLISECONDS);
    return started;
  }

  /** Names of listeners, and the drops of those that are open now. */
  private RecordedListeners names() {
    Map<Integer, Long> drops = new HashMap<>();
    listeners.get().forEach(each -> drops.put(each.number(), each.droppedByKernel().orElse(0)));
    return new RecordedListeners() {
      @Override
      public String name(int listener) {
        return listeners.get().stream()
            .filter(each -> each.number() == listener)
            .findFirst()
            .map(each -> "#" + listener + " " + each.local())
            .orElse("#" + listener);
      }

      @Override
      public long droppedBefore(int listener) {
        return drops.getOrDefault(listener, 0L);
      }
    };
  }

  private final class Reports implements Recorder.Events {
    @Override
    public void stopped(Message why) {
      notices.add(Severity.ERROR, why, null);
    }

    @Override
    public void warning(Message what) {
      notices.add(Severity.WARNING, what, null);
    }
  }
}
