package org.portbound.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;

/**
 * One random scenario on the real kernel: up to six sockets on one port, bound one after the other,
 * some connected; what the rules say beside what happens.
 */
final class KernelScenario implements AutoCloseable {
  private static final List<String> SPECIFIC = List.of("127.0.0.1", "127.0.0.2", "::1");
  private static final List<ReuseOptions> OPTIONS =
      List.of(ReuseOptions.NONE, ReuseOptions.ADDR, ReuseOptions.PORT, ReuseOptions.BOTH);

  private final Random random;
  private final int port;
  private final Senders senders;
  private final StringBuilder story = new StringBuilder();
  private final List<BoundSocket> bound = new ArrayList<>();
  private final List<DatagramChannel> channels = new ArrayList<>();
  private int connects;
  int refusals;
  int shared;

  KernelScenario(Random random, int port, Senders senders) {
    this.random = random;
    this.port = port;
    this.senders = senders;
  }

  /** Returns the difference between rules and kernel as a story, or empty if there is none. */
  Optional<String> firstDifference() throws IOException {
    int sockets = 2 + random.nextInt(5);
    // Scenarios where many sockets come to share are the interesting ones.
    boolean sharing = random.nextBoolean();
    for (int i = 0; i < sockets; i++) {
      if (!bindAgrees(candidate(sharing))) {
        return Optional.of(story.toString());
      }
      if (!bound.isEmpty() && random.nextInt(8) == 0) {
        connectOne();
      }
    }
    for (String address : SPECIFIC) {
      if (!deliveryAgrees(address)) {
        return Optional.of(story.toString());
      }
    }
    return Optional.empty();
  }

  private BoundSocket candidate(boolean sharing) {
    boolean inet6 = random.nextInt(3) == 0;
    // Java binds 0.0.0.0 on an AF_INET6 channel as ::, so the mapped wildcard is not among these.
    List<String> addresses =
        inet6
            ? List.of("127.0.0.1", "127.0.0.2", "::1", "::", "::")
            : List.of("127.0.0.1", "127.0.0.1", "127.0.0.2", "0.0.0.0", "0.0.0.0");
    var local =
        new Endpoint(InetAddress.ofLiteral(addresses.get(random.nextInt(addresses.size()))), port);
    ReuseOptions reuse = OPTIONS.get(sharing ? 1 + random.nextInt(3) : random.nextInt(4));
    SocketPlan plan =
        SocketPlan.of(local).withFamily(inet6 ? Family.INET6 : Family.INET).withReuse(reuse);
    return BoundSocket.of(plan, 0);
  }

  private boolean bindAgrees(BoundSocket candidate) throws IOException {
    BindVerdict predicted = BindRules.predict(bound, candidate);
    DatagramChannel channel =
        DatagramChannel.open(
            candidate.family() == Family.INET
                ? StandardProtocolFamily.INET
                : StandardProtocolFamily.INET6);
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, candidate.reuse().reuseAddr());
    channel.setOption(StandardSocketOptions.SO_REUSEPORT, candidate.reuse().reusePort());
    boolean allowed;
    try {
      channel.bind(candidate.local().toSocketAddress());
      bound.add(candidate);
      channels.add(channel);
      allowed = true;
    } catch (BindException e) {
      channel.close();
      refusals++;
      allowed = false;
    }
    story.append(
        "bind %s %s %s: kernel %s, rules %s%n"
            .formatted(
                candidate.family().constant(),
                candidate.local(),
                candidate.reuse(),
                allowed ? "allowed" : "refused",
                predicted));
    return allowed == predicted instanceof BindVerdict.Allowed;
  }

  /** Connects a socket to one of the senders that it can reach. */
  private void connectOne() throws IOException {
    int i = random.nextInt(bound.size());
    BoundSocket socket = bound.get(i);
    if (socket.connection() != null) {
      return;
    }
    boolean overIpv4 = socket.boundToIpv4() || (socket.dualStackWildcard() && random.nextBoolean());
    DatagramChannel sender = senders.pick(random, overIpv4);
    var peer = (InetSocketAddress) sender.getLocalAddress();
    channels.get(i).connect(peer);
    var local = Endpoint.of((InetSocketAddress) channels.get(i).getLocalAddress());
    bound.set(
        i,
        socket.withConnection(new Connection(local, Endpoint.of(peer), bound.size(), ++connects)));
    story.append("connect %d to %s: local %s%n".formatted(i, peer, local));
  }

  private boolean deliveryAgrees(String address) throws IOException {
    var destination = new Endpoint(InetAddress.ofLiteral(address), port);
    for (DatagramChannel sender : senders.all(Family.of(destination.address()) == Family.INET)) {
      var source = Endpoint.of((InetSocketAddress) sender.getLocalAddress());
      Delivery predicted = DeliveryRules.deliver(bound, Arrival.overLoopback(source, destination));
      List<Integer> got = send(sender, destination);
      boolean agrees =
          switch (predicted) {
            case Delivery.Nobody() -> got.isEmpty();
            case Delivery.One(int index, DeliveryRule rule) -> got.equals(List.of(index));
            case Delivery.Shared(List<Integer> group, DeliveryRule rule) -> {
              shared++;
              yield got.size() == 1
                  && group.contains(got.getFirst())
                  && got.equals(send(sender, destination));
            }
            case Delivery.Copies copies -> false;
          };
      if (!agrees) {
        story.append(
            "send %s to %s: kernel %s, rules %s%n".formatted(source, destination, got, predicted));
        return false;
      }
    }
    return true;
  }

  /** Sends one datagram; over loopback it is in the receiver's queue when the call returns. */
  private List<Integer> send(DatagramChannel sender, Endpoint destination) throws IOException {
    sender.send(ByteBuffer.wrap(new byte[] {1}), destination.toSocketAddress());
    var got = new ArrayList<Integer>();
    for (int i = 0; i < channels.size(); i++) {
      if (channels.get(i).receive(ByteBuffer.allocate(8)) != null) {
        got.add(i);
      }
    }
    return got;
  }

  @Override
  public void close() {
    for (DatagramChannel channel : channels) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Sockets that send, on ports of their own. */
  static final class Senders implements AutoCloseable {
    private final List<DatagramChannel> ipv4 = new ArrayList<>();
    private final List<DatagramChannel> ipv6 = new ArrayList<>();

    Senders(int each) throws IOException {
      for (int i = 0; i < each; i++) {
        ipv4.add(
            DatagramChannel.open(StandardProtocolFamily.INET)
                .bind(Endpoint.parse("127.0.0.1:0").toSocketAddress()));
        ipv6.add(
            DatagramChannel.open(StandardProtocolFamily.INET6)
                .bind(Endpoint.parse("[::1]:0").toSocketAddress()));
      }
    }

    List<DatagramChannel> all(boolean overIpv4) {
      return overIpv4 ? ipv4 : ipv6;
    }

    DatagramChannel pick(Random random, boolean overIpv4) {
      return all(overIpv4).get(random.nextInt(ipv4.size()));
    }

    @Override
    public void close() throws IOException {
      for (DatagramChannel channel : ipv4) {
        channel.close();
      }
      for (DatagramChannel channel : ipv6) {
        channel.close();
      }
    }
  }
}
