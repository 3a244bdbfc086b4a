package org.portbound.socket;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Sends many datagrams from one socket to one destination, a batch with each call. Belongs to one
 * thread; the socket may be used, and closed, by others meanwhile.
 */
public interface SendBatch extends AutoCloseable {
  /** How many datagrams a batch holds. */
  int SLOTS = 64;

  /**
   * Writes a payload into a slot, where it stays until it is overwritten.
   *
   * @param slot from 0
   */
  void put(int slot, byte[] payload);

  /** Puts the same payload into every slot. */
  void putAll(byte[] payload);

  /**
   * Writes bytes of a payload that was put into this very slot before, and has kept its length.
   *
   * @param slot from 0
   * @param payload the whole payload, as it is now
   * @param from the first byte that may have changed
   * @param to after the last byte that may have changed
   */
  void patch(int slot, byte[] payload, int from, int to);

  /**
   * Sends the first slots in their order, and waits for room in the socket's send buffer if there
   * is none.
   *
   * @param count how many slots, 1 to {@link #SLOTS}
   * @return how many were sent; fewer only if the one after them failed, which {@link #failure()}
   *     tells
   */
  int send(int count);

  /** The call that failed in the last {@link #send}, or null. */
  @Nullable SystemCall failure();

  /**
   * The calls made since this was last asked that are told one by one: the first ones on the
   * socket's options, the first that sent, and the first of each failure.
   */
  List<SystemCall> calls();

  /** All other calls, counted. */
  List<CallSource> repeated();

  /** Frees the memory; the socket stays open. */
  @Override
  void close();
}
