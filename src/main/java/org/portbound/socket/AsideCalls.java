package org.portbound.socket;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The socket calls that this process makes aside from what it is asked to do: to look at others'
 * sockets and at interfaces, and for experiments. They are counted by name and option, for there
 * are many of them. Any thread.
 */
public final class AsideCalls {
  private static final AsideCalls OF_PROCESS = new AsideCalls();

  private final Map<Kind, CallRun> runs = new ConcurrentHashMap<>();
  private final List<CallSource> sources = new CopyOnWriteArrayList<>();

  private record Kind(String name, String arguments) {}

  private AsideCalls() {}

  /** Those of this process, of all its threads. */
  public static AsideCalls ofProcess() {
    return OF_PROCESS;
  }

  /** What was counted so far; more may come. */
  public List<CallSource> sources() {
    return sources;
  }

  /**
   * Counts a call that was just made.
   *
   * @param descriptor of the listener's socket that it was made for, or −1
   * @param arguments what does not differ from call to call
   * @param errno its error, or null
   */
  public void count(
      int descriptor, String name, String arguments, long result, @Nullable Errno errno) {
    CallRun run = run(descriptor, name, arguments);
    // Several threads count here.
    synchronized (run) {
      if (errno == null) {
        run.returned(System.nanoTime(), result, 0, 0);
      } else {
        run.failed(System.nanoTime(), errno);
      }
    }
  }

  /**
   * Counts several calls that succeeded.
   *
   * @param arguments what does not differ from call to call
   * @param zeros how many of them returned 0
   * @param last what the last returned
   */
  public void count(String name, String arguments, long calls, long zeros, long last) {
    CallRun run = run(-1, name, arguments);
    synchronized (run) {
      run.returnedEach(System.nanoTime(), calls, zeros, last);
    }
  }

  private CallRun run(int descriptor, String name, String arguments) {
    return runs.computeIfAbsent(new Kind(name, arguments), _ -> begun(descriptor, name, arguments));
  }

  private CallRun begun(int descriptor, String name, String arguments) {
    var run = new CallRun(descriptor, name, arguments);
    sources.add(run);
    return run;
  }

  /** Counts calls of an experiment, whichever socket they were made on. */
  public void count(List<SystemCall> made) {
    for (SystemCall each : made) {
      count(-1, each.name(), general(each), each.result(), each.errno());
    }
  }

  /** The option stays, what differs from call to call goes. */
  private static String general(SystemCall call) {
    String[] parts = call.arguments().split(", ", 4);
    return call.name().equals("setsockopt") && parts.length == 4
        ? "…, " + parts[1] + ", " + parts[2] + ", …"
        : "…";
  }
}
