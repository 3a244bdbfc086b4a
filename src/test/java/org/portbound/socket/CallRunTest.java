package org.portbound.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that are counted. */
@Timeout(20)
final class CallRunTest {
  private final CallRun run = new CallRun(7, "recvmmsg", "7, …");

  @Test
  void sumsAndTheLastResult() {
    long now = System.nanoTime();
    run.returned(now, 64, 64, 640);
    run.failed(now + 1_000, Errno.EAGAIN);
    assertEquals("recvmmsg(7, …) = -1 " + Errno.EAGAIN, run.totals().lastCall().toString());
    run.returned(now + 2_000, 0, 0, 0);
    CallTotals totals = run.totals();
    assertEquals("recvmmsg(7, …) = 0", totals.lastCall().toString());
    assertEquals(3, totals.calls());
    assertEquals(64, totals.datagrams());
    assertEquals(640, totals.bytes());
    assertEquals(1, totals.empty());
    assertEquals(Map.of("EAGAIN", 1L), totals.failures());
    assertEquals(2_000, Duration.between(totals.first(), totals.last()).toNanos());
  }

  @Test
  void whatCameSinceHasItsOwnBeginning() {
    long now = System.nanoTime();
    run.returned(now, 64, 64, 640);
    run.failed(now, Errno.EAGAIN);
    CallTotals before = run.totals();
    run.beginSection();
    run.returned(now + 5_000, 2, 2, 20);
    run.returned(now + 6_000, 1, 1, 10);
    CallTotals since = run.totals().since(before);
    assertEquals(2, since.calls());
    assertEquals(3, since.datagrams());
    assertEquals(30, since.bytes());
    assertEquals(Map.of(), since.failures());
    assertNull(since.errno());
    assertEquals(1_000, Duration.between(since.first(), since.last()).toNanos());
    assertEquals(4, before.and(since).calls());
    assertEquals(before.first(), before.and(since).first());
  }

  @Test
  void manyKindsOfErrorsAreNoneTooMany() {
    for (int i = 0; i < 20; i++) {
      run.failed(System.nanoTime(), new Errno("E" + i, "x"));
    }
    CallTotals totals = run.totals();
    assertEquals(20, totals.failures().values().stream().mapToLong(Long::longValue).sum());
    assertEquals("E19", Objects.requireNonNull(totals.errno()).name());
  }

  /** Who reads while another thread counts never sees half a call. */
  @Test
  void readersSeeWholeCalls() throws InterruptedException {
    var stop = new AtomicBoolean();
    Thread counting =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!stop.get()) {
                    run.returned(System.nanoTime(), 3, 3, 300);
                  }
                });
    for (int i = 0; i < 20_000; i++) {
      CallTotals totals = run.totals();
      assertEquals(3 * totals.calls(), totals.datagrams());
      assertEquals(300 * totals.calls(), totals.bytes());
    }
    stop.set(true);
    counting.join();
    assertTrue(run.totals().calls() > 0);
  }
}
