package org.portbound.workbench;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.portbound.peer.PeerCall;
import org.portbound.peer.PeerProcess;
import org.portbound.peer.PeerSocket;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SourceFilter;
import org.portbound.socket.Steering;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/**
 * A socket that a peer holds: each call is made in the peer. Any thread; the peer answers one
 * command after the other.
 */
final class RemoteSocket implements UdpSocket {
  private final PeerProcess peer;
  private final PeerSocket socket;
  private final Map<Family, Boolean> multicastAll = new ConcurrentHashMap<>();
  private volatile ReuseOptions reuse;
  private volatile boolean closed;

  RemoteSocket(PeerProcess peer, PeerSocket socket) {
    this.peer = peer;
    this.socket = socket;
    this.reuse = socket.reuse();
  }

  PeerProcess peer() {
    return peer;
  }

  int number() {
    return socket.number();
  }

  /** The peer is gone, and the socket with it. */
  void gone() {
    closed = true;
  }

  @Override
  public SocketPlan plan() {
    return socket.plan();
  }

  @Override
  public Endpoint local() {
    return socket.local();
  }

  @Override
  public ReuseOptions reuse() {
    return reuse;
  }

  @Override
  public int descriptor() {
    return socket.descriptor();
  }

  @Override
  public OptionalLong inode() {
    return socket.inode();
  }

  @Override
  public OptionalInt receiveBufferBytes() {
    return socket.receiveBufferBytes();
  }

  /** The count that comes with its datagrams is all that is known here. */
  @Override
  public OptionalLong droppedByKernel() {
    return OptionalLong.empty();
  }

  @Override
  public CallOutcome setReuse(ReuseOption option, boolean on) {
    CallOutcome outcome = outcome("setsockopt", peer.setReuse(number(), option, on));
    if (outcome instanceof CallOutcome.Done) {
      ReuseOptions now = reuse;
      reuse =
          option == ReuseOption.SO_REUSEADDR
              ? new ReuseOptions(on, now.reusePort())
              : new ReuseOptions(now.reuseAddr(), on);
    }
    return outcome;
  }

  @Override
  public CallOutcome join(GroupMembership membership) {
    return outcome("setsockopt", peer.join(number(), membership));
  }

  @Override
  public CallOutcome leave(GroupMembership membership) {
    return outcome("setsockopt", peer.leave(number(), membership));
  }

  @Override
  public CallOutcome setSources(GroupMembership joined, SourceFilter now) {
    return outcome("setsockopt", peer.setSources(number(), joined, now));
  }

  @Override
  public CallOutcome setMulticastAll(Family group, boolean on) {
    CallOutcome outcome = outcome("setsockopt", peer.setMulticastAll(number(), group, on));
    if (outcome instanceof CallOutcome.Done) {
      multicastAll.put(group, on);
    }
    return outcome;
  }

  /** Known once it was set from here. */
  @Override
  public Optional<Boolean> multicastAll(Family group) {
    return Optional.ofNullable(multicastAll.get(group));
  }

  @Override
  public CallOutcome setSteering(Steering how) {
    return outcome("setsockopt", peer.setSteering(number(), how));
  }

  @Override
  public CallOutcome setIncomingCpu(int cpu) {
    return outcome("setsockopt", peer.setIncomingCpu(number(), cpu));
  }

  @Override
  public CallOutcome send(Endpoint destination, byte[] payload, SendOptions options) {
    return outcome("sendmsg", peer.send(number(), destination, payload, options));
  }

  @Override
  public void close() {
    closeReporting();
  }

  @Override
  public CallOutcome closeReporting() {
    if (closed) {
      return new CallOutcome.Done(List.of());
    }
    closed = true;
    return outcome("close", peer.closeSocket(number()));
  }

  /** A peer that does not answer has made no call: what the kernel says to a closed socket. */
  private CallOutcome outcome(String name, PeerCall call) {
    return switch (call) {
      case PeerCall.Called(CallOutcome outcome) -> outcome;
      case PeerCall.NotAnswered _ -> {
        var none = new SystemCall(Instant.now(), 0, -1, name, "…", -1, Errno.ESRCH);
        yield new CallOutcome.Failed(none, Errno.ESRCH, List.of());
      }
    };
  }
}
