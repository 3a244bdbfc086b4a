package org.portbound.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.ReuseOptions;

/** Peers of another user: real ones where this is root, else what is said instead. */
@Timeout(90)
class PeerUserTest {
  private static final Class<?> MAIN = PeerTestMain.Posix.class;
  private static final PeerUser NOBODY = new PeerUser.Other(PeerUser.NOBODY);

  @Test
  void anotherUserIsRefusedWithReuseportAndSharesWithReuseaddr() throws Exception {
    assumeRoot();
    try (PeerProcess nobody = startedAsNobody();
        PeerProcess same = Peers.started(MAIN, new Heard())) {
      assertNotEquals(same.uid(), nobody.uid());
      assertEquals(PeerUser.NOBODY, nobody.user());
      Endpoint port = Peers.opened(same, 1, Peers.ANY_PORT.withReuse(ReuseOptions.PORT)).local();
      var refused =
          assertInstanceOf(
              PeerOpening.Refused.class, nobody.open(1, Peers.plan(port, ReuseOptions.PORT)));
      assertTrue(refused.refused().errno().is(Errno.EADDRINUSE));
      Endpoint addr = Peers.opened(same, 2, Peers.ANY_PORT.withReuse(ReuseOptions.ADDR)).local();
      Peers.opened(nobody, 2, Peers.plan(addr, ReuseOptions.ADDR));
      var privileged = nobody.open(3, Peers.plan(Endpoint.parse("127.0.0.1:1"), ReuseOptions.NONE));
      if (privileged instanceof PeerOpening.Refused(var why)) {
        assertTrue(why.errno().is(Errno.EACCES), why::toString);
      }
    }
  }

  @Test
  void anotherUsersPeerIsStoppedContinuedKilledAndKeptByItsChild() throws Exception {
    assumeRoot();
    try (PeerProcess nobody = startedAsNobody()) {
      Endpoint local = Peers.opened(nobody, 1, Peers.ANY_PORT).local();
      var held = assertInstanceOf(PeerHolding.Held.class, nobody.holdInChild(1));
      assertInstanceOf(PeerSignal.Sent.class, nobody.stop());
      assertEquals(PeerProcess.State.STOPPED, nobody.state());
      assertInstanceOf(PeerSignal.Sent.class, nobody.resume());
      var closed = assertInstanceOf(PeerCall.Called.class, nobody.closeSocket(1));
      assertInstanceOf(CallOutcome.Done.class, closed.outcome());
      nobody.kill();
      Peers.await("the peer is gone", () -> !Peers.runs(nobody.pid()));
      assertFalse(Peers.free(TestProviders.posix(), local));
      held.holder().end();
      Peers.await("the port is free", () -> Peers.free(TestProviders.posix(), local));
    }
  }

  @Test
  void rootsEnvironmentIsNotHandedOn() throws Exception {
    assumeRoot();
    try (PeerProcess nobody = startedAsNobody()) {
      String environment = Files.readString(Path.of("/proc/" + nobody.pid() + "/environ"));
      for (String each : environment.split("\0", -1)) {
        String name = each.contains("=") ? each.substring(0, each.indexOf('=')) : each;
        assertTrue(name.isEmpty() || UserSwitch.KEPT_ENVIRONMENT.contains(name), name);
      }
    }
  }

  @Test
  void whatTheOtherUserMayNotReadIsNamed(@TempDir Path closed) throws Exception {
    assumeRoot();
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwx------"));
    // The closed directory first: where this project itself may not be read it is found all the
    // same.
    String path = closed + File.pathSeparator + Peers.readableClassPath();
    var launcher = PeerLauncher.onClassPath(path, MAIN.getName());
    var failed =
        assertInstanceOf(PeerStart.Failed.class, PeerProcess.start(launcher, NOBODY, new Heard()));
    assertEquals("peer.user.not-readable", failed.why().key());
    assertEquals(closed.toString(), failed.why().arguments().get(1));
  }

  @Test
  void withoutRootItSaysWhatWouldPermitIt() throws Exception {
    Assumptions.assumeFalse(
        ProcessState.ownUid().orElse(-1) == 0, "root may do it, so nothing is refused");
    var start = PeerProcess.start(Peers.launcher(MAIN), NOBODY, new Heard());
    assertInstanceOf(PeerStart.NotPermitted.class, start);
  }

  @Test
  void whatIsNoUserIsSaid() throws Exception {
    for (String name : new String[] {"", "-x", "a b", "no-such-user-here", "x\n", "../x"}) {
      var start = PeerProcess.start(Peers.launcher(MAIN), new PeerUser.Other(name), new Heard());
      assertInstanceOf(PeerStart.Failed.class, start, name);
    }
  }

  private static void assumeRoot() {
    Assumptions.assumeTrue(
        ProcessState.ownUid().orElse(-1) == 0, "only root may start a process as nobody");
    Assumptions.assumeTrue(Tool.find("setpriv").isPresent(), "setpriv is not there");
  }

  private static PeerProcess startedAsNobody() throws Exception {
    var start = PeerProcess.start(Peers.launcher(MAIN), NOBODY, new Heard());
    if (start instanceof PeerStart.Failed(var why) && why.key().equals("peer.user.not-readable")) {
      Assumptions.abort("nobody may not read " + why.arguments());
    }
    return assertInstanceOf(PeerStart.Started.class, start, start::toString).peer();
  }
}
