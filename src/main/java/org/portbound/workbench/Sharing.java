package org.portbound.workbench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.portbound.rules.Arrival;
import org.portbound.rules.BoundSocket;
import org.portbound.rules.Clue;
import org.portbound.rules.Delivery;
import org.portbound.rules.PortModel;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.Steering;

/**
 * Who gets what among the listeners, by the rules: each port is replayed event by event as the
 * workbench binds, changes and closes sockets. Sockets of other programs on the same port are not
 * in it. Any thread; guarded by itself.
 */
public final class Sharing {
  private final Map<Integer, PortModel> ports = new HashMap<>();

  /** The open listeners, in the order of their binds. */
  private final Map<Integer, Place> places = new LinkedHashMap<>();

  /** When what a listener's group is was changed last, by listener. */
  private final Map<Integer, Instant> changed = new HashMap<>();

  private final Map<Integer, Integer> cpus = new HashMap<>();

  /** Where a listener's socket is: a port, and its number in the model of that. */
  private record Place(int port, int number) {}

  Sharing() {}

  /** The groups of two listeners or more, in the order in which they began. */
  public synchronized List<SharedGroup> groups() {
    var groups = new ArrayList<SharedGroup>();
    for (int listener : places.keySet()) {
      if (groups.stream().noneMatch(each -> each.has(listener))) {
        SharedGroup group = groupOf(listener);
        if (group.members().size() > 1) {
          groups.add(group);
        }
      }
    }
    return groups;
  }

  /** The group of a listener; without members if it is in none. */
  synchronized SharedGroup groupOf(int listener) {
    Place place = places.get(listener);
    if (place == null) {
      return new SharedGroup(List.of(), Steering.HASH, Instant.EPOCH);
    }
    PortModel model = model(place.port());
    List<Integer> members = listeners(place.port(), model.group(place.number()));
    return new SharedGroup(
        members.stream()
            .map(each -> new SharedGroup.Member(each, cpus.getOrDefault(each, Clue.UNKNOWN)))
            .toList(),
        model.steering(place.number()),
        members.stream()
            .map(each -> changed.getOrDefault(each, Instant.EPOCH))
            .max(Instant::compareTo)
            .orElse(Instant.EPOCH));
  }

  /**
   * Who of the listeners gets a datagram, by their numbers; multicast is not looked at.
   *
   * @return {@link Delivery.Nobody} for a port without listeners
   */
  public synchronized Delivery deliver(Arrival arrival, Clue clue) {
    int port = arrival.destination().port();
    PortModel model = ports.get(port);
    if (model == null) {
      return new Delivery.Nobody();
    }
    return switch (model.deliver(arrival, clue)) {
      case Delivery.Nobody nobody -> nobody;
      case Delivery.One(int number, var rule) ->
          new Delivery.One(listeners(port, List.of(number)).getFirst(), rule);
      case Delivery.Shared(List<Integer> numbers, var rule) ->
          new Delivery.Shared(listeners(port, numbers), rule);
      case Delivery.Copies(List<Integer> numbers) -> new Delivery.Copies(listeners(port, numbers));
    };
  }

  private List<Integer> listeners(int port, List<Integer> numbers) {
    var found = new ArrayList<Integer>();
    for (int number : numbers) {
      places.forEach(
          (listener, place) -> {
            if (place.port() == port && place.number() == number) {
              found.add(listener);
            }
          });
    }
    return found;
  }

  private PortModel model(int port) {
    return ports.computeIfAbsent(port, _ -> new PortModel());
  }

  synchronized void opened(int listener, BoundSocket socket) {
    int port = socket.local().port();
    places.put(listener, new Place(port, model(port).bind(socket)));
    touch(listener);
  }

  synchronized void closed(int listener) {
    Place place = places.get(listener);
    if (place == null) {
      return;
    }
    touch(listener);
    places.remove(listener);
    changed.remove(listener);
    cpus.remove(listener);
    model(place.port()).close(place.number());
    if (places.values().stream().noneMatch(each -> each.port() == place.port())) {
      ports.remove(place.port());
    }
  }

  synchronized void reuseIs(int listener, ReuseOptions now) {
    Place place = places.get(listener);
    if (place != null) {
      model(place.port()).setReuse(place.number(), now);
      touch(listener);
    }
  }

  /** A socket connected, for the first time; later ones change nothing that is told here. */
  synchronized void connected(int listener, Endpoint peer) {
    Place place = places.get(listener);
    BoundSocket socket = place == null ? null : model(place.port()).socket(place.number());
    if (place == null || socket == null || socket.connection() != null) {
      return;
    }
    touch(listener);
    model(place.port()).connect(place.number(), peer, localAfter(socket.local(), peer));
  }

  /** What a wildcard becomes is the kernel's choice; over loopback it is the peer's address. */
  private static Endpoint localAfter(Endpoint bound, Endpoint peer) {
    return bound.isWildcard() && peer.address().isLoopbackAddress()
        ? new Endpoint(peer.address(), bound.port())
        : bound;
  }

  synchronized void steered(int listener, Steering how) {
    Place place = places.get(listener);
    if (place != null) {
      model(place.port()).steer(place.number(), how);
      touch(listener);
    }
  }

  synchronized void incomingCpuIs(int listener, int cpu) {
    Place place = places.get(listener);
    if (place != null) {
      cpus.put(listener, cpu);
      model(place.port()).setIncomingCpu(place.number(), cpu);
      touch(listener);
    }
  }

  /** What it and its group were until now is over. */
  private void touch(int listener) {
    Instant now = Instant.now();
    changed.put(listener, now);
    groupOf(listener).members().forEach(each -> changed.put(each.listener(), now));
  }
}
