package org.portbound.diagnosis;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.SocketTable.Row;
import org.portbound.socket.FlagReader;
import org.portbound.socket.SocketFlags;
import org.portbound.text.Message;

/** One reading of the holders. Used once, by one thread. */
final class HolderReading {
  /** Stands for every port. */
  static final int ALL_PORTS = 0;

  private final SystemFiles files;
  private final int port;
  private final List<OwnSocket> own;
  private final FlagReader flags;
  private final List<Message> notes = new ArrayList<>();
  private final List<OtherTable> others = new ArrayList<>();
  private final Set<Long> inodes = new HashSet<>();

  /** The sockets of another network namespace, before their processes are known. */
  private record OtherTable(NetworkNamespace namespace, List<Row> rows) {}

  HolderReading(SystemFiles files, int port, List<OwnSocket> own, FlagReader flags) {
    this.files = files;
    this.port = port;
    this.own = own;
    this.flags = flags;
  }

  /** The sockets of this network namespace. */
  HolderScan here() {
    return read(false);
  }

  /** Those of the others too. */
  HolderScan everywhere() {
    return read(true);
  }

  private HolderScan read(boolean everywhere) {
    if (!Files.exists(files.proc().resolve("net/udp"))) {
      return new HolderScan(List.of(), List.of(), List.of(Message.of("diagnosis.note.no-proc")));
    }
    List<Row> rows = rows(files.proc());
    List<Integer> pids = rows.isEmpty() && !everywhere ? List.of() : pids();
    if (everywhere) {
      readOthers(pids);
    }
    ProcessTable processes = ProcessTable.find(files.proc(), pids, inodes);
    List<Holder> holders = holders(rows, processes, own);
    var elsewhere = new ArrayList<HolderScan.Elsewhere>();
    for (OtherTable each : others) {
      elsewhere.add(
          new HolderScan.Elsewhere(each.namespace(), holders(each.rows(), processes, List.of())));
    }
    noteUnseen(holders, elsewhere, processes.hidden() > 0);
    return new HolderScan(holders, elsewhere, notes);
  }

  private List<Integer> pids() {
    try {
      return ProcessFiles.all(files.proc());
    } catch (IOException e) {
      notes.add(Message.of("diagnosis.note.unreadable", files.proc(), e.toString()));
      return List.of();
    }
  }

  private List<Row> rows(Path directory) {
    List<Row> rows = SocketTable.read(directory, each -> port == ALL_PORTS || each == port, notes);
    for (Row each : rows) {
      inodes.add(each.inode());
    }
    return rows;
  }

  private void readOthers(List<Integer> pids) {
    for (NetworkNamespaces.Found each : NetworkNamespaces.find(files, pids, notes)) {
      // Any process of it will do: the first may have ended meanwhile.
      for (int pid : each.processes()) {
        Path process = files.process(pid);
        if (Files.exists(process.resolve("net/udp"))) {
          List<Row> rows = rows(process);
          if (!rows.isEmpty()) {
            others.add(new OtherTable(each.namespace(), rows));
          }
          break;
        }
      }
    }
  }

  private void noteUnseen(
      List<Holder> holders, List<HolderScan.Elsewhere> elsewhere, boolean hidden) {
    var all = new ArrayList<>(holders);
    elsewhere.forEach(each -> all.addAll(each.holders()));
    String command = port == ALL_PORTS ? "portbound who" : "portbound who " + port;
    if (hidden && all.stream().anyMatch(each -> each.processes().isEmpty())) {
      notes.add(Message.of("diagnosis.note.hidden-processes", command));
    }
    if (elsewhere.stream().anyMatch(each -> each.namespace().number().isEmpty())) {
      notes.add(Message.of("diagnosis.note.unnumbered-namespaces", command));
    }
  }

  private List<Holder> holders(List<Row> rows, ProcessTable processes, List<OwnSocket> ownSockets) {
    var holders = new ArrayList<Holder>(rows.size());
    for (Row row : rows) {
      holders.add(holder(row, processes.holding(row.inode()), ownSockets));
    }
    return holders;
  }

  private Holder holder(Row row, List<HolderProcess> processes, List<OwnSocket> ownSockets) {
    OwnSocket ours = ours(row, processes, ownSockets);
    return new Holder(
        row.local(),
        row.family(),
        row.peer(),
        row.uid(),
        SystemUsers.name(row.uid()).orElse(null),
        row.inode(),
        row.drops(),
        row.receiveQueueBytes(),
        processes,
        ours == null ? OptionalInt.empty() : OptionalInt.of(ours.listener()),
        ours == null ? foreignFlags(row.inode(), processes) : ours.flags());
  }

  private @Nullable SocketFlags foreignFlags(long inode, List<HolderProcess> processes) {
    for (HolderProcess each : processes) {
      Optional<SocketFlags> read = flags.read(each.pid(), each.descriptor(), inode);
      if (read.isPresent()) {
        return read.get();
      }
    }
    return null;
  }

  /**
   * By inode; where the provider does not know it, a socket of this process that is bound to the
   * same endpoint, if there is only one such.
   */
  private static @Nullable OwnSocket ours(
      Row row, List<HolderProcess> processes, List<OwnSocket> ownSockets) {
    if (ownSockets.isEmpty()) {
      return null;
    }
    Optional<OwnSocket> byInode =
        ownSockets.stream()
            .filter(each -> each.inode().isPresent() && each.inode().getAsLong() == row.inode())
            .findFirst();
    long self = ProcessHandle.current().pid();
    if (byInode.isPresent() || processes.stream().noneMatch(each -> each.pid() == self)) {
      return byInode.orElse(null);
    }
    List<OwnSocket> sameEndpoint =
        ownSockets.stream()
            .filter(each -> each.inode().isEmpty())
            .filter(each -> each.local().port() == row.local().port())
            .filter(each -> sameAddress(each.local().address(), row.local().address()))
            .toList();
    return sameEndpoint.size() == 1 ? sameEndpoint.getFirst() : null;
  }

  private static boolean sameAddress(InetAddress one, InetAddress other) {
    return one.equals(other) || one.isAnyLocalAddress() && other.isAnyLocalAddress();
  }
}
