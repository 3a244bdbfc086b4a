package org.portbound.ui.control;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.application.Platform;

/**
 * Runs what may block on the thread "window-commands", one after the other, or, if it only reads,
 * on a thread of its own, and brings each result back to the JavaFX thread. Called on the JavaFX
 * thread.
 */
public final class Commands implements AutoCloseable {
  private static final long CLOSE_TIMEOUT_S = 5;

  /** So long an end waits for commands under way: a closed window is gone within a second. */
  private static final long UNDER_WAY_MS = 700;

  private final ExecutorService thread;
  private final Consumer<Throwable> faults;

  /**
   * @param faults takes what nobody expected, on the JavaFX thread
   */
  public Commands(Consumer<Throwable> faults) {
    this.faults = faults;
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("window-commands").daemon(true).factory());
  }

  /**
   * Runs a command, then hands its result over on the JavaFX thread.
   *
   * @param <T> what the command returns
   */
  public <T> void run(Callable<T> command, Consumer<T> then) {
    thread.execute(() -> perform(command, then));
  }

  private <T> void perform(Callable<T> work, Consumer<T> then) {
    try {
      T result = work.call();
      Platform.runLater(() -> then.accept(result));
    } catch (Exception | Error e) {
      unexpected(e);
    }
  }

  /**
   * Runs what only reads, beside the commands and beside each other, then hands its result over on
   * the JavaFX thread; results may come in another order.
   *
   * @param <T> what is read
   */
  public <T> void ask(Callable<T> question, Consumer<T> then) {
    Thread.ofVirtual().name("window-question").start(() -> perform(question, then));
  }

  /** Shows what nobody expected; any thread. */
  public void unexpected(Throwable error) {
    Platform.runLater(() -> faults.accept(error));
  }

  /**
   * Runs this as the last command and ends the thread. What is under way gets a moment; if it takes
   * longer, the thread is left to the end of the process and the last command is not run.
   *
   * @return whether the last command was begun
   */
  public boolean closeAfter(Runnable last) {
    var begun = new CountDownLatch(1);
    thread.execute(
        () -> {
          begun.countDown();
          last.run();
        });
    thread.shutdown();
    try {
      if (!begun.await(UNDER_WAY_MS, TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    return true;
  }

  /** Ends the thread after what is under way. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_TIMEOUT_S, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
