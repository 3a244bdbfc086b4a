package org.portbound.peer;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Errno;
import org.portbound.text.Message;

/**
 * The pipes to one peer: commands down, answers up. Any thread, except that {@link #ask} must not
 * be called on the peer's own.
 *
 * <p>The thread that reads the events also starts the process and lives as long as it: the kernel
 * kills the peer when that thread ends (PR_SET_PDEATHSIG, see {@link UserSwitch}).
 */
final class PeerLink {
  /** How long a command waits for its answer. */
  static final int ANSWER_LIMIT_MS = 10_000;

  private static final int START_LIMIT_SECONDS = 30;
  private static final int MAX_UNANSWERED = 64;
  private static final byte[] CLOSE = {};

  private final ProcessBuilder builder;
  private final PeerTeller teller;
  private final int answerLimitMs;
  private final CompletableFuture<Up> up = new CompletableFuture<>();
  private final CountDownLatch gone = new CountDownLatch(1);
  private final AtomicLong requests = new AtomicLong();
  private final Map<Long, Pending> pending = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<byte[]> down = new LinkedBlockingQueue<>(2 * MAX_UNANSWERED);
  private final Thread reading;
  private volatile @Nullable Process process;
  private volatile @Nullable PeerExit exit;

  /** Whether the peer came up. */
  sealed interface Up {
    /** It did. */
    record Running(Process process, OptionalInt uid, String user) implements Up {}

    /** It did not. */
    record Failed(Message why) implements Up {}
  }

  /** What came of a command. */
  sealed interface Answer {
    /** The peer's reply. */
    record Reply(Fields fields) implements Answer {}

    /** There is none. */
    record None(Message why) implements Answer {}
  }

  /** A command that waits for its reply. */
  private record Pending(Command command, CompletableFuture<Answer> answer) {}

  PeerLink(ProcessBuilder builder, PeerEvents events, int answerLimitMs) {
    this.answerLimitMs = answerLimitMs;
    this.builder = builder;
    this.teller = new PeerTeller(events);
    this.reading = Thread.ofPlatform().name("peer-starting").daemon().unstarted(this::live);
  }

  /** Starts the process and waits until it has said hello. */
  Up start() {
    reading.start();
    try {
      return up.get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      return giveUp(new Up.Failed(Message.of("peer.start.silent", START_LIMIT_SECONDS)));
    } catch (ExecutionException e) {
      throw new IllegalStateException("the peer's thread failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return giveUp(new Up.Failed(Message.of("peer.interrupted")));
    }
  }

  /** Ends a process that has not said hello, unless it just did. */
  private Up giveUp(Up.Failed why) {
    if (up.complete(why)) {
      kill();
    }
    return up.join();
  }

  /** Sends a command and waits for its reply, for some seconds at the most. */
  Answer ask(Command command) {
    if (onOwnThread()) {
      throw new IllegalStateException("the thread that reads the answer cannot wait for it");
    }
    if (pending.size() >= MAX_UNANSWERED) {
      return silent();
    }
    long request = requests.incrementAndGet();
    var waiting = new Pending(command, new CompletableFuture<>());
    pending.put(request, waiting);
    if (exit != null) {
      pending.remove(request);
      return goneAnswer();
    }
    if (!send(request, command)) {
      pending.remove(request);
      return silent();
    }
    return await(waiting.answer);
  }

  /** Closes the peer's standard input, which ends it. Does not wait. */
  void end() {
    if (!down.offer(CLOSE)) {
      // So many commands unread: it does not read any more.
      kill();
    }
  }

  /** Waits until the peer is gone and everything about it is told; false if it takes longer. */
  boolean awaitGone(int limitMs) {
    if (onOwnThread()) {
      return true;
    }
    try {
      return gone.await(limitMs, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** How it ended, or null while it runs. */
  @Nullable PeerExit exit() {
    return exit;
  }

  private boolean onOwnThread() {
    return teller.telling() || Thread.currentThread() == reading;
  }

  private Answer await(CompletableFuture<Answer> answer) {
    try {
      return answer.get(answerLimitMs, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      // The reply that comes too late finds that nobody waits: see answered.
      return answer.complete(silent()) ? silent() : answer.join();
    } catch (ExecutionException e) {
      throw new IllegalStateException("an answer is never an exception", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      Answer interrupted = new Answer.None(Message.of("peer.interrupted"));
      return answer.complete(interrupted) ? interrupted : answer.join();
    }
  }

  private boolean send(long request, Command command) {
    try {
      String line = JSON.std.asString(command.toWire(request)) + "\n";
      return down.offer(line.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("writing to memory does not fail", e);
    }
  }

  private Answer silent() {
    return new Answer.None(Message.of("peer.silent", answerLimitMs));
  }

  private static Answer goneAnswer() {
    return new Answer.None(Message.of("peer.gone"));
  }

  private void kill() {
    Process running = process;
    if (running != null) {
      running.destroyForcibly();
    }
  }

  // ---- the peer's own threads ----

  private void live() {
    Process started;
    try {
      started = builder.start();
    } catch (IOException e) {
      Message why =
          Errno.EMFILE.isCauseOf(e)
              ? Message.of("peer.start.too-many-files")
              : Message.of("peer.start.failed", String.valueOf(e.getMessage()));
      up.complete(new Up.Failed(why));
      gone.countDown();
      return;
    }
    process = started;
    reading.setName("peer-" + started.pid());
    Thread errors =
        Thread.ofPlatform()
            .name("peer-" + started.pid() + "-errors")
            .daemon()
            .start(() -> teller.passErrors(started.pid(), started.getErrorStream()));
    Thread commands =
        Thread.ofPlatform()
            .name("peer-" + started.pid() + "-commands")
            .daemon()
            .start(() -> write(started.getOutputStream()));
    var reader = new PeerReader(started, teller, up, this::answered);
    try {
      reader.readAll();
    } finally {
      finish(reader, errors, commands);
    }
  }

  /** A reply arrived; on the reading thread. */
  private void answered(long request, Fields fields) {
    Pending waiting = pending.remove(request);
    if (waiting == null) {
      return;
    }
    boolean opened = teller.follow(waiting.command, fields);
    if (!waiting.answer.complete(new Answer.Reply(fields))
        && opened
        && waiting.command instanceof Command.Open(int socket, var _)) {
      // Whoever asked has been told that there was no answer: leave nothing open.
      teller.forget(socket);
      if (!send(requests.incrementAndGet(), new Command.Close(socket))) {
        end();
      }
    }
  }

  private void write(OutputStream out) {
    try (out) {
      for (byte[] line = down.take(); line != CLOSE; line = down.take()) {
        out.write(line);
        if (down.isEmpty()) {
          out.flush();
        }
      }
    } catch (IOException e) {
      // The peer is gone; the reading thread sees that too and tells how it ended.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void finish(PeerReader reader, Thread errors, Thread commands) {
    PeerExit how = reader.awaitExit(errors);
    exit = how;
    commands.interrupt();
    for (Pending each : pending.values()) {
      each.answer.complete(goneAnswer());
    }
    pending.clear();
    boolean neverUp = up.complete(new Up.Failed(reader.neverCameUp(how)));
    try {
      if (!neverUp) {
        teller.exited(how);
      }
    } finally {
      gone.countDown();
    }
  }
}
