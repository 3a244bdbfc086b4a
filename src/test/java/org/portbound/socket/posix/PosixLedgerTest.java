package org.portbound.socket.posix;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Opening;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.Sockets;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/** The ledger's lines, word for word; FD and PORT stand for what differs from run to run. */
@Timeout(10)
final class PosixLedgerTest {
  private static final GroupMembership IPV6_GROUP =
      new GroupMembership(Endpoint.parse("[ff02::5042]:0").address(), "lo");

  private static final String RECEIVE_BUFFER =
      "getsockopt(FD, SOL_SOCKET, SO_RCVBUF, [N], [4]) = 0";

  private final Sockets sockets = new Sockets(new PosixProvider());

  @AfterEach
  void closeAll() throws Exception {
    sockets.close();
  }

  private static List<String> lines(List<SystemCall> calls, int descriptor, int port) {
    return calls.stream()
        .map(
            call ->
                call.toString()
                    .replaceFirst("\\(" + descriptor + "\\b", "(FD")
                    .replaceFirst("^(socket\\(.*) = " + descriptor + "$", "$1 = FD")
                    .replaceAll(":" + port + "\\b", ":PORT")
                    .replaceFirst("SO_RCVBUF, \\[\\d+\\], \\[", "SO_RCVBUF, [N], ["))
        .toList();
  }

  private static List<String> steps(SocketPlan plan) {
    Opening opening = new PosixProvider().open(plan);
    if (!(opening instanceof Opening.Opened(UdpSocket socket, List<SystemCall> steps))) {
      throw new AssertionError("refused: " + opening.steps());
    }
    try (socket) {
      return lines(steps, socket.descriptor(), socket.local().port());
    }
  }

  @Test
  void openingAnIpv4Socket() {
    var plan =
        new SocketPlan(
            Family.INET,
            Sockets.ANY_PORT,
            ReuseOptions.BOTH,
            false,
            "lo",
            List.of(Sockets.membership()),
            OptionalInt.of(65_536));
    assertEquals(
        List.of(
            "socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_UDP) = FD",
            "setsockopt(FD, SOL_SOCKET, SO_REUSEADDR, [1], 4) = 0",
            "setsockopt(FD, SOL_SOCKET, SO_REUSEPORT, [1], 4) = 0",
            "setsockopt(FD, SOL_SOCKET, SO_BINDTODEVICE, \"lo\", 3) = 0",
            "setsockopt(FD, SOL_SOCKET, SO_RCVBUF, [65536], 4) = 0",
            "setsockopt(FD, SOL_SOCKET, SO_TIMESTAMPNS, [1], 4) = 0",
            "setsockopt(FD, SOL_SOCKET, SO_RXQ_OVFL, [1], 4) = 0",
            "setsockopt(FD, IPPROTO_IP, IP_PKTINFO, [1], 4) = 0",
            "setsockopt(FD, IPPROTO_IP, IP_RECVTTL, [1], 4) = 0",
            "setsockopt(FD, IPPROTO_IP, IP_RECVTOS, [1], 4) = 0",
            "bind(FD, {127.0.0.1:0}, 16) = 0",
            "getsockname(FD, {127.0.0.1:PORT}, [16]) = 0",
            RECEIVE_BUFFER,
            "setsockopt(FD, IPPROTO_IP, IP_ADD_MEMBERSHIP, {239.255.255.250, lo}, 12) = 0"),
        steps(plan));
  }

  @Test
  void openingAnIpv6Socket() {
    SocketPlan dual =
        SocketPlan.of(Endpoint.parse("[::]:0"))
            .withGroups(List.of(IPV6_GROUP, Sockets.membership()));
    List<String> lines = steps(dual);
    assertEquals(
        "socket(AF_INET6, SOCK_DGRAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_UDP) = FD",
        lines.getFirst());
    assertEquals("setsockopt(FD, IPPROTO_IPV6, IPV6_V6ONLY, [0], 4) = 0", lines.get(1));
    assertTrue(lines.contains("setsockopt(FD, IPPROTO_IP, IP_PKTINFO, [1], 4) = 0"));
    assertTrue(lines.contains("setsockopt(FD, IPPROTO_IPV6, IPV6_RECVPKTINFO, [1], 4) = 0"));
    assertEquals(
        List.of(
            "bind(FD, {[::]:0}, 28) = 0",
            "getsockname(FD, {[::]:PORT}, [28]) = 0",
            RECEIVE_BUFFER,
            "setsockopt(FD, IPPROTO_IPV6, IPV6_JOIN_GROUP, {ff02::5042, lo}, 20) = 0",
            "setsockopt(FD, IPPROTO_IP, IP_ADD_MEMBERSHIP, {239.255.255.250, lo}, 12) = 0"),
        lines.subList(lines.size() - 5, lines.size()));
    List<String> v6Only = steps(SocketPlan.of(Endpoint.parse("[::1]:0")).withV6Only(true));
    assertEquals("setsockopt(FD, IPPROTO_IPV6, IPV6_V6ONLY, [1], 4) = 0", v6Only.get(1));
  }

