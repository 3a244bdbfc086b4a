package org.portbound.socket.posix;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Memory;
import jnr.ffi.Platform;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import org.portbound.socket.Errno;
import org.portbound.socket.Spawning;
import org.portbound.socket.SystemCall;

/**
 * Starts a program that inherits one descriptor of this process under its own number, and no other:
 * posix_spawn(3) with file actions. Java's own ProcessBuilder closes every descriptor above 2, and
 * jnr-posix's posix_spawnp takes no note of the error that the call returns.
 *
 * <p>Any thread; the calling one waits until the program has been executed.
 */
final class InheritingChild {
  /** posix_spawn_file_actions_t is opaque: 80 bytes in glibc (spawn.h) and musl alike. */
  private static final int FILE_ACTIONS_BYTES = 256;

  private static final int O_RDWR = 2;
  private static final int LAST_STANDARD_DESCRIPTOR = 2;
  private static final String NULL_DEVICE = "/dev/null";

  private InheritingChild() {}

  private static final class Libc {
    static final SpawnCalls CALLS =
        LibraryLoader.create(SpawnCalls.class)
            .load(Platform.getNativePlatform().getStandardCLibraryName());
    static final Runtime RUNTIME = Runtime.getRuntime(CALLS);
  }

  /**
   * Starts the program.
   *
   * @param descriptor the descriptor to inherit
   * @param command absolute path of the program and its arguments
   */
  static Spawning spawn(int descriptor, List<String> command) {
    Instant at = Instant.now();
    long began = System.nanoTime();
    Pointer pid = Memory.allocateDirect(Libc.RUNTIME, Integer.BYTES, true);
    Pointer actions = Memory.allocateDirect(Libc.RUNTIME, FILE_ACTIONS_BYTES, true);
    int error = Libc.CALLS.posix_spawn_file_actions_init(actions);
    if (error == 0) {
      error = spawn(pid, actions, descriptor, command);
      Libc.CALLS.posix_spawn_file_actions_destroy(actions);
    }
    int child = pid.getInt(0);
    String arguments =
        (error == 0 ? "[" + child + "]" : "[]") + ", \"" + command.getFirst() + "\", …";
    Errno errno = error == 0 ? null : Kernel.errnoOf(error);
    var call =
        new SystemCall(
            at, System.nanoTime() - began, descriptor, "posix_spawn", arguments, error, errno);
    if (errno != null) {
      return new Spawning.Failed(call, errno);
    }
    reap(child);
    return new Spawning.Spawned(child, call);
  }

  private static int spawn(Pointer pid, Pointer actions, int descriptor, List<String> command) {
    for (int standard = 0; standard <= LAST_STANDARD_DESCRIPTOR; standard++) {
      Libc.CALLS.posix_spawn_file_actions_addopen(actions, standard, NULL_DEVICE, O_RDWR, 0);
    }
    TreeSet<Integer> open = openDescriptors();
    open.add(descriptor);
    // A copy has no FD_CLOEXEC; copying onto itself keeps the flag in glibc before 2.29.
    int aside = open.last() + 1;
    Libc.CALLS.posix_spawn_file_actions_adddup2(actions, descriptor, aside);
    Libc.CALLS.posix_spawn_file_actions_adddup2(actions, aside, descriptor);
    Libc.CALLS.posix_spawn_file_actions_addclose(actions, aside);
    for (int each : open.tailSet(LAST_STANDARD_DESCRIPTOR, false)) {
      if (each != descriptor) {
        Libc.CALLS.posix_spawn_file_actions_addclose(actions, each);
      }
    }
    var environment = new ArrayList<String>();
    System.getenv().forEach((name, value) -> environment.add(name + "=" + value));
    var texts = new ArrayList<Pointer>();
    return Libc.CALLS.posix_spawn(
        pid,
        command.getFirst(),
        actions,
        Pointer.wrap(Libc.RUNTIME, 0),
        strings(command, texts),
        strings(environment, texts));
  }

  /**
   * What is open now. One that was closed in the meantime does no harm: posix_spawn overlooks a
   * close of what is not open.
   */
  private static TreeSet<Integer> openDescriptors() {
    var open = new TreeSet<Integer>();
    String[] names = new File("/proc/self/fd").list();
    for (String name : names == null ? new String[0] : names) {
      open.add(Integer.parseInt(name));
    }
    return open;
  }

  /**
   * A char*[] that ends with NULL.
   *
   * @param texts keeps the memory of the strings alive
   */
  private static Pointer strings(List<String> values, List<Pointer> texts) {
    int word = Libc.RUNTIME.addressSize();
    Pointer array =
        Memory.allocateDirect(Libc.RUNTIME, Math.multiplyExact(values.size() + 1, word), true);
    for (int i = 0; i < values.size(); i++) {
      byte[] bytes = values.get(i).getBytes(StandardCharsets.UTF_8);
      Pointer text = Memory.allocateDirect(Libc.RUNTIME, bytes.length + 1, true);
      text.put(0, bytes, 0, bytes.length);
      texts.add(text);
      array.putPointer((long) i * word, text);
    }
    texts.add(array);
    return array;
  }

  /** Waits for the child, so that it does not stay behind as a zombie. */
  private static void reap(int pid) {
    Thread.ofPlatform()
        .name("child-" + pid)
        .daemon()
        .start(() -> Libc.CALLS.waitpid(pid, Pointer.wrap(Libc.RUNTIME, 0), 0));
  }
}
