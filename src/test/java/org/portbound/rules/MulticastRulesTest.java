package org.portbound.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;

/** Who gets a copy: held against the kernel on loopback, where Java has the option for it. */
@Timeout(20)
class MulticastRulesTest {
  private static final InetAddress GROUP = InetAddress.ofLiteral("239.255.77.1");
  private static final InetAddress OTHER_GROUP = InetAddress.ofLiteral("239.255.77.2");

  private final List<DatagramChannel> channels = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (DatagramChannel each : channels) {
      each.close();
    }
  }

  private static BoundSocket socket(InetAddress address, int port, InetAddress... groups) {
    String lo = Interface.firstLoopback().map(Interface::name).orElse("lo");
    List<GroupMembership> memberships =
        List.of(groups).stream().map(each -> new GroupMembership(each, lo)).toList();
    return BoundSocket.of(
        SocketPlan.of(new Endpoint(address, port))
            .withReuse(ReuseOptions.ADDR)
            .withGroups(memberships),
        0);
  }

  private DatagramChannel open(BoundSocket socket, NetworkInterface lo) throws IOException {
    DatagramChannel channel = DatagramChannel.open(StandardProtocolFamily.INET);
    channels.add(channel);
    channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    channel.bind(socket.local().toSocketAddress());
    for (GroupMembership each : socket.groups()) {
      channel.join(each.group(), lo);
    }
    channel.configureBlocking(false);
    return channel;
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void kernelGivesCopiesToTheSameSockets() throws IOException {
    NetworkInterface lo =
        NetworkInterface.getByName(Interface.firstLoopback().orElseThrow().name());
    var any = InetAddress.ofLiteral("0.0.0.0");
    DatagramChannel first = open(socket(any, 0, GROUP), lo);
    int port = ((InetSocketAddress) first.getLocalAddress()).getPort();
    List<BoundSocket> sockets =
        List.of(
            socket(any, port, GROUP),
            socket(any, port, OTHER_GROUP),
            socket(any, port),
            socket(InetAddress.ofLiteral("127.0.0.1"), port, GROUP),
            socket(GROUP, port, GROUP),
            socket(OTHER_GROUP, port, GROUP, OTHER_GROUP));
    for (BoundSocket each : sockets.subList(1, sockets.size())) {
      open(each, lo);
    }
    try (DatagramChannel sender = DatagramChannel.open(StandardProtocolFamily.INET)) {
      sender.bind(Endpoint.parse("127.0.0.1:0").toSocketAddress());
      sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, lo);
      sender.setOption(StandardSocketOptions.IP_MULTICAST_TTL, 0);
      var destination = new Endpoint(GROUP, port);
      sender.send(ByteBuffer.wrap(new byte[] {1}), destination.toSocketAddress());
      var source = Endpoint.of((InetSocketAddress) sender.getLocalAddress());
      var got = new ArrayList<Integer>();
      for (int i = 0; i < channels.size(); i++) {
        if (channels.get(i).receive(ByteBuffer.allocate(8)) != null) {
          got.add(i);
        }
      }
      assertEquals(List.of(0, 4), got);
      assertEquals(
          new Delivery.Copies(got),
          DeliveryRules.deliver(sockets, new Arrival(source, destination, lo.getName(), false)));
    }
  }

  @Test
  void multicastAllBringsWhatOthersJoined() {
    var any = InetAddress.ofLiteral("0.0.0.0");
    var deaf = socket(any, 9);
    var all = deaf.withMulticastAll(true);
    var member = socket(any, 9, GROUP);
    Endpoint source = Endpoint.parse("127.0.0.1:7");
    var arrival = new Arrival(source, new Endpoint(GROUP, 9), null, false);
    assertEquals(new Delivery.Nobody(), DeliveryRules.deliver(List.of(deaf, all), arrival));
    assertEquals(
        new Delivery.Copies(List.of(1, 2)),
        DeliveryRules.deliver(List.of(deaf, all, member), arrival));
    assertEquals(
        new Delivery.Copies(List.of(1)),
        DeliveryRules.deliver(
            List.of(deaf, all), new Arrival(source, new Endpoint(GROUP, 9), "eth0", true)));
  }

  @Test
  void broadcastReachesEveryWildcardSocket() {
    var any = InetAddress.ofLiteral("0.0.0.0");
    var arrival =
        new Arrival(
            Endpoint.parse("127.0.0.1:7"), Endpoint.parse("255.255.255.255:9"), null, false);
    assertEquals(
        new Delivery.Copies(List.of(0, 2)),
        DeliveryRules.deliver(
            List.of(socket(any, 9), socket(InetAddress.ofLiteral("127.0.0.1"), 9), socket(any, 9)),
            arrival));
  }
}
