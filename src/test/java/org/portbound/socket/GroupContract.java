package org.portbound.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Multicast groups. Everything is sent by loopback. */
public interface GroupContract extends ProviderUnderTest {
  GroupMembership OTHER_GROUP = Bench.group("239.255.77.2");

  @Test
  default void everySharerThatJoinedGetsACopy() {
    try (Bench bench = bench()) {
      SocketPlan plan =
          SocketPlan.of(bench.free(Endpoint.parse("*:0")))
              .withReuse(ReuseOptions.PORT)
              .withGroups(List.of(Bench.GROUP));
      UdpSocket first = bench.open(plan);
      UdpSocket second = bench.open(plan);
      UdpSocket sender = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(first, second)) {
        Bench.done(sendTo(Bench.GROUP, first, sender));
        inbox.await(2);
        assertEquals(List.of(1, 2), inbox.tags().stream().sorted().toList());
        for (Inbox.Got each : inbox.got()) {
          assertEquals(sender.local(), each.source());
          assertEquals("to the group", each.text());
          if (knowsMetadata()) {
            assertEquals(Bench.GROUP.group(), each.destination().orElseThrow());
            assertEquals(1, each.ttlHops());
          }
        }
      }
    }
  }

  private static CallOutcome sendTo(GroupMembership group, UdpSocket receiver, UdpSocket sender) {
    return sender.send(
        new Endpoint(group.group(), receiver.local().port()),
        "to the group".getBytes(UTF_8),
        Bench.byLoopback());
  }

  @Test
  default void aSocketBoundToTheGroupGetsThatGroupOnly() {
    try (Bench bench = bench()) {
      SocketPlan plan =
          SocketPlan.of(new Endpoint(Bench.GROUP.group(), 0))
              .withGroups(List.of(Bench.GROUP, OTHER_GROUP));
      UdpSocket socket = bench.open(plan);
      UdpSocket sender = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(socket)) {
        Bench.done(sendTo(OTHER_GROUP, socket, sender));
        Bench.done(sendTo(Bench.GROUP, socket, sender));
        inbox.one();
      }
    }
  }

  @Test
  default void joiningAndLeavingTakeEffectAtOnce() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(new Endpoint(Bench.GROUP.group(), 0));
      UdpSocket sender = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(socket)) {
        Bench.done(socket.join(Bench.GROUP));
        Bench.done(sendTo(Bench.GROUP, socket, sender));
        inbox.await(1);
        Bench.done(socket.leave(Bench.GROUP));
        // Bound to the group alone, it would still get it if anybody else here had joined.
        Bench.failed(Errno.EADDRNOTAVAIL, socket.leave(Bench.GROUP));
        Bench.done(socket.join(Bench.GROUP));
        Bench.done(sendTo(Bench.GROUP, socket, sender));
        inbox.await(2);
      }
    }
  }

  @Test
  default void joiningTwiceIsRefused() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      Bench.done(socket.join(Bench.GROUP));
      Bench.failed(Errno.EADDRINUSE, socket.join(Bench.GROUP));
      SocketPlan twice = SocketPlan.of(Bench.ANY_PORT);
      bench.refuse(Errno.EADDRINUSE, twice.withGroups(List.of(Bench.GROUP, Bench.GROUP)));
    }
  }

  @Test
  default void anAddressThatIsNoGroupIsRefused() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      Bench.failed(Errno.EINVAL, socket.join(Bench.group("127.0.0.1")));
      SocketPlan plan = SocketPlan.of(Bench.ANY_PORT);
      bench.refuse(Errno.EINVAL, plan.withGroups(List.of(Bench.group("127.0.0.1"))));
    }
  }

  @Test
  default void anUnknownInterfaceIsRefused() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      GroupMembership nowhere = new GroupMembership(Bench.GROUP.group(), "nosuch0");
      CallOutcome.Failed failed = Bench.failed(Errno.ENODEV, socket.join(nowhere));
      assertTrue(failed.failed().arguments().contains("nosuch0"), "" + failed.failed());
      Bench.failed(Errno.ENODEV, socket.leave(nowhere));
      bench.refuse(
          Errno.ENODEV, SocketPlan.of(Bench.ANY_PORT).withGroups(List.of(Bench.GROUP, nowhere)));
    }
  }

  @Test
  default void tooManyGroupsAreRefused() throws IOException {
    Path limit = Path.of("/proc/sys/net/ipv4/igmp_max_memberships");
    assumeTrue(Files.exists(limit), "the system does not tell its limit");
    int max;
    // In one read: the kernel answers a second one with nothing, and Files.readString makes two.
    try (BufferedReader reader = Files.newBufferedReader(limit)) {
      max = Integer.parseInt(reader.readLine());
    }
    var groups = new ArrayList<GroupMembership>();
    for (int i = 0; i < max; i++) {
      groups.add(Bench.group("239.255." + (100 + i / 250) + "." + (1 + i % 250)));
    }
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(SocketPlan.of(Bench.ANY_PORT).withGroups(groups));
      Bench.failed(Errno.ENOBUFS, socket.join(Bench.GROUP));
      Bench.done(socket.leave(groups.getFirst()));
      Bench.done(socket.join(Bench.GROUP));
    }
  }

  @Test
  default void aDualStackSocketJoinsIpv4GroupsToo() {
    try (Bench bench = bench()) {
      SocketPlan plan =
          SocketPlan.of(Endpoint.parse("[::]:0"))
              .withGroups(List.of(Bench.GROUP, Bench.group("ff02::4242")));
      UdpSocket socket = bench.open(plan);
      UdpSocket sender = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(socket)) {
        Bench.done(sendTo(Bench.GROUP, socket, sender));
        Inbox.Got got = inbox.one();
        assertEquals(sender.local(), got.source());
        if (knowsMetadata()) {
          assertEquals(Bench.GROUP.group(), got.destination().orElseThrow());
          assertEquals(1, got.ttlHops());
        }
      }
      Bench.done(socket.leave(Bench.GROUP));
      Bench.failed(Errno.EADDRNOTAVAIL, socket.leave(Bench.GROUP));
    }
  }

  @Test
  default void ipv6GroupsAreJoinedByInterface() {
    ipv6Group("ff01::4242");
    ipv6Group("ff02::4242");
  }

  /**
   * Linux gives the loopback interface no route for IPv6 groups: without one it says ENETUNREACH,
   * with one (a line of the table "local" for ff00::/8) the datagram must arrive.
   */
  private void ipv6Group(String address) {
    GroupMembership group = Bench.group(address);
    try (Bench bench = bench()) {
      UdpSocket socket =
          bench.open(SocketPlan.of(Endpoint.parse("[::]:0")).withGroups(List.of(group)));
      UdpSocket sender = bench.open(Endpoint.parse("[::1]:0"));
      Bench.failed(Errno.EADDRINUSE, socket.join(group));
      try (Inbox inbox = bench.inbox(socket)) {
        CallOutcome outcome = sendTo(group, socket, sender);
        if (outcome instanceof CallOutcome.Failed) {
          Bench.failed(Errno.ENETUNREACH, outcome);
        } else {
          Inbox.Got got = inbox.one();
          assertEquals(sender.local(), got.source());
          if (knowsMetadata()) {
            assertEquals(group.group(), got.destination().orElseThrow());
            assertEquals(1, got.ttlHops());
          }
        }
      }
      Bench.done(socket.leave(group));
      Bench.failed(Errno.EADDRNOTAVAIL, socket.leave(group));
    }
  }
}
