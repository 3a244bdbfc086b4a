package org.portbound.socket;

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
    inside.shutdown();
  }
}
