package org.portbound.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ctrl+C (SIGINT) and SIGTERM as a wish: the run that watches for it ends by itself, says its last
 * word, and the process returns the run's own exit status instead of the signal's.
 *
 * <p>Threads: made, asked and closed by the thread that runs; the virtual machine's shutdown hook
 * sets {@link #requested} and then waits for the run to close this.
 */
final class Interruption implements AutoCloseable {
  /** How long a run may take to end before the process ends without it. */
  private static final long GRACE_MS = 5_000;

  private final Thread runner = Thread.currentThread();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = Thread.ofPlatform().name("cli-interrupt").unstarted(this::request);
  private volatile boolean requested;
  private volatile int status = ExitStatus.DEFECT;

  private Interruption() {}

  /** Watches from now on until closed, for the calling thread. */
  static Interruption watch() {
    var interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Whether the run is to end; a thread parked in {@code LockSupport} is woken for it. */
  boolean requested() {
    return requested;
  }

  /** What the process returns if it was interrupted. */
  void endWith(int exitStatus) {
    status = exitStatus;
  }

  /** The run has ended and written everything. */
  @Override
  public void close() {
    ended.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // The signal came this very moment: the hook runs, finds the latch open and ends us.
        requested = true;
      }
    }
  }

  private void request() {
    requested = true;
    LockSupport.unpark(runner);
    try {
      if (ended.await(GRACE_MS, TimeUnit.MILLISECONDS)) {
        // The only way to a status of our own: once a signal ends it, the virtual machine returns
        // 128 and the signal's number.
        Runtime.getRuntime().halt(status);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
