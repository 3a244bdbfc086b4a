package org.portbound.socket;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The calls of a series. Those that tell something new are kept until they are taken; the others
 * are counted, for they would bury what matters. Belongs to one thread, but for {@link
 * #repeated()}.
 */
public final class PendingCalls {
  /**
   * So many calls on options are kept in all: two series that share a socket may make thousands.
   */
  private static final int KEPT = 64;

  private final List<SystemCall> pending = new ArrayList<>();
  private final Set<String> failures = new HashSet<>();
  private final Map<String, CallRun> runs = new LinkedHashMap<>();
  private final List<CallSource> sources = new CopyOnWriteArrayList<>();
  private int kept;
  private boolean sent;

  /** None. */
  public PendingCalls() {}

  /** Calls that prepare a send. */
  public void prepared(List<SystemCall> made) {
    for (SystemCall each : made) {
      if (kept < KEPT || isNewFailure(each)) {
        kept++;
        pending.add(each);
      } else {
        repeated(each, 0, 0);
      }
    }
  }

  /** Whether no call has sent anything so far. */
  public boolean nothingSent() {
    return !sent;
  }

  /** A call that sends, or fails to: the first one, and the first of each failure, is kept. */
  public void sending(SystemCall call, int datagrams, long bytes) {
    if (isNewFailure(call) || !call.failed() && !sent) {
      sent |= !call.failed();
      pending.add(call);
    } else {
      repeated(call, datagrams, bytes);
    }
  }

  private boolean isNewFailure(SystemCall call) {
    Errno errno = call.errno();
    return errno != null && failures.add(call.name() + errno.name());
  }

  private void repeated(SystemCall call, int datagrams, long bytes) {
    run(call.descriptor(), call.name(), general(call)).add(call, datagrams, bytes);
  }

  /** An option's value and a payload differ from call to call. */
  private static String general(SystemCall call) {
    String[] parts = call.arguments().split(", ", 4);
    return call.name().equals("setsockopt") && parts.length == 4
        ? String.join(", ", parts[0], parts[1], parts[2], "…")
        : parts[0] + (parts.length > 1 ? ", …" : "");
  }

  /** The run of this call; it begins if there is none. */
  public CallRun run(int descriptor, String name, String arguments) {
    return runs.computeIfAbsent(
        name + arguments,
        _ -> {
          var run = new CallRun(descriptor, name, arguments);
          sources.add(run);
          return run;
        });
  }

  /** Those that were kept since this was last asked. */
  public List<SystemCall> take() {
    List<SystemCall> told = pending.isEmpty() ? List.of() : List.copyOf(pending);
    pending.clear();
    return told;
  }

  /** Those that were counted, so far. Any thread; more may be added. */
  public List<CallSource> repeated() {
    return sources;
  }

  /** There will be no more. */
  public void finish() {
    runs.values().forEach(CallRun::finish);
  }
}
