package org.portbound.diagnosis.arrival;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.HolderProcess;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;

/** Whether another socket on the port takes the datagrams instead. */
final class OtherSocketCheck {
  private static final String OTHER_SOCKET = "other-socket";

  private final Case asked;
  private final List<Holder> holders;

  OtherSocketCheck(Case asked) {
    this.asked = asked;
    this.holders = asked.machine().holders().holders();
  }

  Check otherSocket() {
    Optional<Holder> own = holders.stream().filter(this::isSubject).findFirst();
    if (asked.multicast() || asked.broadcast()) {
      return own.isPresent() && mayGoAstray(own.get())
          ? Check.unknown(OTHER_SOCKET, "astray", port()).remedy("reuseaddr").remedy("early-demux")
          : Check.passed(OTHER_SOCKET, "copies");
    }
    if (own.isEmpty()) {
      return Check.unknown(OTHER_SOCKET, "unseen").remedy("who", port());
    }
    if (holders.size() == 1) {
      return Check.passed(OTHER_SOCKET, "alone", port());
    }
    Set<List<Holder>> possible =
        Takers.possible(holders, sourceOrNone(), asked.destination(), asked.interfaceName());
    if (possible.size() != 1) {
      return Check.unknown(OTHER_SOCKET, "options-unknown", port()).remedy("who", port());
    }
    List<Holder> takers = possible.iterator().next();
    if (takers.isEmpty()) {
      return Check.notApplicable(OTHER_SOCKET, "nobody", asked.destination());
    }
    boolean mine = takers.contains(own.get());
    if (mine && takers.size() > 1) {
      return Check.unknown(OTHER_SOCKET, "shared", String.valueOf(takers.size())).remedy("unshare");
    }
    return mine ? mine() : taken(takers, own.get());
  }

  /**
   * Whether one that shares its port with SO_REUSEPORT and takes less than all may lose a group's
   * datagrams to another of them. What comes in from outside and only one socket may have is given
   * to it before the usual way (udp_v4_early_demux in net/ipv4/udp.c); the sockets that share then
   * deal it out by their hash all the same (inet_steal_sock in include/net/inet_hashtables.h). Seen
   * on Linux 6.18, for IPv4 alone. Of the others' memberships the kernel tells nothing.
   */
  private boolean mayGoAstray(Holder own) {
    return asked.multicast()
        && asked.family() == Family.INET
        && !asked.fromHere()
        && isChoosy()
        && isOn("ip_early_demux")
        && isOn("udp_early_demux")
        && sharesByPort(own)
        && holders.stream()
            .anyMatch(
                each ->
                    !isSubject(each)
                        && sharesByPort(each)
                        && each.uid() == own.uid()
                        && each.local().equals(own.local()));
  }

  private boolean isChoosy() {
    return !asked.subject().socket().multicastAll(Family.INET).orElse(true)
        || asked.subject().groups().stream().anyMatch(each -> !each.sources().isAny());
  }

  private boolean isOn(String setting) {
    return ProcFiles.number(asked.proc().resolve("sys/net/ipv4/" + setting)).orElse(1) != 0;
  }

  private static boolean sharesByPort(Holder holder) {
    ReuseOptions reuse = holder.reuse();
    return reuse != null && reuse.reusePort();
  }

  private String port() {
    return String.valueOf(asked.local().port());
  }

  private boolean isSubject(Holder holder) {
    return holder.ownListener().isPresent()
        && holder.ownListener().getAsInt() == asked.subject().listener();
  }

  /** The expected source; without one, a source that no socket is connected to. */
  private Endpoint sourceOrNone() {
    Endpoint source = asked.source();
    return source != null ? source : new Endpoint(asked.to(), 0);
  }

  /** It gets the datagrams, unless a source that was not named is another socket's peer. */
  private Check mine() {
    Endpoint source = asked.source();
    if (source == null || source.port() == 0) {
      for (Holder each : holders) {
        Endpoint peer = each.peer();
        if (peer != null
            && each.local().address().equals(asked.to())
            && (source == null || peer.address().equals(source.address()))) {
          return Check.unknown(OTHER_SOCKET, "connected-to-some", each.local(), peer)
              .remedy("source-port");
        }
      }
    }
    return Check.passed(OTHER_SOCKET, "first", String.valueOf(holders.size()), port());
  }

  private Check taken(List<Holder> takers, Holder own) {
    Holder taker = takers.getFirst();
    Endpoint peer = taker.peer();
    Check failed =
        peer != null
            ? Check.failed(OTHER_SOCKET, "connected", taker.local(), peer)
            : Check.failed(OTHER_SOCKET, why(taker, own, takers.size()), taker.local());
    for (Holder each : takers) {
      failed = who(failed, each);
    }
    return failed;
  }

  private static String why(Holder taker, Holder own, int takers) {
    if (!taker.local().isWildcard() && own.local().isWildcard()) {
      return "specific";
    }
    if (taker.family() == Family.INET && own.family() == Family.INET6) {
      return "ipv4-first";
    }
    return takers > 1 ? "group" : "newest";
  }

  private static Check who(Check check, Holder taker) {
    if (taker.ownListener().isPresent()) {
      return check.remedy("taker-own", String.valueOf(taker.ownListener().getAsInt()));
    }
    if (taker.processes().isEmpty()) {
      return check.remedy(
          "taker-hidden",
          SystemUsers.name(taker.uid()).orElse(String.valueOf(taker.uid())),
          String.valueOf(taker.local().port()));
    }
    HolderProcess process = taker.processes().getFirst();
    return check.remedy("taker-process", String.valueOf(process.pid()), process.program());
  }

  /**
   * A socket of another program that may get a datagram sent to this port, or null if none can: a
   * test datagram must not go there.
   *
   * @param to a loopback address, or a group
   */
  @Nullable Holder stranger(Endpoint to, String device) {
    if (to.address().isMulticastAddress()) {
      return holders.stream().filter(OtherSocketCheck::isForeign).findFirst().orElse(null);
    }
    Set<List<Holder>> possible =
        Takers.possible(holders, new Endpoint(to.address(), 0), to, device);
    return (possible.isEmpty() ? holders.stream() : possible.stream().flatMap(List::stream))
        .filter(OtherSocketCheck::isForeign)
        .findFirst()
        .orElse(null);
  }

  private static boolean isForeign(Holder holder) {
    long self = ProcessHandle.current().pid();
    return holder.ownListener().isEmpty()
        && holder.processes().stream().noneMatch(each -> each.pid() == self);
  }
}
