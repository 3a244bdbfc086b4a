package org.portbound.socket;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A batch for sockets that can only send one datagram after the other. */
final class SingleSends implements SendBatch {
  private final UdpSocket socket;
  private final Endpoint destination;
  private final SendOptions options;
  private final byte[][] payloads = new byte[SLOTS][0];
  private final PendingCalls calls = new PendingCalls();
  private @Nullable SystemCall failure;

  SingleSends(UdpSocket socket, Endpoint destination, SendOptions options) {
    this.socket = socket;
    this.destination = destination;
    this.options = options;
  }

  @Override
  public void put(int slot, byte[] payload) {
    payloads[slot] = payload.clone();
  }

  @Override
  public void putAll(byte[] payload) {
    Arrays.fill(payloads, payload.clone());
  }

  @Override
  public void patch(int slot, byte[] payload, int from, int to) {
    System.arraycopy(payload, from, payloads[slot], from, to - from);
  }

  @Override
  public int send(int count) {
    failure = null;
    for (int slot = 0; slot < count; slot++) {
      CallOutcome outcome = socket.send(destination, payloads[slot], options);
      note(outcome, payloads[slot].length);
      if (outcome instanceof CallOutcome.Failed failed) {
        failure = failed.failed();
        return slot;
      }
    }
    return count;
  }

  /** The last one sends, if those before it did not fail. */
  private void note(CallOutcome outcome, int lengthBytes) {
    List<SystemCall> made = outcome.calls();
    if (made.isEmpty()) {
      return;
    }
    boolean sent = outcome instanceof CallOutcome.Done;
    calls.prepared(made.subList(0, made.size() - 1));
    calls.sending(made.getLast(), sent ? 1 : 0, sent ? lengthBytes : 0);
  }

  @Override
  public @Nullable SystemCall failure() {
    return failure;
  }

  @Override
  public List<SystemCall> calls() {
    return calls.take();
  }

  @Override
  public List<CallSource> repeated() {
    return calls.repeated();
  }

  /** There is no memory but the heap's. */
  @Override
  public void close() {
    calls.finish();
  }
}
