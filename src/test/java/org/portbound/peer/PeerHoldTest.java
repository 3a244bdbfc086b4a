package org.portbound.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;

/** A child that inherited a socket keeps its port. */
@Timeout(90)
class PeerHoldTest {
  @Test
  void aChildKeepsThePortAfterCloseAndAfterKill() throws Exception {
    var heard = new Heard();
    try (PeerProcess peer = Peers.started(PeerTestMain.Posix.class, heard)) {
      PeerSocket socket = Peers.opened(peer, 1, Peers.ANY_PORT);
      Endpoint other = Peers.opened(peer, 2, Peers.ANY_PORT).local();
      var held = assertInstanceOf(PeerHolding.Held.class, peer.holdInChild(1));
      PeerHolder holder = held.holder();
      assertEquals("posix_spawn", held.call().name());
      assertEquals(1, socketsOf(holder.pid()), "only what was asked for is inherited");

      peer.closeSocket(1);
      peer.closeSocket(2);
      assertFalse(Peers.free(TestProviders.posix(), socket.local()));
      assertTrue(Peers.free(TestProviders.posix(), other));

      peer.kill();
      heard.awaitExit();
      Peers.await("the peer is gone", () -> !Peers.runs(peer.pid()));
      assertTrue(holder.running());
      assertEquals(1, peer.holders().size());
      assertFalse(Peers.free(TestProviders.posix(), socket.local()));

      holder.end();
      Peers.await("the port is free", () -> Peers.free(TestProviders.posix(), socket.local()));
      Peers.await("the holder is gone", () -> !holder.running());
      assertEquals(0, peer.holders().size());
    }
  }

  @Test
  void closingThePeerEndsItsChildren() throws Exception {
    PeerHolder holder;
    Endpoint local;
    try (PeerProcess peer = Peers.started(PeerTestMain.Posix.class, new Heard())) {
      local = Peers.opened(peer, 1, Peers.ANY_PORT).local();
      holder = assertInstanceOf(PeerHolding.Held.class, peer.holdInChild(1)).holder();
    }
    Peers.await("the child is gone", () -> !holder.running());
    Peers.await("the port is free", () -> Peers.free(TestProviders.posix(), local));
  }

  @Test
  void withoutDescriptorsItSaysSo() throws Exception {
    try (PeerProcess peer = Peers.started(PeerTestMain.Nio.class, new Heard())) {
      Peers.opened(peer, 1, Peers.ANY_PORT);
      var refused = assertInstanceOf(PeerHolding.Refused.class, peer.holdInChild(1));
      assertTrue(refused.errno().is(Errno.EOPNOTSUPP));
      assertInstanceOf(PeerHolding.NotAnswered.class, peer.holdInChild(2));
    }
  }

  private static long socketsOf(long pid) throws Exception {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return descriptors.filter(PeerHoldTest::isSocket).count();
    }
  }

  private static boolean isSocket(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor).toString().startsWith("socket:");
    } catch (java.io.IOException e) {
      // It was closed while the list was read.
      return false;
    }
  }
}
