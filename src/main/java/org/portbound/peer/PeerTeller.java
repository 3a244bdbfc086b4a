package org.portbound.peer;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.text.Message;

/**
 * Tells what a peer says to those who listen, one call at a time. Any thread; {@code lock} guards
 * everything and is held during each call.
 */
final class PeerTeller {
  private static final int MAX_LAST_WORDS = 10;
  private static final int MAX_ERROR_LINE_BYTES = 4096;

  private final ReentrantLock lock = new ReentrantLock();
  private final PeerEvents events;
  private final Set<Integer> open = new HashSet<>();
  private final ArrayDeque<String> lastWords = new ArrayDeque<>();
  private final ReceivedDatagram datagram = new ReceivedDatagram();

  PeerTeller(PeerEvents events) {
    this.events = events;
  }

  /** Whether this thread is inside a call just now. */
  boolean telling() {
    return lock.isHeldByCurrentThread();
  }

  /**
   * Takes note of which sockets are open, so that only their datagrams are told.
   *
   * @return whether the reply says that a socket was opened
   */
  boolean follow(Command command, Fields reply) {
    lock.lock();
    try {
      return switch (command) {
        case Command.Open(int socket, var _) -> {
          boolean opened = Replies.opened(reply);
          if (opened) {
            open.add(socket);
          }
          yield opened;
        }
        case Command.Close(int socket) -> {
          open.remove(socket);
          yield false;
        }
        case Command.SetReuse _,
            Command.Join _,
            Command.Leave _,
            Command.SetSources _,
            Command.SetMulticastAll _,
            Command.SetSteering _,
            Command.SetIncomingCpu _,
            Command.Send _,
            Command.Hold _,
            Command.End _ ->
            false;
      };
    } finally {
      lock.unlock();
    }
  }

  /** A socket whose datagrams are of no interest any more. */
  void forget(int socket) {
    lock.lock();
    try {
      open.remove(socket);
    } finally {
      lock.unlock();
    }
  }

  /** An event that is neither the hello nor a reply. */
  void event(String name, Fields fields) throws GarbledLineException {
    lock.lock();
    try {
      switch (name) {
        case "datagram" -> {
          WireDatagram.fromWire(fields, datagram);
          if (open.contains(datagram.tag)) {
            events.datagram(datagram);
          }
        }
        case "receiveFailed" -> {
          int socket = fields.integer("socket", 0, Integer.MAX_VALUE);
          events.receiveFailed(socket, WireValues.call(fields.object("call")));
        }
        case "calls" -> {
          for (Fields each : fields.objects("runs")) {
            int socket = each.integer("socket", 0, Integer.MAX_VALUE);
            events.calls(socket, WireValues.totals(each), each.flag("ended"));
          }
        }
        case "notice" -> events.notice(WireValues.message(fields.object("message")));
        default -> throw new GarbledLineException("\"" + name + "\" is no event");
      }
    } finally {
      lock.unlock();
    }
  }

  void notice(Message message) {
    lock.lock();
    try {
      events.notice(message);
    } finally {
      lock.unlock();
    }
  }

  void exited(PeerExit exit) {
    lock.lock();
    try {
      events.exited(exit);
    } finally {
      lock.unlock();
    }
  }

  /** The last lines of standard error. */
  List<String> lastWords() {
    lock.lock();
    try {
      return List.copyOf(lastWords);
    } finally {
      lock.unlock();
    }
  }

  /** Passes standard error up, line by line, to its end. */
  void passErrors(long pid, InputStream errors) {
    var lines = new LineReader(errors, MAX_ERROR_LINE_BYTES);
    try {
      while (true) {
        switch (lines.next()) {
          case LineReader.Line.Text(String text) -> said(pid, text);
          case LineReader.Line.TooLong(long lengthBytes) ->
              notice(Message.of("peer.line.too-long", lengthBytes));
          case LineReader.Line.End() -> {
            return;
          }
        }
      }
    } catch (IOException e) {
      notice(Message.of("peer.errors.unreadable", pid, String.valueOf(e.getMessage())));
    }
  }

  private void said(long pid, String line) {
    lock.lock();
    try {
      if (lastWords.size() == MAX_LAST_WORDS) {
        lastWords.removeFirst();
      }
      lastWords.addLast(line);
      events.notice(Message.of("peer.says", pid, line));
    } finally {
      lock.unlock();
    }
  }
}
