package org.portbound.diagnosis;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.portbound.socket.ProcessReader;

/**
 * One look at some processes: which sockets of any kind each has open, and in which network
 * namespace it is. The links in /proc/PID/fd read {@code socket:[inode]} (proc_pid_fd(5)). Root
 * sees all, others their own. Processes that end meanwhile are passed over. Filled by one thread.
 */
final class ProcessLook implements ProcessReader.Sink {
  private final SystemFiles files;
  private final boolean namespaces;
  private final Map<Integer, String> namespaceLinks = new HashMap<>();
  private int[] pids = new int[1024];
  private int[] descriptors = new int[1024];
  private long[] inodes = new long[1024];
  private int count;
  private int hidden;
  private boolean ranOut;
  private int pid;

  private ProcessLook(SystemFiles files, boolean namespaces) {
    this.files = files;
    this.namespaces = namespaces;
  }

  /**
   * Looks at all of them, on a few threads.
   *
   * @param namespaces whether to read their namespaces too
   * @return the parts that each thread saw
   */
  static List<ProcessLook> at(
      List<Integer> pids, SystemFiles files, ProcessReaders readers, boolean namespaces) {
    return Shares.work(pids, readers, (some, reader) -> share(some, files, reader, namespaces));
  }

  private static ProcessLook share(
      List<Integer> pids, SystemFiles files, ProcessReader reader, boolean namespaces) {
    var look = new ProcessLook(files, namespaces);
    for (int pid : pids) {
      look.search(pid, reader);
    }
    look.ranOut = reader.ranOut();
    return look;
  }

  /** How many sockets were seen; a process's follow one another. */
  int count() {
    return count;
  }

  /** The process of a socket that was seen. */
  int pid(int index) {
    return pids[index];
  }

  /** Its descriptor in that process. */
  int descriptor(int index) {
    return descriptors[index];
  }

  /** Its inode. */
  long inode(int index) {
    return inodes[index];
  }

  /** How many processes did not let this user look. */
  int hidden() {
    return hidden;
  }

  /** Whether something was not seen because this process may open no more files. */
  boolean ranOut() {
    return ranOut;
  }

  /** Where /proc/PID/ns/net leads, of each process that lets this user read it. */
  Map<Integer, String> namespaceLinks() {
    return namespaceLinks;
  }

  @Override
  public void socket(int descriptor, long inode) {
    if (count == pids.length) {
      pids = Arrays.copyOf(pids, 2 * count);
      descriptors = Arrays.copyOf(descriptors, 2 * count);
      inodes = Arrays.copyOf(inodes, 2 * count);
    }
    pids[count] = pid;
    descriptors[count] = descriptor;
    inodes[count] = inode;
    count++;
  }

  private void search(int searched, ProcessReader reader) {
    pid = searched;
    String process = files.path(pid);
    int open = reader.descriptors(process + "/fd", this);
    if (open == 0 && ProcessFiles.state(reader.text(process + "/stat")) == ProcessState.ZOMBIE) {
      open = searchThreads(process, reader);
    }
    // Another user's process, or one that has just ended: only the first is worth a word.
    boolean told = open != ProcessReader.UNREADABLE || reader.ranOut();
    if (!told && Files.exists(Path.of(process, "fd"))) {
      hidden++;
    }
    String link = namespaces ? reader.link(process + "/ns/net") : null;
    if (link != null) {
      namespaceLinks.put(pid, link);
    }
  }

  /** A process whose first thread has ended is a zombie, but its other threads keep its sockets. */
  private int searchThreads(String process, ProcessReader reader) {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of(process, "task"))) {
      for (Path each : threads) {
        int open = reader.descriptors(each + "/fd", this);
        if (open != 0) {
          return open;
        }
      }
    } catch (IOException e) {
      return ProcessReader.UNREADABLE;
    }
    return 0;
  }
}
