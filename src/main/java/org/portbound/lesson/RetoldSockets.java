package org.portbound.lesson;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;

/** The sockets and processes of a lesson that is being told, by the workbench's numbers. */
final class RetoldSockets {
  private static final int LETTERS = 26;

  /** Every socket that the lesson has bound, in this order; some are closed by now. */
  private final List<String> named = new ArrayList<>();

  private final Map<Integer, Integer> timesBound = new HashMap<>();
  private final Map<Integer, Open> open = new LinkedHashMap<>();
  private final Set<Integer> processes = new HashSet<>();
  private final Set<Integer> stopped = new HashSet<>();
  private int refused;
  private int sendSockets;
  private int senders;

  /** A socket that is open in the lesson. */
  record Open(String name, int peer, Family family, Endpoint local, ReuseOptions reuse) {
    /** Whether the kernel chooses among both by a hash. */
    boolean sharesWith(Open other) {
      return reuse.reusePort()
          && other.reuse.reusePort()
          && family == other.family
          && local.equals(other.local);
    }

    Open withReuse(ReuseOptions now) {
      return new Open(name, peer, family, local, now);
    }
  }

  /** The name that a listener will have when it is bound now: A, later A2. */
  String nameFor(int listener) {
    int before = timesBound.getOrDefault(listener, 0);
    return letters(listener) + (before == 0 ? "" : String.valueOf(before + 1));
  }

  /** 1 is A, 26 is Z, 27 is AA. */
  private static String letters(int number) {
    var letters = new StringBuilder();
    for (int left = number; left > 0; left = (left - 1) / LETTERS) {
      letters.insert(0, (char) ('A' + (left - 1) % LETTERS));
    }
    return letters.toString();
  }

  static String process(int peer) {
    return "P" + peer;
  }

  void bound(int listener, Open socket) {
    timesBound.merge(listener, 1, Integer::sum);
    open.put(listener, socket);
    named.add(socket.name());
    if (socket.peer() != 0) {
      processes.add(socket.peer());
    }
  }

  /** The name that a listener has, or will have. */
  String nameOf(int listener) {
    return find(listener).map(Open::name).orElseGet(() -> nameFor(listener));
  }

  /** The name of the next socket that is refused. */
  String nextRefused() {
    return "X" + (refused + 1);
  }

  void refused(int peer) {
    named.add(nextRefused());
    refused++;
    if (peer != 0) {
      processes.add(peer);
    }
  }

  /** The name of the next socket that is bound for one send. */
  String nextSendSocket() {
    return "S" + (sendSockets + 1);
  }

  void sentFromSocket() {
    named.add(nextSendSocket());
    sendSockets++;
  }

  /** The name of the next sender on any port. */
  String nextSender() {
    return "client" + (senders + 1);
  }

  void sentFromSender() {
    senders++;
  }

  Optional<Open> find(int listener) {
    return Optional.ofNullable(open.get(listener));
  }

  void change(int listener, ReuseOptions reuse) {
    open.computeIfPresent(listener, (_, socket) -> socket.withReuse(reuse));
  }

  void closed(int listener) {
    open.remove(listener);
  }

  /** Whether the lesson has a process; it has from its first bind on. */
  boolean knows(int peer) {
    return processes.contains(peer);
  }

  void stop(int peer, boolean on) {
    if (on) {
      stopped.add(peer);
    } else {
      stopped.remove(peer);
    }
  }

  void ended(int peer) {
    open.values().removeIf(each -> each.peer() == peer);
    stopped.remove(peer);
  }

  boolean reads(Open socket) {
    return !stopped.contains(socket.peer());
  }

  Map<Integer, Open> open() {
    return open;
  }

  /** A socket that the lesson had at some time, for an expectation that needs one; or null. */
  @Nullable String any() {
    return named.isEmpty() ? null : named.getLast();
  }
}
