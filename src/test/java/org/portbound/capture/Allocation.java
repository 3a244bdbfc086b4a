package org.portbound.capture;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * How much the current thread has allocated on the heap. Reached by name, because the module itself
 * has no use for {@code jdk.management}.
 */
public final class Allocation {
  private static final MethodHandle ALLOCATED = find();

  private Allocation() {}

  private static MethodHandle find() {
    try {
      var lookup = MethodHandles.publicLookup();
      Object threads =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      return lookup
          .findVirtual(
              Class.forName("com.sun.management.ThreadMXBean"),
              "getCurrentThreadAllocatedBytes",
              MethodType.methodType(long.class))
          .bindTo(threads);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Bytes since the thread began. */
  public static long ofCurrentThreadBytes() {
    try {
      return (long) ALLOCATED.invokeExact();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
