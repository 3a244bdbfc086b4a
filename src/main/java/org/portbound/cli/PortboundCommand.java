package org.portbound.cli;

import org.portbound.workbench.Release;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code portbound} itself; without a command it is the window, which {@code Main} opens. */
@Command(
    name = "portbound",
    sortOptions = false,
    subcommandsRepeatable = false,
    versionProvider = PortboundCommand.Version.class)
final class PortboundCommand {
  /** The version that the build wrote into the module, and what it runs on. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return Release.lines().toArray(String[]::new);
    }
  }
}
