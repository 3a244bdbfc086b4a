package org.portbound.ui.control;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class CommandsTest {
  private final Commands commands = new Commands(fault -> {});
  private final AtomicBoolean closed = new AtomicBoolean();

  @Test
  void lastCommandIsRunToItsEnd() {
    assertTrue(commands.closeAfter(() -> closed.set(true)));

    assertTrue(closed.get());
  }

  @Test
  void endDoesNotWaitForACommandThatBlocks() throws InterruptedException {
    var begun = new CountDownLatch(1);
    var monitor = new Object();
    synchronized (monitor) {
      commands.run(() -> block(begun, monitor), nothing -> {});
      begun.await();

      assertFalse(commands.closeAfter(() -> closed.set(true)));
    }

    assertFalse(closed.get());
  }

  /** Until the monitor is free, whoever interrupts; no JavaFX runs here to take the result. */
  private static Object block(CountDownLatch begun, Object monitor) {
    Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> {});
    begun.countDown();
    synchronized (monitor) {
      return monitor;
    }
  }
}
