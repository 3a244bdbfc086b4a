package org.portbound.socket.posix;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.portbound.socket.Sockets.ANY_PORT;
import static org.portbound.socket.Sockets.ANY_PORT_6;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.Opening;
import org.portbound.socket.ProviderContract;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.Received;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.Sockets;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/** The kernel's own calls keep the contract, and tell what only they can know. */
class PosixProviderTest extends ProviderContract {
  private static final InetAddress LOOPBACK = ANY_PORT.address();
  private static final SocketPlan MAPPED = SocketPlan.of(ANY_PORT).withFamily(Family.INET6);

  @Override
  protected SocketProvider provider() {
    return new PosixProvider();
  }

  @Test
  void callsReadAsStracePrintsThem() {
    var opened = (Opening.Opened) provider().open(SocketPlan.of(ANY_PORT));
    try (UdpSocket socket = opened.socket()) {
      int descriptor = socket.descriptor();
      assertEquals(
          "bind(" + descriptor + ", {127.0.0.1:0}, 16) = 0", named(opened.steps(), "bind"));
      assertEquals(
          "getsockname(" + descriptor + ", {" + socket.local() + "}, [16]) = 0",
          named(opened.steps(), "getsockname"));
      assertEquals(
          "socket(AF_INET, SOCK_DGRAM|SOCK_CLOEXEC|SOCK_NONBLOCK, IPPROTO_UDP) = " + descriptor,
          opened.steps().getFirst().toString());
      assertEquals(
          "close(" + descriptor + ") = 0", named(socket.closeReporting().calls(), "close"));
    }
  }

  @Test
  void refusedBindReadsAsStracePrintsIt() {
    Endpoint taken = sockets().open(ANY_PORT).local();
    Opening.Refused refused = sockets().refused(SocketPlan.of(taken), Errno.EADDRINUSE);
    assertEquals(
        "bind("
            + refused.failed().descriptor()
            + ", {"
            + taken
            + "}, 16) = -1 EADDRINUSE (Address already in use)",
        refused.failed().toString());
    assertEquals(
        List.of("bind", "close"),
        refused.steps().stream().map(SystemCall::name).skip(refused.steps().size() - 2L).toList());
  }

  @Test
  void mappedAddressIsShownAsTheKernelGetsIt() {
    Sockets.assumeIpv6();
    var opened = (Opening.Opened) provider().open(MAPPED);
    try (UdpSocket socket = opened.socket()) {
      int descriptor = socket.descriptor();
      assertEquals(
          "bind(" + descriptor + ", {[::ffff:127.0.0.1]:0}, 28) = 0",
          named(opened.steps(), "bind"));
      assertEquals(
          "getsockname("
              + descriptor
              + ", {[::ffff:127.0.0.1]:"
              + socket.local().port()
              + "}, [28]) = 0",
          named(opened.steps(), "getsockname"));
    }
  }

  private static String named(List<SystemCall> calls, String name) {
    return calls.stream()
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElseThrow()
        .toString();
  }

  /** Error numbers of Linux (asm-generic/errno.h); some have two names. */
  @Test
  void errorsHaveTheNamesAndWordsOfLinux() {
    assertEquals(Errno.EPERM, Kernel.errnoOf(1));
    assertEquals(Errno.ENXIO, Kernel.errnoOf(6));
    assertEquals(Errno.EBADF, Kernel.errnoOf(9));
    assertEquals(Errno.EAGAIN, Kernel.errnoOf(11));
    assertEquals(Errno.EACCES, Kernel.errnoOf(13));
    assertEquals(Errno.ENODEV, Kernel.errnoOf(19));
    assertEquals(Errno.EINVAL, Kernel.errnoOf(22));
    assertEquals(Errno.EMFILE, Kernel.errnoOf(24));
    assertEquals(Errno.EMSGSIZE, Kernel.errnoOf(90));
    assertEquals(Errno.ENOPROTOOPT, Kernel.errnoOf(92));
    assertEquals(Errno.EOPNOTSUPP, Kernel.errnoOf(95));
    assertEquals(Errno.EAFNOSUPPORT, Kernel.errnoOf(97));
    assertEquals(Errno.EADDRINUSE, Kernel.errnoOf(98));
    assertEquals(Errno.EADDRNOTAVAIL, Kernel.errnoOf(99));
    assertEquals(Errno.ENETUNREACH, Kernel.errnoOf(101));
    assertEquals(Errno.ENOBUFS, Kernel.errnoOf(105));
    assertEquals(Errno.ECONNREFUSED, Kernel.errnoOf(111));
    assertEquals(new Errno("E4000", "Unknown error 4000"), Kernel.errnoOf(4000));
  }

