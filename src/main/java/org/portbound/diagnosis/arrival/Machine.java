package org.portbound.diagnosis.arrival;

import java.nio.file.Path;
import java.util.List;
import org.portbound.diagnosis.HolderScan;
import org.portbound.socket.Interface;

/**
 * What the checks look at.
 *
 * @param proc where proc(5) is mounted
 * @param interfaces the network interfaces
 * @param holders the sockets on the listener's port
 * @param rules reads the firewall's rules
 */
public record Machine(
    Path proc, List<Interface> interfaces, HolderScan holders, FirewallReader rules) {
  /** Copies the interfaces. */
  public Machine {
    interfaces = List.copyOf(interfaces);
  }

  /**
   * This machine.
   *
   * @param holders the sockets on the listener's port
   */
  public static Machine here(HolderScan holders) {
    return new Machine(Path.of("/proc"), Interface.all(), holders, new NftCommand());
  }
}
