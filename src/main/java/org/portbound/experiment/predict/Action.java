package org.portbound.experiment.predict;

import java.net.InetAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portbound.rules.BoundSocket;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;

/** One step of a scenario. */
public sealed interface Action {
  /**
   * A socket is created with its options and bound.
   *
   * @param family its family
   * @param address the address to bind; an IPv4 one in its mapped form for {@link Family#INET6}
   * @param reuse options set before the bind
   * @param v6Only IPV6_V6ONLY
   * @param device SO_BINDTODEVICE, or null
   * @param uid the user who creates the socket
   * @param groups that it joins after the bind
   * @param multicastAll IP_MULTICAST_ALL and IPV6_MULTICAST_ALL: it also gets groups that others
   *     joined
   */
  record Bind(
      Family family,
      InetAddress address,
      ReuseOptions reuse,
      boolean v6Only,
      @Nullable String device,
      int uid,
      List<GroupMembership> groups,
      boolean multicastAll)
      implements Action {
    /** Copies the groups. */
    public Bind {
      groups = List.copyOf(groups);
    }

    /** The socket that it makes on a port. */
    public BoundSocket on(int port) {
      return new BoundSocket(
          family,
          new Endpoint(address, port),
          reuse,
          reuse.reusePort(),
          v6Only,
          device,
          uid,
          null,
          groups,
          multicastAll);
    }
  }

  /**
   * An option is switched after the bind.
   *
   * @param socket its number, from 1
   */
  record SetReuse(int socket, ReuseOption option, boolean on) implements Action {}

  /**
   * The socket connects to a peer, once in its life.
   *
   * @param socket its number, from 1
   * @param peer where to
   * @param source the address that a wildcard socket gets by it
   */
  record Connect(int socket, Endpoint peer, InetAddress source) implements Action {}

  /**
   * The socket is closed.
   *
   * @param socket its number, from 1
   */
  record Close(int socket) implements Action {}

  /**
   * Datagrams are sent to the port.
   *
   * @param from the first source; those after it have the next ports
   * @param to the destination address: unicast, or a multicast group
   * @param device the interface by which they come in
   * @param sources how many sources send one datagram each, 1 or more
   */
  record Send(Endpoint from, InetAddress to, String device, int sources) implements Action {}
}
