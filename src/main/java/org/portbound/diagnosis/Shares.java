package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Deals processes out to a few threads, for most of the time of a scan is the kernel's. */
final class Shares {
  /** Below this many processes a second thread takes longer to start than to help. */
  private static final int WORTH_A_THREAD = 64;

  private static final int MOST_THREADS = 4;

  private Shares() {}

  /**
   * Does the work on every process; some of them on the calling thread.
   *
   * @param work is given some of the processes, in their order; runs on several threads at once
   * @return what came of each share, in the order of the processes
   */
  static <T> List<T> work(List<Integer> pids, Function<List<Integer>, T> work) {
    var parts = new ArrayList<List<Integer>>();
    for (int begin = 0; begin < pids.size(); begin += WORTH_A_THREAD) {
      parts.add(pids.subList(begin, Math.min(pids.size(), begin + WORTH_A_THREAD)));
    }
    return each(parts, work);
  }

  /**
   * Does the work on every part, some of them on the calling thread. Who is done with a part takes
   * the next, so that a thread that is held up holds nobody up.
   */
  static <P, T> List<T> each(List<P> parts, Function<P, T> work) {
    var results = new ArrayList<FutureTask<T>>();
    for (P part : parts) {
      results.add(new FutureTask<>(() -> work.apply(part)));
    }
    var next = new AtomicInteger();
    Runnable worker =
        () -> {
          for (int i = next.getAndIncrement(); i < results.size(); i = next.getAndIncrement()) {
            results.get(i).run();
          }
        };
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
    for (int i = 1; i < Math.min(threads, parts.size()); i++) {
      Thread.ofPlatform().name("holder-scan-" + i).daemon().start(worker);
    }
    worker.run();
    return results.stream().map(Shares::result).toList();
  }

  /** Does something beside, on a thread of this name. */
  static <T> FutureTask<T> start(String name, Callable<T> work) {
    var task = new FutureTask<T>(work);
    Thread.ofPlatform().name(name).daemon().start(task);
    return task;
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
