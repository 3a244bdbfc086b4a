package org.portbound.experiment;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Errno;
import org.portbound.socket.posix.KernelLab;

/**
 * Where an experiment is made.
 *
 * @param privateNetwork whether it has a network namespace of its own, so that nobody else's
 *     sockets or datagrams come in between
 * @param user the user who creates the sockets
 * @param otherUser another user who can create sockets too, or empty
 * @param refusal why there is no namespace of its own, or null
 */
public record Laboratory(
    boolean privateNetwork, int user, OptionalInt otherUser, @Nullable Errno refusal) {
  /** Linux's {@code nobody}, who has no sockets that this could disturb. */
  private static final int OTHER_UID = 65_534;

  /**
   * Makes an experiment on a thread of its own, and waits for it.
   *
   * @param name of the thread
   */
  static <T> T run(String name, Function<Laboratory, T> experiment) {
    return on(name, () -> experiment.apply(enter()));
  }

  /** Whether there are namespaces, and users of threads, at all. */
  static boolean isLinux() {
    return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
  }

  /** Runs something on a thread of its own, and waits for it even when interrupted. */
  private static <T> T on(String name, Callable<T> work) {
    var task = new FutureTask<T>(work);
    Thread.ofPlatform().name(name).daemon().start(task);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return task.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("the experiment ended early", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static Laboratory enter() {
    if (!isLinux()) {
      return new Laboratory(false, 0, OptionalInt.empty(), null);
    }
    Errno refusal = KernelLab.enterPrivateNetwork().orElse(null);
    int user = KernelLab.user();
    OptionalInt other =
        user != OTHER_UID && KernelLab.mayBeUser(OTHER_UID)
            ? OptionalInt.of(OTHER_UID)
            : OptionalInt.empty();
    return new Laboratory(refusal == null, user, other, refusal);
  }
}
