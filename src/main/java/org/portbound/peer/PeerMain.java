package org.portbound.peer;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.portbound.socket.SocketProvider;
import org.portbound.text.Message;

/** What a peer process does. */
public final class PeerMain {
  /** Version of the wire; both ends come from the same program, so it must be equal. */
  static final int WIRE_VERSION = 1;

  /** Exit status after an exception that nobody expected: EX_SOFTWARE (sysexits.h). */
  private static final int EXIT_SOFTWARE = 70;

  private static final int WATCH_INTERVAL_MS = 200;

  private PeerMain() {}

  /**
   * Is a peer on standard input and output until standard input ends. What others print to {@code
   * System.out} goes to standard error, for the wire has standard output to itself.
   *
   * @return the exit status: 0
   */
  public static int onStandardStreams(SocketProvider provider) {
    System.setOut(System.err);
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> {
          System.err.println("thread " + thread.getName());
          error.printStackTrace();
          Runtime.getRuntime().halt(EXIT_SOFTWARE);
        });
    return run(
        provider, new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
  }

  /**
   * Is a peer until the commands end, then closes every socket.
   *
   * @param commands where commands come from, one JSON object a line
   * @param events where replies, datagrams and notices go, one JSON object a line
   * @return the exit status: 0
   */
  public static int run(SocketProvider provider, InputStream commands, OutputStream events) {
    var writer = new EventWriter(events);
    writer.writeNow(hello());
    var receiver = new PeerReceiver(provider, writer);
    try (var sockets = new PeerSockets(provider, receiver, writer);
        receiver) {
      performAll(new LineReader(commands, LineReader.MAX_LINE_BYTES), sockets, writer);
    }
    return 0;
  }

  /**
   * Keeps a process alive, with whatever descriptors it inherited, as long as another one runs: the
   * child that holds a socket after the peer is gone, and ends with the Portbound that asked for
   * it. Ends at once if that process cannot be seen.
   *
   * @param pid the process to wait for
   * @param startTicks when it started, as {@code /proc/PID/stat} tells in field 22, so that another
   *     one with its id is not mistaken for it
   * @return the exit status: 0
   */
  public static int hold(long pid, long startTicks) throws InterruptedException {
    while (runs(pid, startTicks)) {
      Thread.sleep(WATCH_INTERVAL_MS);
    }
    return 0;
  }

  private static boolean runs(long pid, long startTicks) {
    Optional<ProcessState> state = ProcessState.of(pid);
    return state.isPresent() && state.get().startTicks() == startTicks && !state.get().ended();
  }

  private static void performAll(LineReader lines, PeerSockets sockets, EventWriter writer) {
    try {
      while (true) {
        switch (lines.next()) {
          case LineReader.Line.End() -> {
            return;
          }
          case LineReader.Line.TooLong(long lengthBytes) ->
              notice(writer, Message.of("peer.line.too-long", lengthBytes));
          case LineReader.Line.Text(String text) -> {
            if (!perform(text, sockets, writer)) {
              return;
            }
          }
        }
      }
    } catch (IOException e) {
      notice(writer, Message.of("peer.commands.unreadable", String.valueOf(e.getMessage())));
    }
  }

  /** Performs one line; false if it says to end. */
  private static boolean perform(String line, PeerSockets sockets, EventWriter writer) {
    try {
      Fields fields = Fields.parse(line);
      Command command = Command.fromWire(fields);
      if (command instanceof Command.End) {
        return false;
      }
      sockets.perform(fields.number("request"), command);
    } catch (GarbledLineException e) {
      notice(writer, Message.of("peer.line.garbled", e.why()));
    }
    return true;
  }

  private static Map<String, Object> hello() {
    var event = new LinkedHashMap<String, Object>();
    event.put("event", "hello");
    event.put("version", WIRE_VERSION);
    event.put("pid", ProcessHandle.current().pid());
    ProcessState.ownUid().ifPresent(uid -> event.put("uid", uid));
    event.put("user", System.getProperty("user.name", "?"));
    return event;
  }

  private static void notice(EventWriter writer, Message message) {
    writer.writeNow(Map.of("event", "notice", "message", WireValues.message(message)));
  }
}
