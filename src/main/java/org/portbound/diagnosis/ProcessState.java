package org.portbound.diagnosis;

/** What a process is doing, as far as it matters for the port that it holds (proc_pid_stat(5)). */
public enum ProcessState {
  /** Running, or waiting for something. */
  RUNNING,
  /** Stopped by a signal or a debugger: it holds its sockets and reads none. */
  STOPPED,
  /** Its first thread has ended: it holds a socket only as long as another thread goes on. */
  ZOMBIE,
  /** /proc did not tell. */
  UNKNOWN
}
