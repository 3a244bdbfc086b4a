package org.portbound.peer;

import java.util.List;
import org.portbound.socket.SocketProvider;

/** What {@code portbound peer} does, for tests: without JUnit, so that it runs by itself. */
final class PeerTestMain {
  private PeerTestMain() {}

  /** A peer over the kernel's own calls. */
  static final class Posix {
    private Posix() {}

    public static void main(String[] args) throws InterruptedException {
      System.exit(run(TestProviders.posix(), List.of(args)));
    }
  }

  /** A peer over Java's channels. */
  static final class Nio {
    private Nio() {}

    public static void main(String[] args) throws InterruptedException {
      System.exit(run(TestProviders.nio(), List.of(args)));
    }
  }

  static int run(SocketProvider provider, List<String> args) throws InterruptedException {
    if (args.equals(List.of(PeerLauncher.PEER_COMMAND))) {
      return PeerMain.onStandardStreams(provider);
    }
    if (args.size() == 5
        && args.get(1).equals(PeerLauncher.HOLD_OPTION)
        && args.get(3).equals(PeerLauncher.SINCE_OPTION)) {
      return PeerMain.hold(Long.parseLong(args.get(2)), Long.parseLong(args.get(4)));
    }
    System.err.println("not a peer's arguments: " + args);
    return 2;
  }
}