  @Test
  void inodeIsTheOneThatTheKernelLists() throws IOException {
    UdpSocket socket = sockets().open(ANY_PORT);
    String port = String.format(Locale.ROOT, ":%04X", socket.local().port());
    String inode = String.valueOf(socket.inode().orElseThrow());
    List<String[]> lines =
        Files.readAllLines(Path.of("/proc/net/udp")).stream()
            .map(line -> line.strip().split("\\s+"))
            .filter(columns -> columns[9].equals(inode))
            .toList();
    assertEquals(1, lines.size());
    assertTrue(lines.getFirst()[1].endsWith(port), lines.getFirst()[1]);
  }

  @Test
  void descriptorIsClosedOnExecAndNeverBlocks() throws IOException {
    UdpSocket socket = sockets().open(ANY_PORT);
    List<String> info = Files.readAllLines(Path.of("/proc/self/fdinfo/" + socket.descriptor()));
    String flags =
        info.stream().filter(line -> line.startsWith("flags:")).findFirst().orElseThrow();
    // O_CLOEXEC and O_NONBLOCK (asm-generic/fcntl.h), in octal as /proc prints them.
    int wanted = 02000000 | 04000;
    assertEquals(wanted, Integer.parseInt(flags.substring(6).strip(), 8) & wanted);
  }

  @Test
  void unknownDeviceIsRefused() {
    // Given the empty name, the kernel by itself would bind to no device and report success.
    for (String device : List.of("nosuch0", "longer-than-a-name-can-be", "")) {
      SocketPlan plan = SocketPlan.of(ANY_PORT);
      var nowhere =
          new SocketPlan(
              plan.family(),
              plan.local(),
              plan.reuse(),
              false,
              device,
              plan.groups(),
              plan.receiveBufferBytes());
      sockets().refused(nowhere, Errno.ENODEV);
    }
  }

  @Test
  void addressOfTheOtherFamilyIsRefused() {
    SocketPlan plan = SocketPlan.of(ANY_PORT_6).withFamily(Family.INET);
    sockets().refused(plan, Errno.EAFNOSUPPORT);
  }

  @Test
  void ipv6OnlySocketTakesNoIpv4Address() {
    Sockets.assumeIpv6();
    sockets().open(MAPPED);
    sockets().refused(MAPPED.withV6Only(true), Errno.EINVAL);
  }

  /** Binds the wildcard address, to which nothing is sent here. */
  @Test
  void dualStackSocketHoldsThePortForIpv4Too() {
    Sockets.assumeIpv6();
    Endpoint taken = sockets().open(ANY_PORT).local();
    SocketPlan wildcard = SocketPlan.of(Endpoint.parse("[::]:" + taken.port()));
    sockets().refused(wildcard, Errno.EADDRINUSE);
    sockets().open(wildcard.withV6Only(true));
  }

  @Test
  void mappedAddressAndIpv4AddressShareARule() {
    Sockets.assumeIpv6();
    UdpSocket mapped = sockets().open(MAPPED.withReuse(ReuseOptions.PORT));
    assertEquals(LOOPBACK, mapped.local().address());
    SocketPlan plain = SocketPlan.of(mapped.local());
    sockets().refused(plain, Errno.EADDRINUSE);
    sockets().open(plain.withReuse(ReuseOptions.PORT));
  }

  @Test
  void ipv4TrafficReachesADualStackSocket() {
    Sockets.assumeIpv6();
    UdpSocket dual = sockets().open(MAPPED);
    UdpSocket sender = sockets().open(ANY_PORT);
    ReceiveSet set = sockets().set(dual);
    Sockets.assertDone(sender.send(dual.local(), new byte[] {1}, SendOptions.DEFAULT.withTtl(33)));
    Received received = Sockets.receiveOne(set);
    assertEquals(sender.local(), received.source());
    assertEquals(Optional.of(LOOPBACK), received.destination());
    assertEquals(33, received.ttlHops());
    assertEquals(0, received.trafficClass());
    assertNotEquals(0, received.interfaceIndex());
  }

  @Test
  void dualStackSocketSendsToIpv4WithItsOwnTtl() {
    Sockets.assumeIpv6();
    UdpSocket dual = sockets().open(MAPPED);
    UdpSocket receiver = sockets().open(ANY_PORT);
    ReceiveSet set = sockets().set(receiver);
    Sockets.assertDone(
        dual.send(receiver.local(), new byte[] {1}, SendOptions.DEFAULT.withTtl(44)));
    Received received = Sockets.receiveOne(set);
    assertEquals(dual.local(), received.source());
    assertEquals(44, received.ttlHops());
  }

  @Test
  void longestIpv6DatagramArrivesIntact() {
    Sockets.assumeIpv6();
    UdpSocket socket = sockets().open(ANY_PORT_6);
    ReceiveSet set = sockets().set(socket);
    byte[] payload = new byte[65_527];
    new Random(2).nextBytes(payload);
    Sockets.assertDone(socket.send(socket.local(), payload, SendOptions.DEFAULT));
    assertArrayEquals(payload, Sockets.receiveOne(set).payload());
    Sockets.assertFailed(
        Errno.EMSGSIZE,
        socket.send(socket.local(), new byte[payload.length + 1], SendOptions.DEFAULT));
  }
}
