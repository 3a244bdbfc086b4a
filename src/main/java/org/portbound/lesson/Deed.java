package org.portbound.lesson;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.workbench.PeerAction;

/**
 * One thing that a step does, with the answer that is expected. Sockets, processes and crowds of
 * senders go by the names that the lesson gives them.
 */
public sealed interface Deed {
  /** What the kernel is expected to answer. */
  Expected expected();

  /**
   * Opens a socket.
   *
   * @param socket the name it gets
   * @param plan everything about it
   * @param process the process that opens it, started if it is not there yet; null for this one
   * @param otherUser whether that process is another user's
   * @param expected success, or an error
   */
  record Bind(
      String socket,
      SocketPlan plan,
      @Nullable String process,
      boolean otherUser,
      Expected.Answer expected)
      implements Deed {
    /** Where it is bound. */
    public Endpoint local() {
      return plan.local();
    }

    /** Whether it is an IPv6 socket. */
    public boolean ipv6() {
      return plan.family() == Family.INET6;
    }

    /** Its reuse options. */
    public ReuseOptions reuse() {
      return plan.reuse();
    }
  }

  /**
   * Switches an option of an open socket.
   *
   * @param option which
   * @param on the value
   * @param expected success, or an error
   */
  record Set(String socket, Option option, boolean on, Expected.Answer expected) implements Deed {}

  /** An option that can be switched while a socket is open. */
  enum Option {
    /** Shares with every socket that has it too. */
    SO_REUSEADDR,
    /** Shares with sockets of the same user that have it too. */
    SO_REUSEPORT,
    /** Gets groups that only others on this machine have joined. */
    IP_MULTICAST_ALL
  }

  /** Ties a socket to a peer. */
  record Connect(String socket, Endpoint to, Expected.Answer expected) implements Deed {}

  /** Joins a group. */
  record Join(String socket, GroupMembership group, Expected.Answer expected) implements Deed {}

  /** Leaves a group. */
  record Leave(String socket, GroupMembership group, Expected.Answer expected) implements Deed {}

  /**
   * Sends datagrams.
   *
   * @param from name of an open socket, or of a crowd: so many ports, each of which sends
   * @param ports how many ports the crowd has; 0 if {@code from} is a socket or a known crowd
   * @param to where to
   * @param text the payload
   * @param count how many datagrams each sender sends
   * @param expected who gets how many
   */
  record Send(
      String from, int ports, Endpoint to, String text, int count, Expected.Delivery expected)
      implements Deed {}

  /** Closes a socket. */
  record Close(String socket, Expected.Answer expected) implements Deed {}

  /** Lets a child of its process inherit a socket. */
  record Fork(String socket, Expected.Answer expected) implements Deed {}

  /** Does something to a process. */
  record Signal(String process, PeerAction action, Expected.Answer expected) implements Deed {}

  /**
   * Looks who holds a port.
   *
   * @param port the port, as it is written in the lesson
   */
  record Who(int port, Expected.Holders expected) implements Deed {}

  /** The names of sockets in a list, for sentences. */
  static String names(List<String> names) {
    return String.join(", ", names);
  }
}
