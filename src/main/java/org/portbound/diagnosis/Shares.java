package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/** Deals processes out to a few threads, for most of the time of a scan is the kernel's. */
final class Shares {
  /** Below this many processes a second thread takes longer to start than to help. */
  private static final int WORTH_A_THREAD = 64;

  private static final int MOST_THREADS = 4;

  private Shares() {}

  /**
   * Does the work on every process; one share of them on the calling thread.
   *
   * @param work is given some of the processes, in their order; runs on several threads at once
   * @return what came of each share
   */
  static <T> List<T> work(List<Integer> pids, Function<List<Integer>, T> work) {
    int shares =
        Math.clamp(
            Math.min(Runtime.getRuntime().availableProcessors(), pids.size() / WORTH_A_THREAD),
            1,
            MOST_THREADS);
    var parts = new ArrayList<List<Integer>>();
    for (int share = 0; share < shares; share++) {
      parts.add(share(pids, share, shares));
    }
    return each(parts, work);
  }

  /** Does the work on every part at once; the first on the calling thread. */
  static <P, T> List<T> each(List<P> parts, Function<P, T> work) {
    var tasks = new ArrayList<FutureTask<T>>();
    for (int i = 1; i < parts.size(); i++) {
      P part = parts.get(i);
      tasks.add(start("holder-scan-" + i, () -> work.apply(part)));
    }
    var results = new ArrayList<T>();
    if (!parts.isEmpty()) {
      results.add(work.apply(parts.getFirst()));
    }
    for (FutureTask<T> each : tasks) {
      results.add(result(each));
    }
    return results;
  }

  /** Does something beside, on a thread of this name. */
  static <T> FutureTask<T> start(String name, Callable<T> work) {
    var task = new FutureTask<T>(work);
    Thread.ofPlatform().name(name).daemon().start(task);
    return task;
  }

  /** Every so many-th, for neighbours are often alike. */
  private static List<Integer> share(List<Integer> pids, int first, int step) {
    var some = new ArrayList<Integer>(pids.size() / step + 1);
    for (int i = first; i < pids.size(); i += step) {
      some.add(pids.get(i));
    }
    return some;
  }

  /** What came of it. It ends by itself, soon: an interruption is kept for later. */
  static <T> T result(FutureTask<T> task) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
