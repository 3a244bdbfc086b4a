package org.portbound.cli;

import java.util.concurrent.Callable;
import org.portbound.peer.PeerLauncher;
import org.portbound.peer.PeerMain;
import org.portbound.workbench.Providers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code portbound peer}: what Portbound starts as its second process. It speaks over its standard
 * streams alone, so it is not for people and not in the help.
 */
@Command(name = PeerLauncher.PEER_COMMAND, hidden = true)
final class PeerCommand implements Callable<Integer> {
  @Option(names = PeerLauncher.HOLD_OPTION, hidden = true)
  private long hold;

  @Option(names = PeerLauncher.SINCE_OPTION, hidden = true)
  private long since;

  @Override
  public Integer call() throws InterruptedException {
    return hold == 0
        ? PeerMain.onStandardStreams(Providers.standard())
        : PeerMain.hold(hold, since);
  }
}
