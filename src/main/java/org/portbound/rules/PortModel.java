package org.portbound.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.Steering;

/**
 * The sockets of one port, replayed event by event. What a socket gets may depend on all that
 * happened since the first bind: on options that were switched later, on sockets that connected and
 * are closed by now. Where that is known, this is exact; {@link BindRules} and {@link
 * DeliveryRules} answer by the present state alone.
 *
 * <p>Opens nothing and reads nothing. Not thread-safe.
 */
public final class PortModel {
  private final List<BoundSocket> open = new ArrayList<>();

  /** For each open socket its number; ascending. */
  private final List<Integer> numbers = new ArrayList<>();

  private final ReuseportGroups groups = new ReuseportGroups();
  private int next;
  private int connects;

  /** A port on which nothing is bound. */
  public PortModel() {}

  /** What bind(2) will say to this socket; the decider is a number given by {@link #bind}. */
  public BindVerdict predict(BoundSocket candidate) {
    return switch (BindRules.predict(open, candidate)) {
      case BindVerdict.Allowed(OptionalInt decider, BindRule rule) ->
          new BindVerdict.Allowed(
              decider.isPresent() ? OptionalInt.of(numbers.get(decider.getAsInt())) : decider,
              rule);
      case BindVerdict.Refused(int decider, BindRule rule, Overlap overlap) ->
          new BindVerdict.Refused(numbers.get(decider), rule, overlap);
      case BindVerdict.Impossible impossible -> impossible;
    };
  }

  /**
   * Adds a socket that was bound, whether or not the rules would have allowed it.
   *
   * @param socket not connected
   * @return its number: 0 for the first, and so on
   */
  public int bind(BoundSocket socket) {
    open.add(socket);
    numbers.add(next);
    groups.bind(next, socket);
    return next++;
  }

  /** Options were set after the bind. */
  public void setReuse(int number, ReuseOptions now) {
    int index = index(number);
    open.set(index, open.get(index).withReuseNow(now));
    groups.change(number, open.get(index));
  }

  /**
   * A socket connected, for the first time.
   *
   * @param local the address that it has after that
   */
  public void connect(int number, Endpoint peer, Endpoint local) {
    int index = index(number);
    var connection = new Connection(local, peer, open.size(), connects++);
    open.set(index, open.get(index).withConnection(connection));
    groups.connect(number, open.get(index));
  }

  /** A socket is closed; the others keep their numbers. */
  public void close(int number) {
    int index = index(number);
    open.remove(index);
    numbers.remove(index);
    groups.close(number);
    // A connection counts the sockets of the list, which is one shorter now.
    open.replaceAll(each -> withoutOneBefore(each, index));
  }

  private static BoundSocket withoutOneBefore(BoundSocket socket, int index) {
    Connection connection = socket.connection();
    return connection == null || connection.boundBefore() <= index
        ? socket
        : socket.withConnection(
            new Connection(
                connection.local(),
                connection.peer(),
                connection.boundBefore() - 1,
                connection.order()));
  }

  /** The socket of this number, or null if it was closed. */
  public @Nullable BoundSocket socket(int number) {
    int index = numbers.indexOf(number);
    return index < 0 ? null : open.get(index);
  }

  private int index(int number) {
    int index = numbers.indexOf(number);
    if (index < 0) {
      throw new IllegalArgumentException("socket " + number + " is not open");
    }
    return index;
  }

  /** Who gets a datagram, by the numbers of the sockets. */
  public Delivery deliver(Arrival arrival) {
    return switch (DeliveryRules.deliver(
        open, arrival, () -> new NumberedGroups(groups, numbers))) {
      case Delivery.Nobody nobody -> nobody;
      case Delivery.One(int index, DeliveryRule rule) -> new Delivery.One(numbers.get(index), rule);
      case Delivery.Shared(List<Integer> indices, DeliveryRule rule) ->
          new Delivery.Shared(numbered(indices), rule);
      case Delivery.Copies(List<Integer> indices) -> new Delivery.Copies(numbered(indices));
    };
  }

  /**
   * The same where more is known of the datagram, so that a steered group need not be left open:
   * the group's program is asked first, then SO_INCOMING_CPU, then the hash.
   *
   * @return one socket if it is certain, else those among which the hash picks
   */
  public Delivery deliver(Arrival arrival, Clue clue) {
    Delivery delivery = deliver(arrival);
    return delivery instanceof Delivery.Shared(List<Integer> sharing, DeliveryRule _)
        ? groups.choose(sharing, clue)
        : delivery;
  }

  /** A group was given a program, or none, through this socket; see {@link Steering}. */
  public void steer(int number, Steering how) {
    groups.steer(number, how);
  }

  /** SO_INCOMING_CPU was set; −1 for none. */
  public void setIncomingCpu(int number, int cpu) {
    groups.setIncomingCpu(number, cpu);
  }

  /**
   * The sockets with which this one shares by SO_REUSEPORT, itself among them, each at the index
   * that it has in the kernel; empty if it is in no group.
   */
  public List<Integer> group(int number) {
    return groups.orderOf(number);
  }

  /** How the group of this socket chooses. */
  public Steering steering(int number) {
    return groups.steering(number);
  }

  private List<Integer> numbered(List<Integer> indices) {
    return indices.stream().map(numbers::get).toList();
  }
}
