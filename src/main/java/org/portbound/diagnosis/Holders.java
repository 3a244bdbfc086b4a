package org.portbound.diagnosis;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import org.portbound.diagnosis.SocketTable.Row;
import org.portbound.socket.FlagReader;
import org.portbound.socket.SocketFlags;
import org.portbound.text.Message;

/** Who holds a port, from /proc. May take some milliseconds on a busy machine; any thread. */
public final class Holders {
  static final Path PROC = Path.of("/proc");

  private Holders() {}

  /**
   * The sockets that are bound to a port.
   *
   * @param own our own sockets, whose options are known
   * @param flags reads the options of other processes' sockets
   */
  public static HolderScan onPort(int port, List<OwnSocket> own, FlagReader flags) {
    return scan(PROC, each -> each == port, own, flags);
  }

  /** The sockets that are bound to any port. */
  public static HolderScan onAllPorts(List<OwnSocket> own, FlagReader flags) {
    return scan(PROC, each -> true, own, flags);
  }

  /** The ports on which any UDP socket is bound. */
  static Set<Integer> portsInUse() {
    return SocketTable.read(PROC, each -> true, new ArrayList<>()).stream()
        .map(each -> each.local().port())
        .collect(Collectors.toSet());
  }

  /** Whether this system tells who holds a port. */
  static boolean readable() {
    return Files.exists(PROC.resolve("net/udp"));
  }

  static HolderScan scan(Path proc, IntPredicate port, List<OwnSocket> own, FlagReader flags) {
    var notes = new ArrayList<Message>();
    if (!Files.exists(proc.resolve("net/udp"))) {
      notes.add(Message.of("diagnosis.note.no-proc"));
      return new HolderScan(List.of(), notes);
    }
    List<Row> rows = SocketTable.read(proc, port, notes);
    ProcessTable processes =
        ProcessTable.find(proc, rows.stream().map(Row::inode).collect(Collectors.toSet()));
    List<Holder> holders =
        rows.stream().map(row -> holder(row, processes.holding(row.inode()), own, flags)).toList();
    if (processes.hidden() > 0 && holders.stream().anyMatch(each -> each.processes().isEmpty())) {
      notes.add(Message.of("diagnosis.note.hidden-processes"));
    }
    return new HolderScan(holders, notes);
  }

  private static Holder holder(
      Row row, List<HolderProcess> processes, List<OwnSocket> own, FlagReader flags) {
    Optional<OwnSocket> ours = ours(row, processes, own);
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
        ours.map(each -> OptionalInt.of(each.listener())).orElse(OptionalInt.empty()),
        ours.map(OwnSocket::flags)
            .or(() -> foreignFlags(row.inode(), processes, flags))
            .orElse(null));
  }

  private static Optional<SocketFlags> foreignFlags(
      long inode, List<HolderProcess> processes, FlagReader flags) {
    return processes.stream()
        .map(each -> flags.read(each.pid(), each.descriptor(), inode))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /**
   * By inode; where the provider does not know it, a socket of this process that is bound to the
   * same endpoint, if there is only one such.
   */
  private static Optional<OwnSocket> ours(
      Row row, List<HolderProcess> processes, List<OwnSocket> own) {
    Optional<OwnSocket> byInode =
        own.stream()
            .filter(each -> each.inode().isPresent() && each.inode().getAsLong() == row.inode())
            .findFirst();
    long self = ProcessHandle.current().pid();
    if (byInode.isPresent() || processes.stream().noneMatch(each -> each.pid() == self)) {
      return byInode;
    }
    List<OwnSocket> sameEndpoint =
        own.stream()
            .filter(each -> each.inode().isEmpty())
            .filter(each -> each.local().port() == row.local().port())
            .filter(each -> sameAddress(each.local().address(), row.local().address()))
            .toList();
    return sameEndpoint.size() == 1 ? Optional.of(sameEndpoint.getFirst()) : Optional.empty();
  }

  private static boolean sameAddress(InetAddress one, InetAddress other) {
    return one.equals(other) || one.isAnyLocalAddress() && other.isAnyLocalAddress();
  }
}
