package org.portbound.socket.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.portbound.socket.nio.Opened.LOOPBACK;
import static org.portbound.socket.nio.Opened.done;
import static org.portbound.socket.nio.Opened.failed;
import static org.portbound.socket.nio.Opened.loopback;
import static org.portbound.socket.nio.Opened.open;
import static org.portbound.socket.nio.Opened.refused;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Opening;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

@Timeout(20)
@EnabledOnOs(OS.LINUX)
final class NioSocketTest {
  private static final GroupMembership GROUP = Opened.group("239.255.1.9");

  private static List<String> lines(List<SystemCall> calls) {
    return calls.stream().map(SystemCall::toString).toList();
  }

  @Test
  void aTakenPortIsRefusedAndTheChannelClosed() {
    try (UdpSocket first = loopback()) {
      Endpoint taken = first.local();
      Opening.Refused refused = refused(SocketPlan.of(taken).withReuse(ReuseOptions.BOTH));
      assertEquals("EADDRINUSE", refused.errno().name());
      assertEquals("DatagramChannel.bind", refused.failed().name());
      assertEquals(
          List.of(
              "DatagramChannel.open(INET) = 0",
              "DatagramChannel.setOption(SO_REUSEADDR, true) = 0",
              "DatagramChannel.setOption(SO_REUSEPORT, true) = 0",
              "DatagramChannel.bind(" + taken + ") = -1 EADDRINUSE (Address already in use)",
              "DatagramChannel.close() = 0"),
          lines(refused.steps()));
      // The kernel reads the first socket's options when the next one binds.
      assertEquals(ReuseOptions.NONE, first.reuse());
      done(first.setReuse(ReuseOption.SO_REUSEPORT, true));
      assertEquals(ReuseOptions.PORT, first.reuse());
      open(SocketPlan.of(taken).withReuse(ReuseOptions.PORT)).close();
      done(first.setReuse(ReuseOption.SO_REUSEPORT, false));
      done(first.setReuse(ReuseOption.SO_REUSEADDR, true));
      assertEquals(ReuseOptions.ADDR, first.reuse());
    }
  }

  @Test
  void closingFreesThePortAtOnce() {
    Endpoint local;
    UdpSocket first = loopback();
    local = first.local();
    var closing = assertInstanceOf(CallOutcome.Done.class, first.closeReporting());
    assertEquals(List.of("DatagramChannel.close() = 0"), lines(closing.calls()));
    open(SocketPlan.of(local)).close();
    assertEquals(List.of(), first.closeReporting().calls());
    first.close();
    failed("EBADF", first.send(local, new byte[1], SendOptions.DEFAULT));
    failed("EBADF", first.setReuse(ReuseOption.SO_REUSEADDR, true));
    assertEquals(OptionalInt.empty(), first.receiveBufferBytes());
    assertEquals(ReuseOptions.NONE, first.reuse());
  }

  @Test
  void saysUnknownForWhatJavaDoesNotTell() {
    try (UdpSocket socket = loopback()) {
      assertEquals(-1, socket.descriptor());
      assertEquals(OptionalLong.empty(), socket.inode());
      assertEquals(OptionalLong.empty(), socket.droppedByKernel());
    }
  }

  @Test
  void refusesWhatJavaCannotDo() {
    SocketPlan six = SocketPlan.of(Endpoint.parse("[::1]:0"));
    SocketPlan device =
        new SocketPlan(
            Family.INET, LOOPBACK, ReuseOptions.NONE, false, "lo", List.of(), OptionalInt.empty());
    SocketPlan mapped = SocketPlan.of(Endpoint.parse("0.0.0.0:0")).withFamily(Family.INET6);
    for (SocketPlan each : List.of(six.withV6Only(true), device, mapped)) {
      Opening.Refused refused = refused(each);
      assertEquals("EOPNOTSUPP", refused.errno().name(), each.toString());
      assertEquals("DatagramChannel.close() = 0", refused.steps().getLast().toString());
    }
    open(SocketPlan.of(LOOPBACK).withV6Only(true)).close();
  }

  @Test
  void refusesBadAddresses() {
    assertEquals(
        "EADDRNOTAVAIL", refused(SocketPlan.of(Endpoint.parse("203.0.113.1:0"))).errno().name());
    SocketPlan mixed = SocketPlan.of(Endpoint.parse("[::1]:0")).withFamily(Family.INET);
    assertEquals("EAFNOSUPPORT", refused(mixed).errno().name());
  }

  @Test
  void aRefusedGroupClosesTheSocket() {
    Endpoint local = LOOPBACK;
    try (UdpSocket socket = loopback()) {
      local = socket.local();
    }
    SocketPlan plan = SocketPlan.of(local).withGroups(List.of(GROUP, GROUP));
    Opening.Refused refused = refused(plan);
    assertEquals("EADDRINUSE", refused.errno().name());
    assertEquals("DatagramChannel.join(239.255.1.9, lo) = 0", refused.steps().get(2).toString());
    open(SocketPlan.of(local)).close();
  }

