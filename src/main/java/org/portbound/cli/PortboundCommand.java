package org.portbound.cli;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;
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
      String number =
          Optional.ofNullable(PortboundCommand.class.getModule().getDescriptor())
              .flatMap(ModuleDescriptor::rawVersion)
              .orElse("(unpackaged)");
      return new String[] {
        "portbound " + number,
        "Java " + Runtime.version(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch")
      };
    }
  }
}
