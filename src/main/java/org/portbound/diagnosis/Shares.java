package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.portbound.socket.ProcessReader;

/** Deals processes out to a few threads, for most of the time of a scan is the kernel's. */
final class Shares {
  /** Below this many processes a second thread takes longer to start than to help. */
  private static final int WORTH_A_THREAD = 64;

  private static final int MOST_THREADS = 4;

  private Shares() {}

  /**
   * Does the work on every process; some of them on the calling thread.
   *
   * @param work is given some of the processes, in their order; runs on several threads at once,
   *     each with a reader of its own
   * @return what came of each share, in the order of the processes
   */
  static <T> List<T> work(
      List<Integer> pids,
      ProcessReaders readers,
      BiFunction<List<Integer>, ProcessReader, T> work) {
    var parts = new ArrayList<List<Integer>>();
    for (int begin = 0; begin < pids.size(); begin += WORTH_A_THREAD) {
      parts.add(pids.subList(begin, Math.min(pids.size(), begin + WORTH_A_THREAD)));
    }
    return each(parts, readers, work);
  }

  /**
   * Does the work on every part, some of them on the calling thread. Who is done with a part takes
   * the next, so that a thread that is held up holds nobody up.
   */
  static <P, T> List<T> each(
      List<P> parts, ProcessReaders readers, BiFunction<P, ProcessReader, T> work) {
    var next = new AtomicInteger();
    Callable<Map<Integer, T>> worker =
        () -> {
          var done = new HashMap<Integer, T>();
          try (ProcessReader reader = readers.open()) {
            for (int i = next.getAndIncrement(); i < parts.size(); i = next.getAndIncrement()) {
              done.put(i, work.apply(parts.get(i), reader));
            }
          }
          return done;
        };
    int threads = Math.min(Runtime.getRuntime().availableProcessors(), MOST_THREADS);
    var beside = new ArrayList<FutureTask<Map<Integer, T>>>();
    for (int i = 1; i < Math.min(threads, parts.size()); i++) {
      beside.add(start("holder-scan-" + i, worker));
    }
    var here = new FutureTask<>(worker);
    here.run();
    var results = new TreeMap<Integer, T>(result(here));
    beside.forEach(each -> results.putAll(result(each)));
    return List.copyOf(results.values());
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
