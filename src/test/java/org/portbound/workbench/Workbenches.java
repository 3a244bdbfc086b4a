package org.portbound.workbench;

import java.io.File;
import java.util.List;
import org.portbound.peer.PeerLauncher;

/** Workbenches that tests need and the program does not. */
public final class Workbenches {
  private Workbenches() {}

  /**
   * One whose peers run the packaged modules, which everybody may read: the class path of the tests
   * may be closed to other users.
   */
  public static Workbench forOtherUsers() {
    String modules =
        System.getProperty("portbound.classes")
            + File.pathSeparator
            + System.getProperty("portbound.app");
    return Workbench.open(
        Providers.standard(),
        8 << 20,
        PeerLauncher.onModulePath(modules, "org.portbound/org.portbound.Main", List.of()));
  }
}
