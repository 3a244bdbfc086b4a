package org.portbound.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.OptionalInt;

/** Numbers of /proc/sys/net/ipv4 (ip-sysctl), as this network namespace has them. */
final class Sysctl {
  /** The first port that needs no privilege; counts for IPv6 too. */
  static final String UNPRIVILEGED_PORT_START = "ip_unprivileged_port_start";

  /** How many IPv4 groups one socket may join. */
  static final String MAX_MEMBERSHIPS = "igmp_max_memberships";

  private Sysctl() {}

  /**
   * The number, or empty if the system does not tell. Read as a stream: by its size, which is said
   * to be 0, only the first digit would come.
   */
  static OptionalInt number(String name) {
    try (InputStream in = Files.newInputStream(Holders.PROC.resolve("sys/net/ipv4/" + name))) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return OptionalInt.of(Integer.parseInt(text.strip()));
    } catch (IOException | NumberFormatException e) {
      // Another system, or one that does not show it here.
      return OptionalInt.empty();
    }
  }
}
