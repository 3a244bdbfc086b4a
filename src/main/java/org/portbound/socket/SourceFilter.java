package org.portbound.socket;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whose datagrams to a group a member takes: the filter modes of IGMPv3 and MLDv2 (RFC 3376 section
 * 2, RFC 3810 section 4.2), source-specific multicast among them (RFC 4607).
 *
 * @param mode what the list means
 * @param sources unicast addresses of the group's family, each once
 */
public record SourceFilter(Mode mode, List<InetAddress> sources) {
  /** Every source. */
  public static final SourceFilter ANY = new SourceFilter(Mode.ALL_BUT, List.of());

  /** What the list of sources means. */
  public enum Mode {
    /** MCAST_INCLUDE: only these. */
    ONLY("="),
    /** MCAST_EXCLUDE: all but these. */
    ALL_BUT("!=");

    private final String sign;

    Mode(String sign) {
      this.sign = sign;
    }

    /** {@code =} or {@code !=}, as it stands between group and sources. */
    public String sign() {
      return sign;
    }
  }

  /**
   * Leaves out what is there twice.
   *
   * @throws IllegalArgumentException for {@link Mode#ONLY} without a source: that is no membership
   */
  public SourceFilter {
    sources = sources.stream().distinct().toList();
    if (mode == Mode.ONLY && sources.isEmpty()) {
      throw new IllegalArgumentException("only from nobody is no membership");
    }
  }

  /** Whether every source is taken. */
  public boolean isAny() {
    return mode == Mode.ALL_BUT && sources.isEmpty();
  }

  /** Whether both take the same, in whatever order their sources stand. */
  public boolean isSameAs(SourceFilter other) {
    return mode == other.mode
        && sources.size() == other.sources.size()
        && sources.containsAll(other.sources);
  }

  /** Whether a datagram of this source is taken (ip_mc_sf_allow in net/ipv4/igmp.c). */
  public boolean admits(InetAddress source) {
    return sources.contains(source) == (mode == Mode.ONLY);
  }

  /** {@code =10.0.0.1+10.0.0.2}, {@code !=10.0.0.9}, or nothing for any source. */
  @Override
  public String toString() {
    return isAny()
        ? ""
        : mode.sign() + sources.stream().map(Endpoint::text).collect(Collectors.joining("+"));
  }
}
