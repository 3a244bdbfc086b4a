package org.portbound.experiment;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.posix.LabSocket;

/**
 * Ports that nobody uses.
 *
 * @param tested the port that scenarios bind
 * @param firstSender the first of {@link #SENDERS} ports to send from
 */
record Ports(int tested, int firstSender) {
  /** How many sources a scenario may have. */
  static final int SENDERS = 32;

  private static final InetAddress ANY = InetAddress.ofLiteral("::");
  private static final int LOWEST = 10_000;
  private static final int HIGHEST = 30_000;
  private static final int TRIES = 1_000;

  /** The same ones always: a private network is empty. */
  static Ports ofPrivateNetwork() {
    return new Ports(12_345, 20_001);
  }

  /**
   * Ports that are free now, below those that the kernel gives out by itself. Somebody may take one
   * later: that would show as a difference.
   *
   * @throws IllegalStateException if there are none
   */
  static Ports free() {
    RandomGenerator random = RandomGenerator.getDefault();
    for (int i = 0; i < TRIES; i++) {
      int first = random.nextInt(LOWEST, HIGHEST);
      if (areFree(first, SENDERS + 1)) {
        return new Ports(first, first + 1);
      }
    }
    throw new IllegalStateException("no " + (SENDERS + 1) + " free UDP ports in a row");
  }

  private static boolean areFree(int first, int count) {
    List<LabSocket> held = new ArrayList<>(count);
    try {
      for (int port = first; port < first + count; port++) {
        LabSocket socket = LabSocket.create(Family.INET6);
        held.add(socket);
        Optional<Errno> refused = socket.bind(new Endpoint(ANY, port));
        if (refused.isPresent()) {
          return false;
        }
      }
      return true;
    } finally {
      held.forEach(LabSocket::close);
    }
  }
}
