package org.portbound.rules;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.ReuseOptions;

/**
 * A socket of which not everything is known: every form that it may have. Address, port and user
 * are the same in all of them.
 *
 * @param possible the forms, at least one
 */
public record UncertainSocket(List<BoundSocket> possible) {
  private static final List<ReuseOptions> ALL_OPTIONS =
      List.of(ReuseOptions.NONE, ReuseOptions.ADDR, ReuseOptions.PORT, ReuseOptions.BOTH);

  /**
   * @throws IllegalArgumentException if there is no form
   */
  public UncertainSocket {
    possible = List.copyOf(possible);
    if (possible.isEmpty()) {
      throw new IllegalArgumentException("a socket has at least one possible form");
    }
  }

  /** A socket of which everything is known. */
  public static UncertainSocket known(BoundSocket socket) {
    return new UncertainSocket(List.of(socket));
  }

  /**
   * A socket as /proc shows it: its reuse options are not there, nor IPV6_V6ONLY of a wildcard, nor
   * SO_BINDTODEVICE.
   *
   * @param socket what is known; the unknown parts of it do not matter
   * @param device a device that it may be tied to, or null if nobody asks about devices
   */
  public static UncertainSocket fromOutside(BoundSocket socket, @Nullable String device) {
    List<Boolean> v6Only = socket.anyIpv6() ? List.of(false, true) : List.of(false);
    var possible = new ArrayList<BoundSocket>();
    for (ReuseOptions reuse : ALL_OPTIONS) {
      for (boolean only : v6Only) {
        BoundSocket form = socket.withReuse(reuse).withV6Only(only).withDevice(null);
        possible.add(form);
        if (device != null) {
          // Any other device stands for all others.
          possible.add(form.withDevice("other than " + device));
        }
      }
    }
    return new UncertainSocket(possible);
  }

  /** What is the same in every form. */
  public BoundSocket any() {
    return possible.getFirst();
  }

  /** The reuse options if all forms agree on them, or null. */
  public @Nullable ReuseOptions knownReuse() {
    ReuseOptions first = any().reuse();
    return possible.stream().allMatch(each -> each.reuse().equals(first)) ? first : null;
  }
}
