package org.portbound.diagnosis;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which processes have which sockets open: the links in /proc/PID/fd read {@code socket:[inode]}
 * (proc_pid_fd(5)). Root sees all, others their own. Every process is looked at, even when all
 * sockets are found: a child may have the same one open as its parent.
 */
final class ProcessTable {
  private static final String SOCKET = "socket:[";

  /** Below this many processes a second thread takes longer to start than to help. */
  private static final int WORTH_A_THREAD = 64;

  private static final int MOST_THREADS = 4;

  private final Path proc;
  private final Set<Long> inodes;
  private final Map<Long, List<HolderProcess>> byInode = new HashMap<>();
  private int hidden;

  private ProcessTable(Path proc, Set<Long> inodes) {
    this.proc = proc;
    this.inodes = inodes;
  }

  /** Looks for these inodes. Processes that end meanwhile are passed over. */
  static ProcessTable find(Path proc, List<Integer> pids, Set<Long> inodes) {
    var table = new ProcessTable(proc, inodes);
    if (inodes.isEmpty()) {
      return table;
    }
    int shares =
        Math.clamp(
            Math.min(Runtime.getRuntime().availableProcessors(), pids.size() / WORTH_A_THREAD),
            1,
            MOST_THREADS);
    // Each thread fills a table of its own, and they are put together at the end.
    var others = new ArrayList<ProcessTable>();
    var threads = new ArrayList<Thread>();
    for (int share = 1; share < shares; share++) {
      var other = new ProcessTable(proc, inodes);
      int first = share;
      others.add(other);
      threads.add(
          Thread.ofPlatform()
              .name("holder-scan-" + share)
              .daemon()
              .start(() -> other.search(pids, first, shares)));
    }
    table.search(pids, 0, shares);
    for (int i = 0; i < others.size(); i++) {
      join(threads.get(i));
      table.add(others.get(i));
    }
    table.byInode.values().forEach(each -> each.sort(Comparator.comparingInt(HolderProcess::pid)));
    return table;
  }

  /** The other thread ends by itself, soon: an interruption is kept for later. */
  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void add(ProcessTable other) {
    other.byInode.forEach(
        (inode, processes) ->
            byInode.computeIfAbsent(inode, each -> new ArrayList<>()).addAll(processes));
    hidden += other.hidden;
  }

  /** The processes that have a socket open, lowest number first. */
  List<HolderProcess> holding(long inode) {
    return byInode.getOrDefault(inode, List.of());
  }

  /** How many processes did not let this user look. */
  int hidden() {
    return hidden;
  }

  private void search(List<Integer> pids, int first, int step) {
    for (int i = first; i < pids.size(); i += step) {
      search(proc.resolve(String.valueOf(pids.get(i))));
    }
  }

  private void search(Path process) {
    Path descriptors = process.resolve("fd");
    try {
      if (!search(process, descriptors) && ProcessFiles.state(process) == ProcessState.ZOMBIE) {
        searchThreads(process);
      }
    } catch (IOException e) {
      // Another user's process, or one that has just ended: only the first is worth a word.
      if (Files.exists(descriptors)) {
        hidden++;
      }
    }
  }

  /** A process whose first thread has ended is a zombie, but its other threads keep its sockets. */
  private void searchThreads(Path process) throws IOException {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path each : threads) {
        if (search(process, each.resolve("fd"))) {
          return;
        }
      }
    }
  }

  /**
   * @return whether there was any descriptor
   */
  private boolean search(Path process, Path directory) throws IOException {
    HolderProcess first = null;
    boolean any = false;
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(directory)) {
      for (Path descriptor : descriptors) {
        any = true;
        long inode = inode(descriptor);
        if (inode >= 0 && inodes.contains(inode)) {
          first = found(process, inode, descriptor, first);
        }
      }
    }
    return any;
  }

  /** Its name is read once, however many sockets it has. */
  private HolderProcess found(
      Path process, long inode, Path descriptor, @Nullable HolderProcess before) {
    int number = Integer.parseInt(descriptor.getFileName().toString());
    HolderProcess described =
        before == null ? ProcessFiles.describe(process, number) : before.at(number);
    List<HolderProcess> holding = byInode.computeIfAbsent(inode, each -> new ArrayList<>(1));
    if (holding.isEmpty() || holding.getLast().pid() != described.pid()) {
      holding.add(described);
    }
    return described;
  }

  /** The inode of a socket, or −1 for anything else. */
  private static long inode(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith(SOCKET)
          ? Long.parseLong(target, SOCKET.length(), target.length() - 1, 10)
          : -1;
    } catch (IOException | NumberFormatException e) {
      // Closed while it was being read.
      return -1;
    }
  }
}
