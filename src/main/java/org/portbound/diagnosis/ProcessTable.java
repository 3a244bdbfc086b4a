package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Family;
import org.portbound.socket.ProcessReader;
import org.portbound.socket.SocketFlags;

/**
 * Which processes have which sockets open, with their names and the sockets' flags. Every process
 * counts, even when all sockets are found: a child may have the same one open as its parent.
 */
final class ProcessTable {
  private final Map<Long, List<HolderProcess>> byInode = new HashMap<>();
  private final Map<Long, SocketFlags> flags = new HashMap<>();
  private int hidden;
  private boolean ranOut;

  private ProcessTable() {}

  /** Names the processes that have these sockets open, given by their inodes. */
  static ProcessTable of(
      List<ProcessLook> looks,
      Map<Long, Family> families,
      SystemFiles files,
      ProcessReaders readers) {
    var table = new ProcessTable();
    // Each thread fills a table of its own, and they are put together at the end.
    for (ProcessTable each :
        Shares.each(looks, readers, (look, reader) -> of(look, families, files, reader))) {
      table.add(each);
    }
    if (looks.size() > 1) {
      table
          .byInode
          .values()
          .forEach(each -> each.sort(Comparator.comparingInt(HolderProcess::pid)));
    }
    return table;
  }

  private static ProcessTable of(
      ProcessLook look, Map<Long, Family> families, SystemFiles files, ProcessReader reader) {
    var table = new ProcessTable();
    table.hidden = look.hidden();
    HolderProcess last = null;
    for (int i = 0; i < look.count(); i++) {
      Family family = families.get(look.inode(i));
      if (family != null) {
        int pid = look.pid(i);
        // Its name is read once, however many sockets it has.
        last =
            last == null || last.pid() != pid
                ? ProcessFiles.describe(reader, files.path(pid), pid, look.descriptor(i))
                : last.at(look.descriptor(i));
        table.add(look.inode(i), family, last, reader);
      }
    }
    table.ranOut = look.ranOut() || reader.ranOut();
    return table;
  }

  private void add(long inode, Family family, HolderProcess process, ProcessReader reader) {
    List<HolderProcess> holding = byInode.get(inode);
    if (holding == null) {
      holding = new ArrayList<>(1);
      byInode.put(inode, holding);
    }
    if (holding.isEmpty() || holding.getLast().pid() != process.pid()) {
      holding.add(process);
    }
    if (!flags.containsKey(inode)) {
      SocketFlags read =
          reader.flags(process.pid(), process.descriptor(), inode, family).orElse(null);
      if (read != null) {
        flags.put(inode, read);
      }
    }
  }

  private void add(ProcessTable other) {
    for (Map.Entry<Long, List<HolderProcess>> each : other.byInode.entrySet()) {
      List<HolderProcess> before = byInode.putIfAbsent(each.getKey(), each.getValue());
      if (before != null) {
        before.addAll(each.getValue());
      }
    }
    flags.putAll(other.flags);
    hidden += other.hidden;
    ranOut |= other.ranOut;
  }

  /** The processes that have a socket open, lowest number first. */
  List<HolderProcess> holding(long inode) {
    return byInode.getOrDefault(inode, List.of());
  }

  /** The flags of a socket, or null if they could not be read. */
  @Nullable SocketFlags flags(long inode) {
    return flags.get(inode);
  }

  /** How many processes did not let this user look. */
  int hidden() {
    return hidden;
  }

  /** Whether something was not seen because this process may open no more files. */
  boolean ranOut() {
    return ranOut;
  }
}
