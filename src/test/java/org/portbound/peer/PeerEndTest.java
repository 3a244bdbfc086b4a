package org.portbound.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;

/** However it ends: told, killed, stopped, or because whoever started it is gone. */
@Tag("long")
@Timeout(90)
class PeerEndTest {
  private static final Class<?> MAIN = PeerTestMain.Posix.class;

  @Test
  void killedItsPortIsFreeSoon() throws Exception {
    var heard = new Heard();
    try (PeerProcess peer = Peers.started(MAIN, heard)) {
      Endpoint local = Peers.opened(peer, 1, Peers.ANY_PORT).local();
      assertFalse(Peers.free(TestProviders.posix(), local));
      assertInstanceOf(PeerSignal.Sent.class, peer.kill());
      assertEquals(new PeerExit.Killed(9), heard.awaitExit());
      Peers.await("the port is free", () -> Peers.free(TestProviders.posix(), local));
      assertEquals(PeerProcess.State.ENDED, peer.state());
      assertInstanceOf(PeerOpening.NotAnswered.class, peer.open(2, Peers.ANY_PORT));
      assertInstanceOf(PeerCall.NotAnswered.class, peer.closeSocket(1));
      assertInstanceOf(PeerSignal.AlreadyEnded.class, peer.stop());
      assertInstanceOf(PeerSignal.AlreadyEnded.class, peer.kill());
    }
  }

  @Test
  void stoppedItKeepsItsPortAndContinuesWhereItWas() throws Exception {
    var heard = new Heard();
    try (PeerProcess peer = Peers.started(MAIN, heard);
        PeerProcess sender = Peers.started(MAIN, new Heard())) {
      Endpoint local = Peers.opened(peer, 1, Peers.ANY_PORT).local();
      Peers.opened(sender, 1, Peers.ANY_PORT);
      assertInstanceOf(PeerSignal.Sent.class, peer.stop());
      assertEquals(PeerProcess.State.STOPPED, peer.state());
      assertInstanceOf(PeerOpening.NotAnswered.class, peer.open(2, Peers.ANY_PORT));
      assertFalse(Peers.free(TestProviders.posix(), local));
      assertInstanceOf(
          PeerCall.Called.class, sender.send(1, local, new byte[] {42}, SendOptions.DEFAULT));

      assertInstanceOf(PeerSignal.Sent.class, peer.resume());
      assertEquals(PeerProcess.State.RUNNING, peer.state());
      assertEquals(42, heard.next().payload()[0]);
      Peers.opened(peer, 2, Peers.ANY_PORT);
    }
  }

  @Test
  void closedWhileStoppedItIsGone() throws Exception {
    var heard = new Heard();
    long pid;
    try (PeerProcess peer = Peers.started(MAIN, heard)) {
      pid = peer.pid();
      peer.stop();
    }
    assertEquals(new PeerExit.Killed(9), heard.awaitExit());
    assertFalse(Peers.runs(pid));
  }

  /** The worst end of a parent, and the peer in each state. */
  @ParameterizedTest
  @ValueSource(strings = {"running", "stopped", "stopped nobody"})
  void noPeerOutlivesAParentThatIsKilled(String state) throws Exception {
    if (state.startsWith("stopped")) {
      Assumptions.assumeTrue(
          Tool.find("setpriv").isPresent(), "setpriv, which ties a stopped peer, is not there");
    }
    if (state.endsWith("nobody")) {
      Assumptions.assumeTrue(
          ProcessState.ownUid().orElse(-1) == 0, "only root may start a process as nobody");
      Assumptions.assumeTrue(nobodyCanRead(), "nobody may not read the classes");
    }
    Process parent =
        new ProcessBuilder(Peers.javaCommand(ParentMain.class, Peers.readableClassPath(), state))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var pids = new ArrayList<Long>();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
      String line = out.readLine();
      assertTrue(line != null && line.matches("peers( \\d+)+"), "the parent said " + line);
      for (String each : List.of(line.split(" ", -1)).subList(1, 4)) {
        pids.add(Long.parseLong(each));
      }
      pids.forEach(pid -> assertTrue(Peers.runs(pid), "process " + pid));
      parent.destroyForcibly();
      Peers.await("no peer is left", () -> pids.stream().noneMatch(Peers::runs));
    } finally {
      parent.destroyForcibly();
      for (long pid : pids) {
        ProcessHandle.of(pid)
            .filter(each -> Peers.runs(pid))
            .ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  private static boolean nobodyCanRead() throws Exception {
    var nobody = new PeerUser.Other(PeerUser.NOBODY);
    return UserSwitch.to(nobody, Peers.launcher(MAIN)) instanceof UserSwitch.Way.Found;
  }

  /** A process that starts peers and says which, and then does nothing. */
  static final class ParentMain {
    private ParentMain() {}

    public static void main(String[] args) throws Exception {
      var launcher = PeerLauncher.onClassPath(args[0], MAIN.getName());
      PeerUser user =
          args[1].endsWith("nobody") ? new PeerUser.Other(PeerUser.NOBODY) : new PeerUser.Same();
      var line = new StringBuilder("peers");
      for (int i = 0; i < 2; i++) {
        var start = PeerProcess.start(launcher, user, new Quiet());
        PeerProcess peer = ((PeerStart.Started) start).peer();
        line.append(' ').append(peer.pid());
        if (i == 0) {
          peer.open(1, Peers.ANY_PORT);
          PeerHolding held = peer.holdInChild(1);
          line.append(' ').append(((PeerHolding.Held) held).holder().pid());
        }
        if (args[1].startsWith("stopped")) {
          peer.stop();
        }
      }
      System.out.println(line);
      Thread.sleep(60_000);
    }
  }
}
