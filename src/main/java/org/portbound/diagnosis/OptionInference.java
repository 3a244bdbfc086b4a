package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.PortChain.Link;
import org.portbound.rules.BoundSocket;
import org.portbound.rules.UncertainSocket;
import org.portbound.socket.Errno;
import org.portbound.socket.Opening;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketFlags;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;

/**
 * Finds out the options of sockets that may not be looked into, by binding beside them: every
 * combination of options that would have answered otherwise is struck out.
 *
 * <p>Each bind that succeeds holds the port until it is closed at once; a datagram that comes in
 * just then may go there and be lost. Only on request, therefore.
 */
public final class OptionInference {
  /** More unknown combinations than this are not worth the time: 5 sockets and a wildcard. */
  private static final int MOST_COMBINATIONS = 4_096;

  private OptionInference() {}

  /**
   * One bind that was tried.
   *
   * @param plan what was asked for
   * @param errno what the kernel refused it with, or null if it was allowed
   */
  public record Attempt(SocketPlan plan, @Nullable Errno errno) {}

  /**
   * What is known of one socket now.
   *
   * @param holder the socket
   * @param possible the option sets that it may have
   * @param v6Only whether IPV6_V6ONLY is on in every form that it may have
   */
  public record Inferred(Holder holder, Set<ReuseOptions> possible, boolean v6Only) {
    /** Copies the sets. */
    public Inferred {
      possible = Set.copyOf(possible);
    }

    /** The options, or null if more than one set is possible. */
    public @Nullable ReuseOptions reuse() {
      return possible.size() == 1 ? possible.iterator().next() : null;
    }

    /** The socket, with its options if they are known now. */
    public Holder known() {
      ReuseOptions reuse = reuse();
      return holder.flags() != null || reuse == null
          ? holder
          : holder.withFlags(new SocketFlags(reuse, v6Only));
    }
  }

  /**
   * Everything that came out.
   *
   * @param sockets the sockets on the port, as the scan had them
   * @param attempts the binds
   * @param calls the system calls, for the ledger
   * @param tooMany whether nothing was tried because too many sockets on the port are unknown
   */
  public record Result(
      List<Inferred> sockets, List<Attempt> attempts, List<SystemCall> calls, boolean tooMany) {
    /** Copies the lists. */
    public Result {
      sockets = List.copyOf(sockets);
      attempts = List.copyOf(attempts);
      calls = List.copyOf(calls);
    }
  }

  /**
   * Tries the four sets of options at each address where a socket of unknown options is bound.
   * Opens one socket at a time; blocks for some milliseconds.
   *
   * @param holders the sockets on one port
   * @param uid the user of this process
   */
  public static Result run(List<Holder> holders, SocketProvider provider, int uid) {
    List<SocketPlan> places =
        holders.stream()
            .filter(each -> each.flags() == null)
            .map(each -> SocketPlan.of(each.local()).withFamily(each.family()))
            .distinct()
            .toList();
    if (places.isEmpty()) {
      return new Result(inferred(links(holders)), List.of(), List.of(), false);
    }
    List<Link> links = links(holders);
    long combinations =
        links.stream()
            .mapToLong(each -> each.socket().possible().size())
            .reduce(1, (one, other) -> Math.min(one * other, MOST_COMBINATIONS + 1L));
    if (combinations > MOST_COMBINATIONS) {
      return new Result(inferred(links), List.of(), List.of(), true);
    }
    var attempts = new ArrayList<Attempt>();
    var calls = new ArrayList<SystemCall>();
    for (SocketPlan place : places) {
      for (ReuseOptions reuse : ReuseOptions.ALL) {
        attempts.add(attempt(place.withReuse(reuse), provider, calls));
      }
    }
    return new Result(inferred(strikeOut(links, attempts, uid)), attempts, calls, false);
  }

  private static Attempt attempt(SocketPlan plan, SocketProvider provider, List<SystemCall> calls) {
    Opening opening = provider.open(plan);
    calls.addAll(opening.steps());
    return switch (opening) {
      case Opening.Opened opened -> {
        calls.addAll(opened.socket().closeReporting().calls());
        yield new Attempt(plan, null);
      }
      case Opening.Refused refused -> new Attempt(plan, refused.errno());
    };
  }

  private static List<Link> links(List<Holder> holders) {
    return holders.isEmpty()
        ? List.of()
        : PortChain.of(SocketPlan.of(holders.getFirst().local()), holders, List.of()).links();
  }

  /** The forms of each socket that occur in a combination which explains every answer. */
  private static List<Link> strikeOut(List<Link> links, List<Attempt> attempts, int uid) {
    List<Set<BoundSocket>> left = new ArrayList<>();
    links.forEach(each -> left.add(new LinkedHashSet<>()));
    combine(links, new ArrayList<>(), attempts, uid, left);
    var after = new ArrayList<Link>();
    for (int i = 0; i < links.size(); i++) {
      Link link = links.get(i);
      // Nothing explains the answers if somebody came or went meanwhile: then nothing is learnt.
      after.add(
          left.get(i).isEmpty()
              ? link
              : new Link(new UncertainSocket(List.copyOf(left.get(i))), link.own(), link.holder()));
    }
    return after;
  }

  private static void combine(
      List<Link> links,
      List<BoundSocket> chosen,
      List<Attempt> attempts,
      int uid,
      List<Set<BoundSocket>> left) {
    int next = chosen.size();
    if (next < links.size()) {
      for (BoundSocket form : links.get(next).socket().possible()) {
        chosen.add(form);
        combine(links, chosen, attempts, uid, left);
        chosen.removeLast();
      }
      return;
    }
    var chain =
        new PortChain(
            chosen.stream()
                .map(each -> new Link(UncertainSocket.known(each), null, null))
                .toList());
    if (attempts.stream().allMatch(each -> explains(chain, each, uid))) {
      for (int i = 0; i < chosen.size(); i++) {
        left.get(i).add(chosen.get(i));
      }
    }
  }

  private static boolean explains(PortChain chain, Attempt attempt, int uid) {
    Errno errno = attempt.errno();
    if (errno != null && !errno.is(Errno.EADDRINUSE)) {
      // EACCES, EADDRNOTAVAIL: the kernel did not come to ask the sockets.
      return true;
    }
    var outlook = chain.outlook(BoundSocket.of(attempt.plan(), uid));
    return errno == null ? outlook.mayBeAllowed() : outlook.mayBeRefused();
  }

  private static List<Inferred> inferred(List<Link> links) {
    var inferred = new ArrayList<Inferred>();
    for (Link link : links) {
      List<BoundSocket> forms = link.socket().possible();
      inferred.add(
          new Inferred(
              Objects.requireNonNull(link.holder()),
              forms.stream().map(BoundSocket::reuse).collect(Collectors.toSet()),
              forms.stream().allMatch(BoundSocket::v6Only)));
    }
    return inferred;
  }
}
