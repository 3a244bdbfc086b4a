package org.portbound.peer;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.portbound.text.Message;

/** Reads a peer's events from its hello to its end. Belongs to the thread {@code peer-PID}. */
final class PeerReader {
  private static final int EXIT_LIMIT_MS = 2_000;

  private final Process process;
  private final PeerTeller teller;
  private final CompletableFuture<PeerLink.Up> up;
  private final Replying replying;

  /** Takes replies. */
  interface Replying {
    void reply(long request, Fields fields);
  }

  PeerReader(
      Process process, PeerTeller teller, CompletableFuture<PeerLink.Up> up, Replying replying) {
    this.process = process;
    this.teller = teller;
    this.up = up;
    this.replying = replying;
  }

  /** Reads until the peer says no more. */
  void readAll() {
    var lines = new LineReader(process.getInputStream(), LineReader.MAX_LINE_BYTES);
    try {
      while (true) {
        switch (lines.next()) {
          case LineReader.Line.Text(String text) -> read(text);
          case LineReader.Line.TooLong(long lengthBytes) ->
              teller.notice(Message.of("peer.line.too-long", lengthBytes));
          case LineReader.Line.End() -> {
            return;
          }
        }
      }
    } catch (IOException e) {
      // "Stream closed": Java closes the pipe of a process that has ended.
      if (process.isAlive()) {
        teller.notice(Message.of("peer.events.unreadable", String.valueOf(e.getMessage())));
      }
    }
  }

  /**
   * Waits for the process, which has nothing more to say, and for the last of its standard error;
   * kills it if it stays.
   */
  PeerExit awaitExit(Thread errors) {
    boolean interrupted = false;
    try {
      if (!process.waitFor(EXIT_LIMIT_MS, TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        process.waitFor();
      }
      errors.join(EXIT_LIMIT_MS);
    } catch (InterruptedException e) {
      interrupted = true;
      process.destroyForcibly();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
      return new PeerExit.Killed(9);
    }
    return PeerExit.of(process.exitValue(), teller.lastWords());
  }

  /** Why a process that never said hello did not. */
  Message neverCameUp(PeerExit how) {
    String words = String.join(" | ", teller.lastWords());
    return switch (how) {
      case PeerExit.Crashed(int status, var _) -> Message.of("peer.start.exited", status, words);
      case PeerExit.Killed(int signal) -> Message.of("peer.start.killed", signal, words);
      case PeerExit.Ended() -> Message.of("peer.start.exited", 0, words);
    };
  }

  private void read(String line) {
    try {
      Fields fields = Fields.parse(line);
      String event = fields.text("event");
      switch (event) {
        case "hello" -> hello(fields);
        case "reply" -> replying.reply(fields.number("request"), fields);
        default -> teller.event(event, fields);
      }
    } catch (GarbledLineException e) {
      teller.notice(Message.of("peer.line.garbled", e.why()));
    }
  }

  private void hello(Fields fields) throws GarbledLineException {
    long version = fields.number("version");
    if (version != PeerMain.WIRE_VERSION) {
      up.complete(
          new PeerLink.Up.Failed(Message.of("peer.start.version", version, PeerMain.WIRE_VERSION)));
      process.destroyForcibly();
      return;
    }
    OptionalInt uid =
        fields.has("uid") ? OptionalInt.of((int) fields.number("uid")) : OptionalInt.empty();
    up.complete(new PeerLink.Up.Running(process, uid, fields.text("user")));
  }
}
