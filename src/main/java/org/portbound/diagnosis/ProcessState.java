package org.portbound.diagnosis;

/** What a process is doing, as far as it matters for the port that it holds (proc_pid_stat(5)). */
public enum ProcessState {
  /** Running, or waiting for something. */
  RUNNING,
  /** Stopped by a signal or a debugger: it holds its sockets and reads none. */
  STOPPED,
  /** Ended, but its parent has not asked for its status yet: it holds nothing any more. */
  ZOMBIE,
  /** /proc did not tell. */
  UNKNOWN
}
