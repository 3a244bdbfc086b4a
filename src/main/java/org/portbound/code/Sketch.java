package org.portbound.code;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.socket.SocketPlan;

/**
 * What a program is to do: open a socket as planned, then listen, or send one datagram.
 *
 * @param plan the socket; its port may be 0
 * @param late what is done to it once it is bound
 * @param closeOnExit of a listener: whether a datagram with the text {@code exit} ends it
 * @param dispatch what is sent, or null for a listener
 */
public record Sketch(SocketPlan plan, Late late, boolean closeOnExit, @Nullable Dispatch dispatch) {
  /** A listener. */
  public static Sketch listener(SocketPlan plan, boolean closeOnExit) {
    return new Sketch(plan, Late.NOTHING, closeOnExit, null);
  }

  /** A send. */
  public static Sketch send(SocketPlan plan, Dispatch dispatch) {
    return new Sketch(plan, Late.NOTHING, false, dispatch);
  }

  /** The same with this done to the socket once it is bound. */
  public Sketch withLate(Late newLate) {
    return new Sketch(plan, newLate, closeOnExit, dispatch);
  }

  /** The same with a socket of another plan. */
  public Sketch withPlan(SocketPlan newPlan) {
    return new Sketch(newPlan, late, closeOnExit, dispatch);
  }

  /**
   * What is done to a socket once it is bound and has joined its groups.
   *
   * @param multicastAll IP_MULTICAST_ALL or IPV6_MULTICAST_ALL, by the family of the groups; what
   *     is not named stays as the kernel makes it
   * @param peer what it is connected to, or null
   */
  public record Late(Map<Family, Boolean> multicastAll, @Nullable Endpoint peer) {
    /** Nothing. */
    public static final Late NOTHING = new Late(Map.of(), null);

    /** Copies the map. */
    public Late {
      multicastAll = Map.copyOf(multicastAll);
    }
  }

  /**
   * One datagram to send.
   *
   * @param to where to
   * @param payload the bytes; must not be changed afterwards
   * @param options how
   * @param setup what is done to the socket before; its device stands in the plan
   */
  public record Dispatch(Endpoint to, byte[] payload, SendOptions options, SendSetup setup) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Dispatch that
          && to.equals(that.to)
          && Arrays.equals(payload, that.payload)
          && options.equals(that.options)
          && setup.equals(that.setup);
    }

    @Override
    public int hashCode() {
      return to.hashCode() * 31 + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
      return payload.length + " bytes to " + to;
    }
  }
}
