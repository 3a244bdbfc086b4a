package org.portbound.diagnosis;

import java.nio.file.Path;

/**
 * Where the system tells of its sockets and processes.
 *
 * @param proc the proc file system (proc(5))
 * @param namespaces the named network namespaces (ip-netns(8)); need not be there
 */
record SystemFiles(Path proc, Path namespaces) {
  /** Those of this system. */
  static final SystemFiles HERE = new SystemFiles(Path.of("/proc"), Path.of("/run/netns"));

  /** The directory of a process. */
  Path process(int pid) {
    return proc.resolve(String.valueOf(pid));
  }

  /** The same as text. */
  String path(int pid) {
    return proc + "/" + pid;
  }
}
