package org.portbound.decode;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * What the current thread has used. Reached by name, because the module itself has no use for
 * {@code jdk.management}.
 */
final class Meter {
  private static final MethodHandle CPU_NS = find("getCurrentThreadCpuTime");
  private static final MethodHandle ALLOCATED_BYTES = find("getCurrentThreadAllocatedBytes");

  private Meter() {}

  private static MethodHandle find(String method) {
    try {
      Object threads =
          Class.forName("java.lang.management.ManagementFactory")
              .getMethod("getThreadMXBean")
              .invoke(null);
      Class<?> type = Class.forName("com.sun.management.ThreadMXBean");
      return MethodHandles.publicLookup()
          .findVirtual(type, method, MethodType.methodType(long.class))
          .bindTo(threads);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** Processor time, in nanoseconds. */
  static long cpuNs() {
    return ask(CPU_NS);
  }

  /** On the heap, in bytes, whether it is still there or not. */
  static long allocatedBytes() {
    return ask(ALLOCATED_BYTES);
  }

  private static long ask(MethodHandle question) {
    try {
      return (long) question.invokeExact();
    } catch (Throwable e) {
      throw new AssertionError(e);
    }
  }
}
