package org.portbound.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.portbound.text.Message;

/** Other ends that do not behave: each is a small shell script. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(60)
class PeerLinkTest {
  private static final int LIMIT_MS = 500;
  private static final String HELLO =
      "echo '{\"event\":\"hello\",\"version\":1,\"uid\":7,\"user\":\"x\"}'; ";
  private static final String OPENED =
      "echo '{\"event\":\"reply\",\"request\":1,\"outcome\":\"opened\"}'; ";

  private final Heard heard = new Heard();

  @Test
  void whatEndsBeforeItsHelloIsReportedWithItsWords() {
    var why = failed("echo 'no such option' >&2; exit 3");
    assertEquals(Message.of("peer.start.exited", 3, "no such option"), why);
  }

  @Test
  void whatIsKilledBeforeItsHelloIsReported() {
    assertEquals("peer.start.killed", failed("kill -9 $$").key());
  }

  @Test
  void anotherVersionIsNotSpokenTo() {
    var why = failed("echo '{\"event\":\"hello\",\"version\":2}'; cat >/dev/null");
    assertEquals(Message.of("peer.start.version", 2, 1), why);
  }

  @Test
  void aProgramThatIsNotThereIsReported() {
    var builder = new ProcessBuilder("/nonexistent/java");
    var link = new PeerLink(builder, heard, LIMIT_MS);
    var failed = assertInstanceOf(PeerLink.Up.Failed.class, link.start());
    assertEquals("peer.start.failed", failed.why().key());
    assertTrue(link.awaitGone(LIMIT_MS));
  }

  @Test
  void nonsenseBecomesNoticesAndTheRestIsHeard() throws Exception {
    var link =
        link(
            "echo nonsense; "
                + HELLO
                + "echo null; echo '{\"event\":\"fly\"}'; echo '{\"event\":\"datagram\"}'; "
                + "echo '{\"event\":\"reply\",\"request\":99,\"outcome\":\"done\"}'; "
                + "head -c 3000000 /dev/zero; echo; "
                + "echo '{\"event\":\"notice\",\"message\":{\"key\":\"a\",\"arguments\":[]}}'; "
                + "exit 5");
    assertInstanceOf(PeerLink.Up.Running.class, link.start());
    assertEquals(new PeerExit.Crashed(5, List.of()), heard.awaitExit());
    assertEquals(
        List.of(
            "peer.line.garbled",
            "peer.line.garbled",
            "peer.line.garbled",
            "peer.line.garbled",
            "peer.line.too-long",
            "a"),
        heard.notices.stream().map(Message::key).toList());
  }

  @Test
  void standardErrorIsPassedUpAndItsEndKept() throws Exception {
    var link =
        link(HELLO + "for i in 1 2 3 4 5 6 7 8 9 10 11 12; do echo line $i >&2; done; exit 1");
    link.start();
    var crashed = assertInstanceOf(PeerExit.Crashed.class, heard.awaitExit());
    assertEquals(10, crashed.lastWords().size());
    assertEquals("line 12", crashed.lastWords().getLast());
    assertEquals(12, heard.notices.size());
  }

  @Test
  void aCommandThatIsNotAnsweredGivesUpAndALateSocketIsClosed() throws Exception {
    // Answers only when a second command has come, and then says what it is told next.
    var link = link(HELLO + "read one; read two; " + OPENED + "read three; echo $three >&2");
    link.start();
    var open = new Command.Open(4, Peers.ANY_PORT);
    assertEquals("peer.silent", none(link.ask(open)).key());
    none(link.ask(new Command.Close(9)));
    assertInstanceOf(PeerExit.Ended.class, heard.awaitExit());
    String said = heard.notices.getFirst().arguments().getLast().toString();
    assertTrue(said.contains("close") && said.contains("4"), said);
  }

  @Test
  void whoWaitsIsToldWhenThePeerIsGone() throws Exception {
    var link = link(HELLO + "read one; exit 0");
    link.start();
    assertEquals("peer.gone", none(link.ask(new Command.Close(1))).key());
    heard.awaitExit();
    assertEquals("peer.gone", none(link.ask(new Command.Close(1))).key());
  }

  @Test
  void whatDoesNotReadItsCommandsFillsNothingUp() throws Exception {
    var link = new PeerLink(script(HELLO + "exec sleep 60"), heard, 1);
    var up = assertInstanceOf(PeerLink.Up.Running.class, link.start());
    byte[] payload = new byte[60_000];
    for (int i = 0; i < 200; i++) {
      var send =
          new Command.Send(
              1, Peers.ANY_PORT.local(), payload, org.portbound.socket.SendOptions.DEFAULT);
      assertEquals("peer.silent", none(link.ask(send)).key());
    }
    up.process().destroyForcibly();
    assertEquals(new PeerExit.Killed(9), heard.awaitExit());
    assertTrue(link.awaitGone(10_000));
  }

  @Test
  void askingInsideACallIsAMistake() throws Exception {
    var asked = new CompletableFuture<Throwable>();
    var links = new CompletableFuture<PeerLink>();
    PeerEvents events =
        new PeerEvents() {
          @Override
          public void datagram(org.portbound.socket.ReceivedDatagram datagram) {}

          @Override
          public void receiveFailed(int socket, org.portbound.socket.SystemCall call) {}

          @Override
          public void notice(Message message) {
            try {
              links.join().ask(new Command.Close(1));
            } catch (IllegalStateException e) {
              asked.complete(e);
            }
          }

          @Override
          public void exited(PeerExit exit) {
            asked.complete(new AssertionError("it was not refused"));
          }
        };
    var link = new PeerLink(script(HELLO + "echo word >&2; read one"), events, LIMIT_MS);
    links.complete(link);
    link.start();
    assertInstanceOf(IllegalStateException.class, asked.join());
    link.end();
    assertTrue(link.awaitGone(10_000));
  }

  @Test
  void theEndOfTheInputEndsIt() {
    var link = link(HELLO + "cat >/dev/null");
    var up = assertInstanceOf(PeerLink.Up.Running.class, link.start());
    assertEquals(7, up.uid().orElseThrow());
    link.end();
    assertTrue(link.awaitGone(10_000));
    assertFalse(up.process().isAlive());
    assertInstanceOf(PeerExit.Ended.class, link.exit());
  }

  private PeerLink link(String script) {
    return new PeerLink(script(script), heard, LIMIT_MS);
  }

  private static ProcessBuilder script(String script) {
    return new ProcessBuilder("/bin/sh", "-c", script);
  }

  private Message failed(String script) {
    return assertInstanceOf(PeerLink.Up.Failed.class, link(script).start()).why();
  }

  private static Message none(PeerLink.Answer answer) {
    return assertInstanceOf(PeerLink.Answer.None.class, answer).why();
  }
}
