package org.portbound.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.capture.Datagram;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.peer.PeerProcess;
import org.portbound.peer.PeerUser;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/** Peer processes as the workbench shows them: real second processes, real second users. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class PeersTest {
  private static final ListenerPlan SHARED =
      new ListenerPlan(
          SocketPlan.of(Endpoint.parse("127.0.0.1:0")).withReuse(ReuseOptions.PORT), false);

  private Workbench workbench = Workbench.open(Providers.standard(), 8 << 20);

  @AfterEach
  void close() {
    workbench.close();
  }

  @Test
  void peerSharesThePortAndItsDatagramsStandInTheSameTable() {
    PeerView peer = started(new PeerUser.Same());
    ListenerView ours = listening(workbench.open(SHARED));
    ListenerView theirs = listening(inPeer(peer, at(ours, ReuseOptions.PORT)));
    assertEquals(peer.number(), theirs.peer());
    assertEquals(0, ours.peer());
    assertTrue(
        workbench.ledger().since(1).stream()
            .anyMatch(
                each -> each.listener() == theirs.number() && each.call().name().equals("bind")),
        "the peer's calls are in the ledger");

    for (int i = 0; i < 100; i++) {
      send(ours.local(), "flow " + i);
    }
    await(() -> view(ours).datagrams() + view(theirs).datagrams() == 100);
    assertNotEquals(0, view(ours).datagrams());
    assertNotEquals(0, view(theirs).datagrams());
    await(() -> workbench.log().end() - workbench.log().first() == 100);
    var row = new Datagram();
    long fromPeer = 0;
    for (long i = workbench.log().first(); i < workbench.log().end(); i++) {
      assertTrue(workbench.log().read(i, row));
      fromPeer += row.listener() == theirs.number() ? 1 : 0;
    }
    assertEquals(view(theirs).datagrams(), fromPeer);
  }

  @Test
  void refusalNamesThePeerAndItsProcess() {
    PeerView peer = started(new PeerUser.Same());
    ListenerView theirs =
        listening(
            inPeer(peer, new ListenerPlan(SocketPlan.of(Endpoint.parse("127.0.0.1:0")), false)));
    var refused =
        assertInstanceOf(OpenResult.Refused.class, workbench.open(at(theirs, ReuseOptions.NONE)));
    var holder = refused.refusal().diagnosis().holders().getFirst();
    assertEquals(theirs.number(), holder.ownListener().orElseThrow());
    assertEquals(peer.pid(), holder.processes().getFirst().pid());
    var fixed =
        workbench.apply(refused.refusal(), refused.refusal().diagnosis().fixes().getFirst());
    assertInstanceOf(FixResult.Fixed.class, fixed, "the fix binds the peer's socket again too");
    assertEquals(ReuseOptions.PORT, view(theirs).reuse());
  }

  @Test
  void killedPeerFreesThePortAndIsSaidToBeKilled() {
    PeerView peer = started(new PeerUser.Same());
    ListenerView theirs = listening(inPeer(peer, SHARED));
    assertInstanceOf(
        PeerResult.Done.class, workbench.processes().act(peer.number(), PeerAction.KILL));
    await(() -> view(theirs).state() == ListenerState.CLOSED);
    assertEquals(Message.of("peer.exit.killed", "SIGKILL"), view(theirs).closedBecause());
    await(() -> workbench.open(at(theirs, ReuseOptions.NONE)) instanceof OpenResult.Listening);
    assertEquals(List.of(), workbench.processes().views());
  }

  @Test
  void anIdlePeerThatIsKilledFromElsewhereIsTold() {
    PeerView peer = started(new PeerUser.Same());
    assertTrue(ProcessHandle.of(peer.pid()).orElseThrow().destroyForcibly());
    await(() -> workbench.notices().end() > 1);
    assertEquals(
        Message.of("workbench.notice.peer.exit.killed", String.valueOf(peer.number()), "SIGKILL"),
        workbench.notices().since(1).getFirst().message());
    assertEquals(List.of(), workbench.processes().views());
  }

  @Test
  void stoppedPeerKeepsThePortAndAnswersNothing() {
    PeerView peer = started(new PeerUser.Same());
    ListenerView theirs = listening(inPeer(peer, SHARED));
    assertInstanceOf(
        PeerResult.Done.class, workbench.processes().act(peer.number(), PeerAction.STOP));
    assertEquals(PeerProcess.State.STOPPED, workbench.processes().views().getFirst().state());
    assertInstanceOf(OpenResult.Refused.class, workbench.open(at(theirs, ReuseOptions.NONE)));
    assertInstanceOf(
        PeerOpenResult.NotAnswered.class, workbench.processes().open(peer.number(), SHARED));
    assertInstanceOf(
        PeerResult.Done.class, workbench.processes().act(peer.number(), PeerAction.CONTINUE));
    send(theirs.local(), "after");
    await(() -> view(theirs).datagrams() == 1);
  }

  @Test
  void childKeepsThePortAfterThePeerClosedIt() {
    PeerView peer = started(new PeerUser.Same());
    ListenerView theirs =
        listening(
            inPeer(peer, new ListenerPlan(SocketPlan.of(Endpoint.parse("127.0.0.1:0")), false)));
    var held =
        assertInstanceOf(PeerResult.Done.class, workbench.processes().holdInChild(theirs.number()));
    long child = held.peer().holders().getFirst();
    workbench.close(theirs.number());
    var refused =
        assertInstanceOf(OpenResult.Refused.class, workbench.open(at(theirs, ReuseOptions.NONE)));
    assertEquals(
        child, refused.refusal().diagnosis().holders().getFirst().processes().getFirst().pid());
    workbench.processes().act(peer.number(), PeerAction.CLOSE);
    await(() -> ProcessHandle.of(child).isEmpty());
  }

  @Test
  void otherUsersPeerIsRefusedReuseportAndTakesThePortWithReuseaddr() {
    assumeTrue(SystemUsers.effectiveUid() == 0, "only root may start a process as another user");
    workbench.close();
    workbench = Workbenches.forOtherUsers();
    PeerResult start = workbench.processes().start(new PeerUser.Other(PeerUser.NOBODY));
    assumeTrue(
        !(start instanceof PeerResult.NotDone(Message why)
            && why.key().equals("peer.user.not-readable")),
        "nobody may not read the program here");
    PeerView peer = assertInstanceOf(PeerResult.Done.class, start).peer();
    ListenerView port = listening(workbench.open(SHARED));
    var refused =
        assertInstanceOf(OpenResult.Refused.class, inPeer(peer, at(port, ReuseOptions.PORT)));
    assertTrue(
        refused.refusal().diagnosis().reasons().stream()
            .anyMatch(each -> each.key().contains("REUSEPORT_OTHER_USER")),
        () -> refused.refusal().diagnosis().reasons().toString());

    ListenerView hijacked =
        listening(
            workbench.open(new ListenerPlan(SHARED.socket().withReuse(ReuseOptions.ADDR), false)));
    ListenerView hijacker = listening(inPeer(peer, at(hijacked, ReuseOptions.ADDR)));
    send(hijacked.local(), "secret");
    await(() -> view(hijacker).datagrams() == 1);
    assertEquals(0, view(hijacked).datagrams());
  }

  private PeerView started(PeerUser as) {
    return assertInstanceOf(PeerResult.Done.class, workbench.processes().start(as)).peer();
  }

  private OpenResult inPeer(PeerView peer, ListenerPlan plan) {
    return assertInstanceOf(
            PeerOpenResult.Answered.class, workbench.processes().open(peer.number(), plan))
        .result();
  }

  private static ListenerView listening(OpenResult result) {
    return assertInstanceOf(OpenResult.Listening.class, result).listener();
  }

  private static ListenerPlan at(ListenerView other, ReuseOptions reuse) {
    return new ListenerPlan(SocketPlan.of(other.local()).withReuse(reuse), false);
  }

  private void send(Endpoint to, String text) {
    assertInstanceOf(
        SendResult.Sent.class,
        workbench
            .sending()
            .send(
                new SendPlan(
                    new Source.AnyPort(),
                    to,
                    text.getBytes(StandardCharsets.UTF_8),
                    SendOptions.DEFAULT)));
  }

  private ListenerView view(ListenerView of) {
    return workbench.listeners().stream()
        .filter(each -> each.number() == of.number())
        .findFirst()
        .orElseThrow();
  }

  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
