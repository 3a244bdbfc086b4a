package org.portbound.lesson;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.portbound.socket.Endpoint;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.Workbench;

/** Who plays in a run: listeners, processes and crowds by the lesson's names. One thread. */
final class Cast {
  /** Where the senders of a crowd are, and which socket each reached the last time. */
  static final class Crowd {
    final List<Endpoint> senders = new ArrayList<>();
    final Map<Endpoint, String> reached = new HashMap<>();
  }

  private final Workbench workbench;
  private final Map<String, Integer> listeners = new LinkedHashMap<>();
  private final Map<String, Integer> peers = new LinkedHashMap<>();
  private final Map<String, Crowd> crowds = new HashMap<>();

  Cast(Workbench workbench) {
    this.workbench = workbench;
  }

  void addListener(String name, int number) {
    listeners.put(name, number);
  }

  void addPeer(String name, int number) {
    peers.put(name, number);
  }

  OptionalInt listener(String name) {
    Integer number = listeners.get(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  OptionalInt peer(String name) {
    Integer number = peers.get(name);
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** The name of a listener's socket. */
  Optional<String> socket(int listener) {
    return listeners.entrySet().stream()
        .filter(each -> each.getValue() == listener)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The name of a peer. */
  Optional<String> process(int peer) {
    return peers.entrySet().stream()
        .filter(each -> each.getValue() == peer)
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The names of the sockets that are open, in the order in which they were opened. */
  List<String> openSockets() {
    return listeners.entrySet().stream()
        .filter(each -> isOpen(each.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  boolean isOpen(int listener) {
    return workbench.listeners().stream()
        .anyMatch(each -> each.number() == listener && each.state() == ListenerState.OPEN);
  }

  Crowd crowd(String name) {
    return crowds.computeIfAbsent(name, _ -> new Crowd());
  }

  List<Integer> allListeners() {
    return List.copyOf(listeners.values());
  }

  List<Integer> allPeers() {
    return List.copyOf(peers.values());
  }

  void clear() {
    listeners.clear();
    peers.clear();
    crowds.clear();
  }
}
