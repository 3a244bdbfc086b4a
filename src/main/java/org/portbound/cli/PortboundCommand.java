package org.portbound.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code portbound} itself; without a command it is the window, which {@code Main} opens. */
@Command(
    name = "portbound",
    sortOptions = false,
    subcommandsRepeatable = false,
    versionProvider = PortboundCommand.Versions.class)
final class PortboundCommand {
  /** For the commands' own way to {@code --version}. */
  static final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return Version.lines();
    }
  }
}
