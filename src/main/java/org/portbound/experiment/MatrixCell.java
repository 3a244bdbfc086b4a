package org.portbound.experiment;

import org.portbound.rules.BindVerdict;
import org.portbound.socket.ReuseOptions;

/**
 * One pair of sockets, tried out.
 *
 * @param addresses where the two bind
 * @param first options of the first
 * @param second options of the second
 * @param otherUser whether another user created the second
 * @param prediction what Linux's rules say to the second bind
 * @param result what this kernel said
 */
public record MatrixCell(
    AddressCase addresses,
    ReuseOptions first,
    ReuseOptions second,
    boolean otherUser,
    BindVerdict prediction,
    MatrixResult result) {

  /** Whether the kernel did what was predicted, or was not asked. */
  public boolean agrees() {
    return switch (result) {
      case MatrixResult.Allowed _ -> prediction instanceof BindVerdict.Allowed;
      case MatrixResult.Refused _ -> !(prediction instanceof BindVerdict.Allowed);
      case MatrixResult.NotRun _ -> true;
    };
  }
}
