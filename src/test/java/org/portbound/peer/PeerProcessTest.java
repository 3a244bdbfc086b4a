package org.portbound.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Opening;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SystemCall;

/** Real second processes, over both providers. */
@Timeout(90)
class PeerProcessTest {
  @ParameterizedTest
  @ValueSource(classes = {PeerTestMain.Posix.class, PeerTestMain.Nio.class})
  void opensIsRefusedAndClosesWithEveryStep(Class<?> main) throws Exception {
    var heard = new Heard();
    try (PeerProcess peer = Peers.started(main, heard)) {
      assertNotEquals(ProcessHandle.current().pid(), peer.pid());
      assertEquals(ProcessState.ownUid(), peer.uid());
      assertEquals(PeerProcess.State.RUNNING, peer.state());

      PeerOpening opening = peer.open(1, Peers.ANY_PORT);
      var opened = assertInstanceOf(PeerOpening.Opened.class, opening);
      Endpoint local = opened.socket().local();
      assertTrue(local.port() > 0);
      assertFalse(opened.steps().isEmpty());
      assertFalse(opened.steps().stream().anyMatch(SystemCall::failed));

      var taken = Peers.plan(local, ReuseOptions.NONE);
      Opening.Refused refused =
          assertInstanceOf(PeerOpening.Refused.class, peer.open(2, taken)).refused();
      assertTrue(refused.errno().is(Errno.EADDRINUSE));
      assertEquals(taken, refused.plan());
      assertTrue(refused.steps().contains(refused.failed()));
      assertInstanceOf(PeerOpening.NotAnswered.class, peer.open(1, Peers.ANY_PORT));

      var closed = assertInstanceOf(PeerCall.Called.class, peer.closeSocket(1)).outcome();
      assertTrue(closed.calls().getLast().name().endsWith("close"), closed::toString);
      assertTrue(Peers.free(TestProviders.nio(), local));
      assertInstanceOf(PeerCall.NotAnswered.class, peer.closeSocket(1));
      Peers.opened(peer, 1, taken);
    }
    assertInstanceOf(PeerExit.Ended.class, heard.awaitExit());
    assertEquals(List.of(), heard.notices);
  }

  @ParameterizedTest
  @ValueSource(classes = {PeerTestMain.Posix.class, PeerTestMain.Nio.class})
  void carriesDatagramsWithEveryByteBothWays(Class<?> main) throws Exception {
    var left = new Heard();
    var right = new Heard();
    try (PeerProcess sender = Peers.started(main, left);
        PeerProcess receiver = Peers.started(main, right)) {
      Endpoint from = Peers.opened(sender, 3, Peers.ANY_PORT).local();
      Endpoint to = Peers.opened(receiver, 9, Peers.ANY_PORT).local();
      byte[] every = new byte[256];
      for (int i = 0; i < every.length; i++) {
        every[i] = (byte) i;
      }
      for (byte[] payload : List.of(every, new byte[0], new byte[65_507])) {
        sent(sender.send(3, to, payload, SendOptions.DEFAULT));
        Heard.Arrival arrival = right.next();
        assertEquals(9, arrival.socket());
        assertEquals(from, arrival.source());
        assertArrayEquals(payload, arrival.payload());
        assertEquals(payload.length, arrival.trueLengthBytes());
      }
      if (main == PeerTestMain.Posix.class) {
        sent(sender.send(3, to, every, SendOptions.DEFAULT.withTtl(17)));
        Heard.Arrival arrival = right.next();
        assertEquals(17, arrival.ttlHops());
        assertEquals(to.withPort(0), arrival.destination());
        assertTrue(arrival.interfaceIndex() > 0);
        assertNotEquals(ReceivedDatagram.NO_TIME, arrival.kernelTimeNs());
      }
      var tooLong = sender.send(3, to, new byte[65_508], SendOptions.DEFAULT);
      var failed =
          assertInstanceOf(
              CallOutcome.Failed.class, assertInstanceOf(PeerCall.Called.class, tooLong).outcome());
      assertTrue(failed.errno().is(Errno.EMSGSIZE));
    }
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(classes = {PeerTestMain.Posix.class, PeerTestMain.Nio.class})
  void twoPeersShareWithReuseport(Class<?> main) throws Exception {
    var ears = List.of(new Heard(), new Heard());
    try (PeerProcess first = Peers.started(main, ears.get(0));
        PeerProcess second = Peers.started(main, ears.get(1));
        PeerProcess sender = Peers.started(main, new Heard())) {
      Endpoint shared = Peers.opened(first, 1, Peers.ANY_PORT.withReuse(ReuseOptions.PORT)).local();
      assertInstanceOf(
          PeerOpening.Refused.class, second.open(1, Peers.plan(shared, ReuseOptions.NONE)));
      assertInstanceOf(
          PeerOpening.Refused.class, second.open(1, Peers.plan(shared, ReuseOptions.ADDR)));
      Peers.opened(second, 1, Peers.plan(shared, ReuseOptions.PORT));

      // Sixty-four source ports: that all hash to one of two sockets has a chance of 2 in 2^64.
      for (int i = 0; i < 64; i++) {
        Peers.opened(sender, i, Peers.ANY_PORT);
        sent(sender.send(i, shared, new byte[] {(byte) i}, SendOptions.DEFAULT));
      }
      Peers.await(
          "64 datagrams", () -> ears.stream().mapToInt(ear -> ear.datagrams.size()).sum() == 64);
      Set<Byte> seen = new HashSet<>();
      for (Heard ear : ears) {
        assertFalse(ear.datagrams.isEmpty());
        ear.datagrams.forEach(each -> seen.add(each.payload()[0]));
      }
      assertEquals(64, seen.size());
    }
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(classes = {PeerTestMain.Posix.class, PeerTestMain.Nio.class})
  void setsOptionsAndJoinsGroups(Class<?> main) throws Exception {
    try (PeerProcess peer = Peers.started(main, new Heard())) {
      Endpoint local = Peers.opened(peer, 1, Peers.ANY_PORT).local();
      sent(peer.setReuse(1, ReuseOption.SO_REUSEADDR, true));
      Peers.opened(peer, 2, Peers.plan(local, ReuseOptions.ADDR));
      var group = GroupMembership.read("239.255.12.34@lo", "lo").orThrow();
      sent(peer.join(1, group));
      var again =
          assertInstanceOf(
              CallOutcome.Failed.class,
              assertInstanceOf(PeerCall.Called.class, peer.join(1, group)).outcome());
      assertTrue(again.errno().is(Errno.EADDRINUSE));
      sent(peer.leave(1, group));
    }
  }

  private static void sent(PeerCall call) {
    var called = assertInstanceOf(PeerCall.Called.class, call, call::toString);
    assertInstanceOf(CallOutcome.Done.class, called.outcome(), call::toString);
  }
}
