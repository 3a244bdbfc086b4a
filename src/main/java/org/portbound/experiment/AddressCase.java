package org.portbound.experiment;

import static org.portbound.socket.Family.INET;
import static org.portbound.socket.Family.INET6;

import java.util.List;

/**
 * Where the first and the second socket of a matrix cell bind.
 *
 * @param first address of the socket that binds first
 * @param second address of the socket that binds after it
 */
public record AddressCase(BindAddress first, BindAddress second) {
  private static final BindAddress V4 = BindAddress.of(INET, "127.0.0.1", false);
  private static final BindAddress OTHER_V4 = BindAddress.of(INET, "127.0.0.2", false);
  private static final BindAddress ANY_V4 = BindAddress.of(INET, "0.0.0.0", false);
  private static final BindAddress V6 = BindAddress.of(INET6, "::1", false);
  private static final BindAddress ANY_DUAL = BindAddress.of(INET6, "::", false);
  private static final BindAddress ANY_V6 = BindAddress.of(INET6, "::", true);
  private static final BindAddress MAPPED = BindAddress.of(INET6, "127.0.0.1", false);
  private static final BindAddress GROUP = BindAddress.of(INET, "239.255.1.1", false);

  /** The cases of the matrix, in the order of its rows. */
  public static final List<AddressCase> ALL =
      List.of(
          new AddressCase(V4, V4),
          new AddressCase(V4, OTHER_V4),
          new AddressCase(V4, ANY_V4),
          new AddressCase(ANY_V4, V4),
          new AddressCase(ANY_V4, ANY_V4),
          new AddressCase(V6, V6),
          new AddressCase(V6, ANY_DUAL),
          new AddressCase(ANY_DUAL, V6),
          new AddressCase(ANY_DUAL, ANY_DUAL),
          new AddressCase(V4, V6),
          new AddressCase(V4, MAPPED),
          new AddressCase(V4, ANY_DUAL),
          new AddressCase(ANY_DUAL, V4),
          new AddressCase(ANY_V4, ANY_DUAL),
          new AddressCase(ANY_V4, ANY_V6),
          new AddressCase(GROUP, GROUP),
          new AddressCase(GROUP, ANY_V4));

  /** {@code 127.0.0.1 -> 0.0.0.0}. */
  @Override
  public String toString() {
    return first + " -> " + second;
  }
}
