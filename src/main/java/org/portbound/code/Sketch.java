package org.portbound.code;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;

/**
 * What a program is to do: open a socket as planned, then listen, or send one datagram.
 *
 * @param plan the socket; its port may be 0
 * @param closeOnExit of a listener: whether a datagram with the text {@code exit} ends it
 * @param dispatch what is sent, or null for a listener
 */
public record Sketch(SocketPlan plan, boolean closeOnExit, @Nullable Dispatch dispatch) {
  /** A listener. */
  public static Sketch listener(SocketPlan plan, boolean closeOnExit) {
    return new Sketch(plan, closeOnExit, null);
  }

  /** A send. */
  public static Sketch send(SocketPlan plan, Dispatch dispatch) {
    return new Sketch(plan, false, dispatch);
  }

  /**
   * One datagram to send.
   *
   * @param to where to
   * @param payload the bytes; must not be changed afterwards
   * @param options how
   * @param connect whether the socket is connected to the destination first
   */
  public record Dispatch(Endpoint to, byte[] payload, SendOptions options, boolean connect) {
    @Override
    public boolean equals(Object other) {
      return other instanceof Dispatch that
          && to.equals(that.to)
          && Arrays.equals(payload, that.payload)
          && options.equals(that.options)
          && connect == that.connect;
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
