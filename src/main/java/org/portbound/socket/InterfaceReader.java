package org.portbound.socket;

import java.util.List;
import java.util.Optional;

/**
 * A way to list the interfaces that sees more than Java's own, which on Linux leaves out those
 * without an address (SIOCGIFCONF in the JDK's NetworkInterface.c). Found as a service; any thread.
 */
public interface InterfaceReader {
  /** The interfaces of the calling thread's network, in any order; empty where it cannot tell. */
  Optional<List<Interface>> read();
}
