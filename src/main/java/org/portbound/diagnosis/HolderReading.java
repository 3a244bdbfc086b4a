package org.portbound.diagnosis;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Family;
import org.portbound.socket.FlagReader;
import org.portbound.socket.KernelReader;
import org.portbound.socket.SocketRow;
import org.portbound.text.Message;

/** One reading of the holders. Used once, by one thread. */
final class HolderReading {
  private final SystemFiles files;
  private final int port;
  private final List<OwnSocket> own;
  private final FlagReader flags;
  private final List<Message> notes = new ArrayList<>();
  private final List<OtherTable> others = new ArrayList<>();
  private final Map<Long, Family> families = new HashMap<>();

  /** The sockets of another network namespace, before their processes are known. */
  private record OtherTable(NetworkNamespace namespace, List<SocketRow> rows) {}

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
      return new HolderScan(List.of(), List.of(), List.of(Message.of(ScanNotes.NO_PROC)));
    }
    var readers = new ProcessReaders(flags);
    List<SocketRow> rows;
    List<ProcessLook> looks;
    if (everywhere) {
      // Both take most of their time in the kernel, and neither needs the other.
      FutureTask<Optional<List<SocketRow>>> answer = Shares.start("holder-scan", this::answer);
      List<Integer> pids = pids();
      looks = ProcessLook.at(pids, files, readers, true);
      rows = rowsHere(Shares.result(answer));
      readOthers(pids, looks);
    } else {
      rows = rowsHere(answer());
      looks = rows.isEmpty() ? List.of() : ProcessLook.at(pids(), files, readers, false);
    }
    ProcessTable processes = ProcessTable.of(looks, families, files, readers);
    List<Holder> holders = holders(rows, processes, own);
    var elsewhere = new ArrayList<HolderScan.Elsewhere>();
    for (OtherTable each : others) {
      elsewhere.add(
          new HolderScan.Elsewhere(each.namespace(), holders(each.rows(), processes, List.of())));
    }
    noteUnseen(holders, elsewhere, processes.hidden() > 0);
    if (processes.ranOut()) {
      ScanNotes.tooManyFiles(notes);
    }
    return new HolderScan(holders, elsewhere, notes);
  }

  private List<Integer> pids() {
    try {
      return ProcessFiles.all(files.proc());
    } catch (IOException e) {
      ScanNotes.unreadable(files.proc(), e, notes);
      return List.of();
    }
  }

  /** The kernel answers for this system alone, which is not what a test may read. */
  private Optional<List<SocketRow>> answer() {
    return files == SystemFiles.HERE
        ? flags.kernel().flatMap(each -> each.sockets(port))
        : Optional.empty();
  }

  private List<SocketRow> rowsHere(Optional<List<SocketRow>> answer) {
    return answer.isPresent() ? noted(answer.get()) : rows(files.proc());
  }

  private List<SocketRow> rows(Path directory) {
    return noted(
        SocketTable.read(directory, each -> port == KernelReader.ALL_PORTS || each == port, notes));
  }

  private List<SocketRow> noted(List<SocketRow> rows) {
    for (SocketRow each : rows) {
      families.put(each.inode(), each.family());
    }
    return rows;
  }

  private void readOthers(List<Integer> pids, List<ProcessLook> looks) {
    for (NetworkNamespaces.Found each : NetworkNamespaces.find(files, pids, looks, notes)) {
      // Any process of it will do: the first may have ended meanwhile.
      for (int pid : each.processes()) {
        Path process = files.process(pid);
        if (Files.exists(process.resolve("net/udp"))) {
          List<SocketRow> rows = rows(process);
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
    String command = port == KernelReader.ALL_PORTS ? "portbound who" : "portbound who " + port;
    if (hidden && all.stream().anyMatch(each -> each.processes().isEmpty())) {
      notes.add(Message.of("diagnosis.note.hidden-processes", command));
    }
    if (elsewhere.stream().anyMatch(each -> each.namespace().number().isEmpty())) {
      notes.add(Message.of("diagnosis.note.unnumbered-namespaces", command));
    }
  }

  private static List<Holder> holders(
      List<SocketRow> rows, ProcessTable processes, List<OwnSocket> ownSockets) {
    var holders = new ArrayList<Holder>(rows.size());
    for (SocketRow row : rows) {
      holders.add(holder(row, processes, ownSockets));
    }
    return holders;
  }

  private static Holder holder(SocketRow row, ProcessTable table, List<OwnSocket> ownSockets) {
    List<HolderProcess> processes = table.holding(row.inode());
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
        ours == null ? table.flags(row.inode()) : ours.flags());
  }

  /**
   * By inode; where the provider does not know it, a socket of this process that is bound to the
   * same endpoint, if there is only one such.
   */
  private static @Nullable OwnSocket ours(
      SocketRow row, List<HolderProcess> processes, List<OwnSocket> ownSockets) {
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
