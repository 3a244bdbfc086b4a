package org.portbound.diagnosis.arrival;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Holder;
import org.portbound.rules.Arrival;
import org.portbound.rules.BoundSocket;
import org.portbound.rules.Connection;
import org.portbound.rules.Delivery;
import org.portbound.rules.DeliveryRules;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketFlags;
import org.portbound.socket.SocketPlan;

/**
 * Which of the sockets on a port get a unicast datagram, by the rules. Where the options of some
 * are not known, every combination of them is asked: all answers are possible then.
 */
final class Takers {
  /** More sockets with unknown options than this, and their combinations are not gone through. */
  private static final int MAX_UNKNOWN = 6;

  private Takers() {}

  /**
   * The possible outcomes, each a list of holders of whom one gets the datagram; more than one in a
   * list share by hash, an empty list is nobody. No outcome at all: too much is unknown.
   *
   * @param holders as a scan lists them: each family in the kernel's order
   * @param source port 0 stands for a port to which nobody is connected
   * @param device the interface that it comes in on, or null if that is not known
   */
  static Set<List<Holder>> possible(
      List<Holder> holders, Endpoint source, Endpoint destination, @Nullable String device) {
    var outcomes = new LinkedHashSet<List<Holder>>();
    int[] unknown =
        IntStream.range(0, holders.size()).filter(i -> holders.get(i).flags() == null).toArray();
    if (unknown.length > MAX_UNKNOWN) {
      return outcomes;
    }
    // Two bits for each unknown socket: SO_REUSEPORT, IPV6_V6ONLY. Delivery asks for no more.
    for (int guess = 0; guess < 1 << 2 * unknown.length; guess++) {
      var sockets = new ArrayList<BoundSocket>();
      var order = new ArrayList<Holder>();
      var assumed = new ArrayList<BoundSocket>();
      for (int i = 0; i < holders.size(); i++) {
        assumed.add(bound(holders.get(i), guessed(i, unknown, guess), holders.size()));
      }
      oldestFirst(holders, assumed, order, sockets);
      outcomes.add(
          chosen(
              order,
              DeliveryRules.unicast(sockets, new Arrival(source, destination, device, false))));
    }
    return outcomes;
  }

  private static SocketFlags guessed(int holder, int[] unknown, int guess) {
    int place = 0;
    for (int i = 0; i < unknown.length; i++) {
      place = unknown[i] == holder ? i : place;
    }
    int bits = guess >> 2 * place;
    return new SocketFlags(new ReuseOptions(false, (bits & 1) != 0), (bits & 2) != 0);
  }

  /** When it connected is not told: as if after all the others had been bound. */
  private static BoundSocket bound(Holder holder, SocketFlags guessed, int boundBefore) {
    SocketFlags flags = holder.flags() == null ? guessed : holder.flags();
    BoundSocket socket =
        BoundSocket.of(
            SocketPlan.of(holder.local())
                .withFamily(holder.family())
                .withReuse(flags.reuse())
                .withV6Only(flags.v6Only()),
            holder.uid());
    return holder.peer() == null
        ? socket
        : socket.withConnection(new Connection(holder.local(), holder.peer(), boundBefore, 0));
  }

  /**
   * Undoes the kernel's order: newest first, but IPv6 sockets with SO_REUSEPORT at the end in the
   * order of their binds. Between the families the order does not matter for delivery, for an IPv4
   * socket always comes before a dual-stack one.
   */
  private static void oldestFirst(
      List<Holder> walk, List<BoundSocket> assumed, List<Holder> order, List<BoundSocket> into) {
    for (int i = walk.size() - 1; i >= 0; i--) {
      if (!atTheEnd(assumed.get(i))) {
        order.add(walk.get(i));
        into.add(assumed.get(i));
      }
    }
    for (int i = 0; i < walk.size(); i++) {
      if (atTheEnd(assumed.get(i))) {
        order.add(walk.get(i));
        into.add(assumed.get(i));
      }
    }
  }

  private static boolean atTheEnd(BoundSocket socket) {
    return socket.family() == Family.INET6 && socket.reusePortAtBind();
  }

  private static List<Holder> chosen(List<Holder> sockets, Delivery delivery) {
    return switch (delivery) {
      case Delivery.Nobody() -> List.of();
      case Delivery.One(int index, _) -> List.of(sockets.get(index));
      case Delivery.Shared(List<Integer> indices, _) -> indices.stream().map(sockets::get).toList();
      case Delivery.Copies(List<Integer> indices) -> indices.stream().map(sockets::get).toList();
    };
  }
}
