package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.portbound.socket.posix.Constants.IPPROTO_IP;
import static org.portbound.socket.posix.Constants.IPPROTO_IPV6;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.OptionalInt;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.PathMtu;
import org.portbound.socket.SendOptions;

/**
 * Asks for the MTU of a path: the kernel tells it of a connected socket alone (IP_MTU in ip(7)), so
 * one is connected for the question. Connecting sends nothing.
 */
final class PathMtuQuestion {
  private PathMtuQuestion() {}

  static PathMtu ask(Endpoint destination, SendOptions wanted) {
    Family family = Family.of(destination.address());
    boolean four = family == Family.INET;
    var calls = new Calls();
    int type = Constants.SOCK_DGRAM | Constants.SOCK_CLOEXEC;
    int descriptor =
        (int)
            calls.make(
                -1,
                "socket",
                family.constant() + ", SOCK_DGRAM|SOCK_CLOEXEC, IPPROTO_UDP",
                () ->
                    Kernel.libC()
                        .socket(
                            four ? Constants.AF_INET : Constants.AF_INET6,
                            type,
                            Constants.IPPROTO_UDP));
    if (descriptor < 0) {
      return new PathMtu(OptionalInt.empty(), calls.made());
    }
    OptionalInt bytes;
    try (Arena arena = Arena.ofConfined()) {
      bytes = ask(new Options(calls, arena, descriptor), descriptor, destination, wanted);
    } finally {
      calls.close(descriptor);
    }
    return new PathMtu(bytes, calls.made());
  }

  private static OptionalInt ask(
      Options options, int descriptor, Endpoint destination, SendOptions wanted) {
    Family family = Family.of(destination.address());
    boolean four = family == Family.INET;
    Arena arena = options.arena();
    new SendState().apply(options, destination, wanted.withBroadcast(true));
    Connection.connect(options, family, descriptor, destination);
    MemorySegment value = arena.allocate(JAVA_INT);
    MemorySegment length = arena.allocate(JAVA_INT);
    length.set(JAVA_INT, 0, Integer.BYTES);
    long result =
        options.make(
            "getsockopt",
            () ->
                descriptor
                    + (four ? ", IPPROTO_IP, IP_MTU, [" : ", IPPROTO_IPV6, IPV6_MTU, [")
                    + value.get(JAVA_INT, 0)
                    + "], [4]",
            () ->
                Kernel.libC()
                    .getsockopt(
                        descriptor,
                        four ? IPPROTO_IP : IPPROTO_IPV6,
                        four ? Constants.IP_MTU : Constants.IPV6_MTU,
                        value.address(),
                        length.address()));
    return result == 0 ? OptionalInt.of(value.get(JAVA_INT, 0)) : OptionalInt.empty();
  }
}