  @Test
  void anUnknownInterfaceIsRefusedByItsName() {
    SocketPlan plan =
        SocketPlan.of(Sockets.ANY_PORT)
            .withGroups(List.of(new GroupMembership(Sockets.GROUP.address(), "nosuch0")));
    assertEquals(
        "if_nametoindex(\"nosuch0\") = 0 ENODEV (No such device)",
        sockets.refused(plan, Errno.ENODEV).failed().toString());
  }

  @Test
  void sendingSetsWhatDiffersAndNothingElse() {
    UdpSocket socket = sockets.open(Sockets.ANY_PORT);
    Endpoint group = new Endpoint(Sockets.GROUP.address(), 3702);
    var quiet = new SendOptions("lo", OptionalInt.of(3), false, true);
    assertEquals(
        List.of(
            "setsockopt(FD, IPPROTO_IP, IP_MULTICAST_IF, {lo}, 12) = 0",
            "setsockopt(FD, IPPROTO_IP, IP_MULTICAST_TTL, [3], 4) = 0",
            "setsockopt(FD, IPPROTO_IP, IP_MULTICAST_LOOP, [0], 4) = 0",
            "setsockopt(FD, SOL_SOCKET, SO_BROADCAST, [1], 4) = 0",
            "sendmsg(FD, {msg_name={239.255.255.250:PORT}, msg_iov=[{\"x\", 1}]}, 0) = 1"),
        sent(socket, group, "x", quiet));
    assertEquals(
        List.of("sendmsg(FD, {msg_name={239.255.255.250:PORT}, msg_iov=[{\"x\", 1}]}, 0) = 1"),
        sent(socket, group, "x", quiet));
    assertEquals(
        List.of(
            "setsockopt(FD, IPPROTO_IP, IP_TTL, [9], 4) = 0",
            "setsockopt(FD, SOL_SOCKET, SO_BROADCAST, [0], 4) = 0",
            "sendmsg(FD, {msg_name={127.0.0.1:PORT}, msg_iov=[{\"x\", 1}]}, 0) = 1"),
        sent(socket, socket.local(), "x", SendOptions.DEFAULT.withTtl(9)));
    // Bound to 127.0.0.1 it leaves by loopback without being told (ip(7), IP_MULTICAST_IF).
    assertEquals(
        List.of(
            "setsockopt(FD, IPPROTO_IP, IP_MULTICAST_IF, {0.0.0.0}, 12) = 0",
            "setsockopt(FD, IPPROTO_IP, IP_MULTICAST_TTL, [-1], 4) = 0",
            "setsockopt(FD, IPPROTO_IP, IP_MULTICAST_LOOP, [1], 4) = 0",
            "sendmsg(FD, {msg_name={239.255.255.250:PORT}, msg_iov=[{\"x\", 1}]}, 0) = 1"),
        sent(socket, group, "x", SendOptions.DEFAULT));
  }

  private static List<String> sent(
      UdpSocket socket, Endpoint destination, String text, SendOptions options) {
    CallOutcome outcome = socket.send(destination, text.getBytes(UTF_8), options);
    Sockets.assertDone(outcome);
    return lines(outcome.calls(), socket.descriptor(), destination.port());
  }

  @Test
  void payloadsAreShownAsCStrings() {
    assertEquals("\"a\\\"b\\\\c\\n\\r\\t\"", Text.string("a\"b\\c\n\r\t".getBytes(UTF_8)));
    assertEquals("\"\\0\\0017\\33[31m\\177\"", Text.string("\0\0017\033[31m\177".getBytes(UTF_8)));
    assertEquals("\"\\303\\274\"", Text.string("ü".getBytes(UTF_8)));
    assertEquals("\"" + "x".repeat(32) + "\"", Text.string("x".repeat(32).getBytes(UTF_8)));
    assertEquals("\"" + "x".repeat(32) + "\"...", Text.string("x".repeat(33).getBytes(UTF_8)));
    assertEquals("\"\"", Text.string(new byte[0]));
  }

  @Test
  void membershipsAndOptionsAreNoted() {
    UdpSocket socket = sockets.open(Sockets.ANY_PORT);
    int fd = socket.descriptor();
    socket.join(Sockets.membership());
    assertEquals(
        List.of("setsockopt(FD, IPPROTO_IP, IP_DROP_MEMBERSHIP, {239.255.255.250, lo}, 12) = 0"),
        lines(socket.leave(Sockets.membership()).calls(), fd, -1));
    assertEquals(
        List.of("setsockopt(FD, SOL_SOCKET, SO_REUSEPORT, [1], 4) = 0"),
        lines(socket.setReuse(ReuseOption.SO_REUSEPORT, true).calls(), fd, -1));
    assertEquals(List.of("close(FD) = 0"), lines(socket.closeReporting().calls(), fd, -1));
  }
}
