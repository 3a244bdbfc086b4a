package org.portbound.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The sockets of one test, closed with it. Belongs to the test's thread. */
public final class Bench implements AutoCloseable {
  /** The interface on which everything here happens. */
  public static final String LOOPBACK =
      Interface.firstLoopback().map(Interface::name).orElse(GroupMembership.DEFAULT_INTERFACE);

  /** A group of the scope that stays within an organisation (RFC 2365), joined on loopback. */
  public static final GroupMembership GROUP = group("239.255.77.1");

  /** Any free port of 127.0.0.1. */
  public static final Endpoint ANY_PORT = Endpoint.parse("127.0.0.1:0");

  private final SocketProvider provider;
  private final Deque<UdpSocket> sockets = new ArrayDeque<>();

  public Bench(SocketProvider provider) {
    this.provider = provider;
  }

  /** A group on loopback. */
  public static GroupMembership group(String address) {
    return new GroupMembership(Endpoint.parse(address(address)).address(), LOOPBACK);
  }

  private static String address(String text) {
    return text.indexOf(':') < 0 ? text + ":0" : "[" + text + "]:0";
  }

  /** Multicast that stays on loopback. */
  public static SendOptions byLoopback() {
    return SendOptions.DEFAULT.withInterface(LOOPBACK);
  }

  public SocketProvider provider() {
    return provider;
  }

  /** Opens a plan that must succeed. */
  public UdpSocket open(SocketPlan plan) {
    Opening opening = provider.open(plan);
    if (opening instanceof Opening.Refused refused) {
      fail(plan + " was refused: " + refused.steps());
    }
    UdpSocket socket = assertInstanceOf(Opening.Opened.class, opening).socket();
    sockets.push(socket);
    assertTrue(opening.steps().stream().noneMatch(SystemCall::failed), "" + opening.steps());
    return socket;
  }

  public UdpSocket open(Endpoint local) {
    return open(SocketPlan.of(local));
  }

  public UdpSocket open(Endpoint local, ReuseOptions reuse) {
    return open(SocketPlan.of(local).withReuse(reuse));
  }

  /** Opens a plan that must be refused, and checks what every refusal has to say. */
  public Opening.Refused refuse(SocketPlan plan) {
    Opening opening = provider.open(plan);
    if (opening instanceof Opening.Opened opened) {
      sockets.push(opened.socket());
      fail(plan + " was not refused: " + opened.steps());
    }
    Opening.Refused refused = assertInstanceOf(Opening.Refused.class, opening);
    assertEquals(plan, refused.plan());
    assertEquals(refused.errno(), refused.failed().errno());
    assertEquals(
        List.of(refused.failed()), refused.steps().stream().filter(SystemCall::failed).toList());
    return refused;
  }

  /** Opens a plan that must be refused with this error. */
  public void refuse(Errno errno, SocketPlan plan) {
    Opening.Refused refused = refuse(plan);
    assertTrue(refused.errno().is(errno), "" + refused.steps());
  }

  /** Opens a plan and closes it again: true if it was not refused for a port that is taken. */
  public boolean allowed(SocketPlan plan) {
    return switch (provider.open(plan)) {
      case Opening.Opened opened -> {
        opened.socket().close();
        yield true;
      }
      case Opening.Refused refused -> {
        assertTrue(refused.errno().is(Errno.EADDRINUSE), "" + refused.steps());
        yield false;
      }
    };
  }

  /**
   * The endpoint with a port that nobody has, not even shared: a bind to port 0 with reuse options
   * may return one that others share.
   */
  public Endpoint free(Endpoint local) {
    UdpSocket socket = open(local.withPort(0));
    sockets.remove(socket);
    socket.close();
    return socket.local();
  }

  public Endpoint free() {
    return free(ANY_PORT);
  }

  public Inbox inbox(UdpSocket... members) {
    return new Inbox(provider, members);
  }

  public static void done(CallOutcome outcome) {
    if (outcome instanceof CallOutcome.Failed failed) {
      fail("" + failed.calls());
    }
    assertTrue(outcome.calls().stream().noneMatch(SystemCall::failed), "" + outcome.calls());
  }

  /** The outcome must be a failure with this error, at the last of its calls. */
  public static CallOutcome.Failed failed(Errno errno, CallOutcome outcome) {
    CallOutcome.Failed failed =
        assertInstanceOf(CallOutcome.Failed.class, outcome, () -> "" + outcome.calls());
    assertTrue(failed.errno().is(errno), "" + failed.calls());
    assertEquals(failed.failed(), failed.calls().getLast());
    assertEquals(failed.errno(), failed.failed().errno());
    assertTrue(failed.failed().failed());
    return failed;
  }

  /** The sockets that this process has open, by inode: empty where the system does not tell. */
  public static Set<String> socketsOfProcess() {
    var found = new TreeSet<String>();
    Path descriptors = Path.of("/proc/self/fd");
    if (!Files.isDirectory(descriptors)) {
      return found;
    }
    try (Stream<Path> each = Files.list(descriptors)) {
      each.forEach(
          link -> target(link).filter(to -> to.startsWith("socket:")).ifPresent(found::add));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  private static Optional<String> target(Path link) {
    try {
      return Optional.of(Files.readSymbolicLink(link).toString());
    } catch (NoSuchFileException e) {
      // The descriptor by which the directory itself was being read.
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    while (!sockets.isEmpty()) {
      sockets.pop().close();
    }
  }
}
