package org.portbound.capture;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Actions that any thread asks for and one thread performs, until it ends. {@code endLock} guards
 * {@link #ended} against the queue: nothing is queued after the end.
 */
final class CommandQueue {
  private record Command(Runnable action, CompletableFuture<@Nullable Void> done) {
    void run() {
      try {
        action.run();
        done.complete(null);
      } catch (RuntimeException | Error e) {
        done.completeExceptionally(e);
      }
    }
  }

  private final Object endLock = new Object();
  private final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();
  private final Runnable wakeUp;
  private boolean ended;

  /**
   * @param wakeUp makes the performing thread look at the queue; never called after the end
   */
  CommandQueue(Runnable wakeUp) {
    this.wakeUp = wakeUp;
  }

  /**
   * Has the action performed and waits for it; not to be called on the performing thread.
   *
   * @return false if that thread has ended
   */
  boolean perform(Runnable action) {
    var command = new Command(action, new CompletableFuture<>());
    synchronized (endLock) {
      if (ended) {
        return false;
      }
      commands.add(command);
      wakeUp.run();
    }
    try {
      command.done.join();
    } catch (CompletionException e) {
      throw new IllegalStateException("the receiving thread could not do it", e.getCause());
    }
    return true;
  }

  /** Makes the performing thread look at the queue, if it has not ended. */
  void wakeUp() {
    synchronized (endLock) {
      if (!ended) {
        wakeUp.run();
      }
    }
  }

  /** Performs what is there. */
  void runAll() {
    for (Command next = commands.poll(); next != null; next = commands.poll()) {
      next.run();
    }
  }

  /** Waits so long for one command, and performs it. */
  void runOneWithin(int timeoutMs) throws InterruptedException {
    Command next = commands.poll(timeoutMs, TimeUnit.MILLISECONDS);
    if (next != null) {
      next.run();
    }
  }

  boolean hasEnded() {
    synchronized (endLock) {
      return ended;
    }
  }

  /** Takes no more commands, and runs the last action while none can come; then what was queued. */
  void end(Runnable last) {
    synchronized (endLock) {
      ended = true;
      last.run();
    }
    runAll();
  }
}
