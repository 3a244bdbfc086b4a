package org.portbound.socket;

import java.util.List;

/**
 * The sockets that the one receiving thread waits for and drains.
 *
 * <p>Every method belongs to the receiving thread, except {@link #wakeUp()}, which any thread may
 * call. A {@link DatagramSink} calls nothing but {@code wakeUp} from within its methods.
 */
public interface ReceiveSet extends AutoCloseable {
  /**
   * Adds a socket of the same provider.
   *
   * @param tag comes back in {@link ReceivedDatagram#tag} with each of its datagrams
   * @return the calls that take its datagrams, but for those that {@link DatagramSink#failed} tells
   */
  CallSource add(UdpSocket socket, int tag);

  /**
   * The calls that wait for all sockets together. It is another list, and those of the one before
   * have ended, when other sockets are waited for.
   */
  List<CallSource> waits();

  /** Removes a socket; it is not touched any more, so it may be closed. */
  void remove(UdpSocket socket);

  /**
   * Waits until a datagram is there, the time is over, or {@link #wakeUp()} was called; then hands
   * what is waiting to the sink, in batches, each socket in its order of arrival. A socket that
   * never runs dry does not keep the others waiting.
   *
   * @param timeoutMs how long to wait at the most, in milliseconds; 0 does not wait, −1 waits
   *     without end
   * @return how many datagrams were handed over
   */
  int receive(DatagramSink sink, int timeoutMs);

  /** Ends a wait at once, or the next one if none is under way. */
  void wakeUp();

  /** Frees what the set holds; the sockets stay open. */
  @Override
  void close();
}
