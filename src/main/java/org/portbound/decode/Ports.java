package org.portbound.decode;

/**
 * The ports between which a datagram went; 0 stands for one that is not known.
 *
 * @param source port it came from
 * @param destination port it was sent to
 */
public record Ports(int source, int destination) {
  /** Neither is known. */
  public static final Ports UNKNOWN = new Ports(0, 0);

  /** Whether one of the two is this one. */
  public boolean has(int port) {
    return source == port || destination == port;
  }
}
