package org.portbound.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.posix.KernelLab;
import org.portbound.socket.posix.PosixProvider;

/**
 * A provider whose sockets live in a network namespace of its own, with {@code lo} and what the
 * test adds. It goes when its thread and its sockets are gone.
 */
public final class PrivateNetwork implements SocketProvider, AutoCloseable {
  private final ExecutorService inside =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("private-network").daemon().factory());
  private final SocketProvider provider = new PosixProvider();

  /** A child that stays inside for as long as its input is open, and stands for the namespace. */
  private @Nullable Process keeper;

  private PrivateNetwork() {}

  /** Makes one, or skips the test with a word where that is not permitted. */
  public static PrivateNetwork enter() {
    var network = new PrivateNetwork();
    Optional<Errno> refusal = network.ask(KernelLab::enterPrivateNetwork);
    if (refusal.isPresent()) {
      network.close();
    }
    assumeTrue(refusal.isEmpty(), "no network namespace may be made here: " + refusal);
    return network;
  }

  /** Runs ip(8) inside, or skips the test with a word where there is none. */
  public PrivateNetwork ip(String... arguments) {
    var command = new ArrayList<>(List.of("ip"));
    command.addAll(List.of(arguments));
    int status =
        ask(
            () -> {
              try {
                return new ProcessBuilder(command).inheritIO().start().waitFor();
              } catch (IOException e) {
                return -1;
              }
            });
    assumeTrue(status >= 0, "the program ip (iproute2) is not there");
    assertEquals(0, status, command::toString);
    return this;
  }

  /**
   * Lays a cable to another host: a pair of veth(4) interfaces, up, with link-local IPv6 addresses
   * that are the same on every cable: fe80::1 here, fe80::2 there.
   *
   * @param name of the interface here
   * @param address here, with the length of its prefix: {@code 192.0.2.1/24}
   * @param there name of the interface on the other side
   * @param addressThere likewise
   */
  public PrivateNetwork cable(
      String name, String address, PrivateNetwork other, String there, String addressThere) {
    String peer = String.valueOf(other.keeper().pid());
    ip("link", "add", name, "type", "veth", "peer", "name", there, "netns", peer);
    bringUp(name, address, "fe80::1/64");
    other.bringUp(there, addressThere, "fe80::2/64");
    return this;
  }

  /** Lays a cable within: a pair of veth(4) interfaces, up, without addresses, once both run. */
  public PrivateNetwork pair(String name, String other) {
    ip("link", "add", name, "type", "veth", "peer", "name", other);
    return ip("link", "set", name, "up")
        .ip("link", "set", other, "up")
        .awaitRunning(name)
        .awaitRunning(other);
  }

  /**
   * Waits for IFF_RUNNING: the kernel's link watch sets it some time after the call that switched
   * the interface on has returned. The test's own time ends the waiting.
   */
  public PrivateNetwork awaitRunning(String name) {
    while (interfaces().stream().noneMatch(each -> each.name().equals(name) && each.running())) {
      LockSupport.parkNanos(5_000_000);
    }
    return this;
  }

  private void bringUp(String name, String address, String linkLocal) {
    ip("link", "set", name, "addrgenmode", "none");
    ip("link", "set", name, "up");
    ip("addr", "add", address, "dev", name);
    ip("addr", "add", linkLocal, "dev", name, "nodad");
  }

  private Process keeper() {
    Process kept = keeper;
    if (kept == null) {
      kept = start(List.of("cat"));
      keeper = kept;
    }
    return kept;
  }

  /** Starts a program inside, with its standard error in its output. */
  public Process start(List<String> command) {
    return ask(() -> new ProcessBuilder(command).redirectErrorStream(true).start());
  }

  /** What a program that ends by itself says. */
  public String say(String... command) {
    return ask(
        () -> {
          Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
          String said = new String(process.getInputStream().readAllBytes(), UTF_8);
          assertEquals(0, process.waitFor(), said);
          return said;
        });
  }

  /** Does something inside. */
  public <T> T ask(Callable<T> work) {
    try {
      return inside.submit(work).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public String name() {
    return provider.name();
  }

  @Override
  public Opening open(SocketPlan plan) {
    return ask(() -> provider.open(plan));
  }

  @Override
  public PathMtu pathMtu(Endpoint destination, SendOptions options) {
    return ask(() -> provider.pathMtu(destination, options));
  }

  @Override
  public List<Interface> interfaces() {
    return ask(Interface::all);
  }

  /** Those of the thread inside: the process's own are of its first thread. */
  @Override
  public Path networkFiles() {
    return ask(() -> Path.of("/proc/thread-self").toRealPath().resolve("net"));
  }

  @Override
  public ReceiveSet newReceiveSet() {
    return provider.newReceiveSet();
  }

  @Override
  public void close() {
    if (keeper != null) {
      keeper.destroyForcibly();
    }
    inside.shutdown();
  }
}
