package org.portbound.diagnosis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which processes have which sockets open: the links in /proc/PID/fd read {@code socket:[inode]}
 * (proc_pid_fd(5)). Root sees all, others their own.
 */
final class ProcessTable {
  private static final String SOCKET = "socket:[";

  private final Map<Long, List<HolderProcess>> byInode = new HashMap<>();
  private int hidden;

  private ProcessTable() {}

  /** Looks for these inodes. Processes that end meanwhile are passed over. */
  static ProcessTable find(Path proc, Set<Long> inodes) {
    var table = new ProcessTable();
    if (inodes.isEmpty()) {
      return table;
    }
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(proc, each -> isNumber(each.getFileName().toString()))) {
      for (Path process : all) {
        table.search(process, inodes);
      }
    } catch (IOException e) {
      table.hidden++;
    }
    return table;
  }

  /** The processes that have a socket open. */
  List<HolderProcess> holding(long inode) {
    return byInode.getOrDefault(inode, List.of());
  }

  /** How many processes did not let this user look. */
  int hidden() {
    return hidden;
  }

  private static boolean isNumber(String name) {
    return !name.isEmpty() && name.chars().allMatch(each -> each >= '0' && each <= '9');
  }

  private void search(Path process, Set<Long> inodes) {
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
      HolderProcess first = null;
      for (Path descriptor : descriptors) {
        long inode = inode(descriptor);
        if (inode < 0 || !inodes.contains(inode)) {
          continue;
        }
        int number = Integer.parseInt(descriptor.getFileName().toString());
        // Its name is read once, however many sockets it has.
        first = first == null ? describe(process, number) : first;
        HolderProcess described = first.at(number);
        List<HolderProcess> holding = byInode.computeIfAbsent(inode, each -> new ArrayList<>());
        if (holding.stream().noneMatch(each -> each.pid() == described.pid())) {
          holding.add(described);
        }
      }
    } catch (IOException e) {
      // Another user's process, or one that has just ended: only the first is worth a word.
      if (Files.exists(process.resolve("fd"))) {
        hidden++;
      }
    }
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

  private static HolderProcess describe(Path process, int descriptor) {
    String commandLine = text(process.resolve("cmdline")).replace('\0', ' ').strip();
    return new HolderProcess(
        Integer.parseInt(process.getFileName().toString()),
        text(process.resolve("comm")).strip(),
        commandLine,
        state(text(process.resolve("stat"))),
        descriptor);
  }

  /**
   * The letter after the program's name, which stands in parentheses and may hold any character.
   */
  private static ProcessState state(String stat) {
    int end = stat.lastIndexOf(')');
    if (end < 0 || end + 2 >= stat.length()) {
      return ProcessState.UNKNOWN;
    }
    return switch (stat.charAt(end + 2)) {
      case 'Z', 'X' -> ProcessState.ZOMBIE;
      case 'T', 't' -> ProcessState.STOPPED;
      default -> ProcessState.RUNNING;
    };
  }

  private static String text(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      // The process has ended: what it was called is not known any more.
      return "";
    }
  }
}
