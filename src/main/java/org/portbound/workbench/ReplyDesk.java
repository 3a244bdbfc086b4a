package org.portbound.workbench;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;

/**
 * Closes the sockets that were only open for replies, when the time for those is over. It has the
 * thread "workbench-replies".
 */
final class ReplyDesk implements AutoCloseable {
  private final Lock commands;
  private final ListenerDesk desk;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("workbench-replies").daemon().factory());
  private final Map<Integer, Future<?>> waiting = new ConcurrentHashMap<>();

  ReplyDesk(Lock commands, ListenerDesk desk) {
    this.commands = commands;
    this.desk = desk;
  }

  /** Closes this listener when the wait is over. */
  void closeAfter(ReplyWait wait) {
    int listener = wait.listener();
    waiting.put(
        listener,
        thread.schedule(() -> end(listener), wait.length().toMillis(), TimeUnit.MILLISECONDS));
  }

  /** Closes it now, if it is one of these; whether it was. */
  boolean end(int listener) {
    Future<?> planned = waiting.remove(listener);
    if (planned == null) {
      return false;
    }
    planned.cancel(false);
    commands.lock();
    try {
      return desk.remove(listener);
    } finally {
      commands.unlock();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