  @Test
  void tellsTheBufferThatTheKernelGranted() {
    try (UdpSocket socket = open(SocketPlan.of(LOOPBACK).withReceiveBufferBytes(50_000))) {
      assertEquals(OptionalInt.of(100_000), socket.receiveBufferBytes());
    }
    assertEquals(
        "EINVAL", refused(SocketPlan.of(LOOPBACK).withReceiveBufferBytes(-1)).errno().name());
  }

  @Test
  void joinsAndLeavesAsTheKernelWould() {
    try (UdpSocket socket = loopback()) {
      done(socket.join(GROUP));
      assertEquals(
          "DatagramChannel.join(239.255.1.9, lo) = -1 EADDRINUSE (Address already in use)",
          failed("EADDRINUSE", socket.join(GROUP)));
      done(socket.leave(GROUP));
      failed("EADDRNOTAVAIL", socket.leave(GROUP));
      done(socket.join(GROUP));
      var nowhere = new GroupMembership(GROUP.group(), "nosuch0");
      assertEquals(
          "NetworkInterface.getByName(nosuch0) = -1 ENODEV (No such device)",
          failed("ENODEV", socket.join(nowhere)));
      var noGroup = new GroupMembership(LOOPBACK.address(), "lo");
      String line = failed("EINVAL", socket.join(noGroup));
      assertTrue(line.contains("Group not a multicast address"), line);
    }
  }

  @Test
  void tooManyGroupsAreRefused() throws Exception {
    var limitFile = Path.of("/proc/sys/net/ipv4/igmp_max_memberships");
    // Not readString: it begins with a read of one byte, and /proc/sys ends after the first read.
    int limit = Integer.parseInt(Files.readAllLines(limitFile).getFirst());
    try (UdpSocket socket = loopback()) {
      for (int i = 0; i < limit; i++) {
        done(socket.join(group(i)));
      }
      failed("ENOBUFS", socket.join(group(limit)));
    }
  }

  private static GroupMembership group(int number) {
    return Opened.group("239.255." + number / 250 + "." + (number % 250 + 1));
  }

  @Test
  void refusesSends() {
    try (UdpSocket socket = loopback()) {
      Endpoint self = socket.local();
      byte[] one = new byte[1];
      failed("EMSGSIZE", socket.send(self, new byte[65_508], SendOptions.DEFAULT));
      failed("EINVAL", socket.send(self.withPort(0), one, SendOptions.DEFAULT));
      failed("EOPNOTSUPP", socket.send(self, one, SendOptions.DEFAULT.withTtl(3)));
      Endpoint six = Endpoint.parse("[::1]:9");
      failed("EAFNOSUPPORT", socket.send(six, one, SendOptions.DEFAULT));
      Endpoint broadcast = Endpoint.parse("127.255.255.255:9");
      failed("EACCES", socket.send(broadcast, one, SendOptions.DEFAULT));
      var allowed = new SendOptions(null, OptionalInt.empty(), true, true);
      assertEquals(
          List.of(
              "DatagramChannel.setOption(SO_BROADCAST, true) = 0",
              "DatagramChannel.send(1 bytes, 127.255.255.255:9) = 1"),
          lines(socket.send(broadcast, one, allowed).calls()));
      failed("EACCES", socket.send(broadcast, one, SendOptions.DEFAULT));
    }
  }

  @Test
  void setsMulticastOptionsOnlyWhenTheyChange() {
    try (UdpSocket socket = loopback()) {
      Endpoint to = new Endpoint(GROUP.group(), socket.local().port());
      var options = new SendOptions("lo", OptionalInt.of(4), false, false);
      String sent = "DatagramChannel.send(2 bytes, " + to + ") = 2";
      assertEquals(
          List.of(
              "DatagramChannel.setOption(IP_MULTICAST_IF, lo) = 0",
              "DatagramChannel.setOption(IP_MULTICAST_TTL, 4) = 0",
              "DatagramChannel.setOption(IP_MULTICAST_LOOP, false) = 0",
              sent),
          lines(socket.send(to, new byte[2], options).calls()));
      assertEquals(List.of(sent), lines(socket.send(to, new byte[2], options).calls()));
      assertEquals(
          List.of(
              "DatagramChannel.setOption(IP_MULTICAST_TTL, 1) = 0",
              "DatagramChannel.setOption(IP_MULTICAST_LOOP, true) = 0",
              sent),
          lines(socket.send(to, new byte[2], SendOptions.DEFAULT.withInterface("lo")).calls()));
      failed("EOPNOTSUPP", socket.send(to, new byte[2], SendOptions.DEFAULT));
      failed("ENODEV", socket.send(to, new byte[2], options.withInterface("nosuch0")));
    }
  }
}
