package org.portbound.diagnosis.arrival;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Interface;

/** Which addresses are this machine's own. */
final class LocalAddresses {
  private static final String LIMITED_BROADCAST = "255.255.255.255";

  private final Path proc;
  private final List<Interface> interfaces;

  LocalAddresses(Path proc, List<Interface> interfaces) {
    this.proc = proc;
    this.interfaces = interfaces;
  }

  /** Whether the kernel delivers datagrams to this address here. */
  boolean isLocal(InetAddress address) {
    return address.isLoopbackAddress()
        || interfaces.stream().anyMatch(each -> hasAddress(each, address))
        || marked(address, "host LOCAL");
  }

  /** Whether it is 255.255.255.255 or the broadcast address of one of the networks. */
  boolean isBroadcast(InetAddress address) {
    return Endpoint.text(address).equals(LIMITED_BROADCAST) || marked(address, "link BROADCAST");
  }

  /** Compares bytes: what a user types has no scope, what the system lists has. */
  static boolean hasAddress(Interface each, InetAddress address) {
    return each.addresses().stream()
        .anyMatch(own -> Arrays.equals(own.getAddress(), address.getAddress()));
  }

  /**
   * Whether /proc/net/fib_trie (fib_trie_seq_show in net/ipv4/fib_trie.c) marks an address so: a
   * line {@code |-- 192.0.2.255}, then its entries, such as {@code /32 link BROADCAST}.
   */
  private boolean marked(InetAddress address, String mark) {
    if (!(address instanceof Inet4Address)) {
      return false;
    }
    boolean here = false;
    for (String line : ProcFiles.lines(proc.resolve("net/fib_trie")).orElse(List.of())) {
      String text = line.strip();
      if (text.startsWith("|--") || text.startsWith("+--")) {
        here = text.equals("|-- " + Endpoint.text(address));
      } else if (here && text.equals("/32 " + mark)) {
        return true;
      }
    }
    return false;
  }
}
