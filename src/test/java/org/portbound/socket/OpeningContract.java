package org.portbound.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Opening, sharing a port, closing. */
interface OpeningContract extends ContractFixture {
  /** Each of the four option sets with each. */
  static Stream<Arguments> optionPairs() {
    List<ReuseOptions> all =
        List.of(ReuseOptions.NONE, ReuseOptions.ADDR, ReuseOptions.PORT, ReuseOptions.BOTH);
    return all.stream().flatMap(first -> all.stream().map(next -> Arguments.of(first, next)));
  }

  @ParameterizedTest
  @MethodSource("org.portbound.socket.OpeningContract#optionPairs")
  default void sharesAPortWhereBothHaveTheSameOption(ReuseOptions first, ReuseOptions second) {
    SocketPlan plan = SocketPlan.of(Sockets.ANY_PORT);
    Endpoint taken = sockets().open(plan.withReuse(first)).local();
    SocketPlan next = plan.withLocal(taken).withReuse(second);
    boolean allowed =
        first.reuseAddr() && second.reuseAddr() || first.reusePort() && second.reusePort();
    if (allowed) {
      assertEquals(taken, sockets().open(next).local());
    } else {
      sockets().refused(next, Errno.EADDRINUSE);
    }
  }

  @Test
  default void tellsPlanPortAndOptions() {
    SocketPlan plan = SocketPlan.of(Sockets.ANY_PORT).withReuse(ReuseOptions.PORT);
    UdpSocket socket = sockets().open(plan);
    assertEquals(plan, socket.plan());
    assertEquals(plan.local().address(), socket.local().address());
    assertNotEquals(0, socket.local().port());
    assertEquals(ReuseOptions.PORT, socket.reuse());
    assertTrue(socket.receiveBufferBytes().orElseThrow() > 0);
    assertEquals(knowsMetadata(), socket.droppedByKernel().isPresent());
  }

  @Test
  default void otherLoopbackAddressIsNoConflict() {
    Endpoint taken = sockets().open(Sockets.ANY_PORT).local();
    sockets().open(Endpoint.parse("127.0.0.2:" + taken.port()));
  }

  @Test
  default void refusesAnAddressOfAnotherMachine() {
    sockets().refused(SocketPlan.of(Endpoint.parse("203.0.113.77:0")), Errno.EADDRNOTAVAIL);
  }

  @Test
  default void refusesAGroupThatCannotBeJoined() {
    SocketPlan plan = SocketPlan.of(Sockets.ANY_PORT);
    GroupMembership noGroup =
        new GroupMembership(Endpoint.parse("127.0.0.1:0").address(), Sockets.loopback());
    sockets().refused(plan.withGroups(List.of(noGroup)), Errno.EINVAL);
  }

  @Test
  default void refusedOpenLeavesNoDescriptor() throws IOException {
    assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "descriptors are counted in /proc");
    SocketPlan plan = SocketPlan.of(Sockets.ANY_PORT);
    SocketPlan taken = plan.withLocal(sockets().open(plan).local());
    GroupMembership group = Sockets.membership();
    SocketPlan twice = plan.withGroups(List.of(group, group));
    // The first refusal may load classes that keep a socket of their own.
    sockets().refused(taken, Errno.EADDRINUSE);
    long before = openSockets();
    for (int i = 0; i < 10; i++) {
      sockets().refused(taken, Errno.EADDRINUSE);
      sockets().refused(twice, Errno.EADDRINUSE);
    }
    assertEquals(before, openSockets());
  }

  /** How many sockets this process has open. */
  private static long openSockets() throws IOException {
    long count = 0;
    try (DirectoryStream<Path> links = Files.newDirectoryStream(Path.of("/proc/self/fd"))) {
      for (Path link : links) {
        count += isSocket(link) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isSocket(Path link) throws IOException {
    try {
      return Files.readSymbolicLink(link).toString().startsWith("socket:");
    } catch (NoSuchFileException e) {
      // Closed since it was listed, so it is not open.
      return false;
    }
  }

  @ParameterizedTest
  @EnumSource(ReuseOption.class)
  default void reuseIsReadWhenTheNextSocketBinds(ReuseOption option) {
    boolean address = option == ReuseOption.SO_REUSEADDR;
    ReuseOptions set = address ? ReuseOptions.ADDR : ReuseOptions.PORT;
    UdpSocket first = sockets().open(Sockets.ANY_PORT);
    SocketPlan next = SocketPlan.of(first.local()).withReuse(set);
    sockets().refused(next, Errno.EADDRINUSE);

    Sockets.assertDone(first.setReuse(option, true));
    assertEquals(set, first.reuse());
    UdpSocket second = sockets().open(next);
    second.close();

    Sockets.assertDone(first.setReuse(option, false));
    assertEquals(ReuseOptions.NONE, first.reuse());
    sockets().refused(next, Errno.EADDRINUSE);
  }

  @Test
  default void closingFreesThePortAtOnce() {
    SocketPlan plan = SocketPlan.of(sockets().open(Sockets.ANY_PORT).local());
    plan = plan.withLocal(Endpoint.parse("127.0.0.2:" + plan.local().port()));
    for (int i = 0; i < 20; i++) {
      UdpSocket socket = sockets().open(plan);
      Sockets.assertDone(socket.closeReporting());
    }
  }

  @Test
  default void closingAfterReceivingFreesThePortAtOnce() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(socket);
    Sockets.send(socket, socket.local(), "to itself");
    Sockets.receiveOne(set);
    set.remove(socket);
    socket.close();
    sockets().open(socket.local());
  }

  @Test
  default void secondCloseDoesNothing() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    assertEquals(1, socket.closeReporting().calls().size());
    CallOutcome again = assertInstanceOf(CallOutcome.Done.class, socket.closeReporting());
    assertTrue(again.calls().isEmpty());
  }

  @Test
  default void useAfterCloseIsEbadf() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    Endpoint local = socket.local();
    socket.close();
    // This one may get the number of the descriptor that was closed; it must not feel anything.
    UdpSocket next = sockets().open(Sockets.ANY_PORT);
    GroupMembership group = Sockets.membership();
    Sockets.assertFailed(Errno.EBADF, socket.send(local, new byte[1], SendOptions.DEFAULT));
    Sockets.assertFailed(Errno.EBADF, socket.setReuse(ReuseOption.SO_REUSEADDR, true));
    Sockets.assertFailed(Errno.EBADF, socket.join(group));
    Sockets.assertFailed(Errno.EBADF, socket.leave(group));
    assertEquals(local, socket.local());
    assertFalse(socket.reuse().reuseAddr());
    assertTrue(socket.droppedByKernel().isEmpty());
    Sockets.assertDone(next.closeReporting());
  }
}
