package org.portbound.diagnosis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.OptionalInt;

/** Numbers of /proc/sys/net (ip-sysctl), as this network namespace has them. */
public final class Sysctl {
  /** The first port that needs no privilege; counts for IPv6 too. */
  static final String UNPRIVILEGED_PORT_START = "ipv4/ip_unprivileged_port_start";

  /** How many IPv4 groups one socket may join. */
  public static final String MAX_MEMBERSHIPS = "ipv4/igmp_max_memberships";

  /** How many sources one IPv4 group may have on one socket. */
  public static final String MAX_SOURCES_4 = "ipv4/igmp_max_msf";

  /** How many sources one IPv6 group may have on one socket. */
  public static final String MAX_SOURCES_6 = "ipv6/mld_max_msf";

  private Sysctl() {}

  /**
   * The number, or empty if the system does not tell. Read as a stream: by its size, which is said
   * to be 0, only the first digit would come.
   */
  public static OptionalInt number(String name) {
    try (InputStream in = Files.newInputStream(Holders.PROC.resolve("sys/net/" + name))) {
      String text = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return OptionalInt.of(Integer.parseInt(text.strip()));
    } catch (IOException | NumberFormatException e) {
      // Another system, or one that does not show it here.
      return OptionalInt.empty();
    }
  }
}
