package org.portbound.diagnosis;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.portbound.socket.FlagReader;
import org.portbound.socket.KernelReader;

/** Who holds a port, from /proc. May take some milliseconds on a busy machine; any thread. */
public final class Holders {
  static final Path PROC = SystemFiles.HERE.proc();

  private Holders() {}

  /**
   * The sockets that are bound to a port in this network namespace.
   *
   * @param own our own sockets, whose options are known
   * @param flags reads the options of other processes' sockets
   */
  public static HolderScan onPort(int port, List<OwnSocket> own, FlagReader flags) {
    return new HolderReading(SystemFiles.HERE, port, own, flags).here();
  }

  /** The same, and those that are bound to it in other network namespaces. */
  public static HolderScan onPortEverywhere(int port, List<OwnSocket> own, FlagReader flags) {
    return new HolderReading(SystemFiles.HERE, port, own, flags).everywhere();
  }

  /** The sockets that are bound to any port, in every network namespace. */
  public static HolderScan onAllPorts(List<OwnSocket> own, FlagReader flags) {
    return new HolderReading(SystemFiles.HERE, KernelReader.ALL_PORTS, own, flags).everywhere();
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
}
