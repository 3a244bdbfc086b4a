package org.portbound.cli.demo;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The command line that starts Portbound once more, as this process was started. */
final class OwnCommand {
  private static final String MAIN = "org.portbound.Main";

  private OwnCommand() {}

  /** The same Java, the same modules or classes, other arguments. */
  static List<String> of(List<String> arguments) {
    var command = new ArrayList<String>();
    String installed = System.getProperty("jpackage.app-path");
    if (installed != null) {
      command.add(installed);
    } else {
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      Module module = OwnCommand.class.getModule();
      if (module.isNamed()) {
        String path = System.getProperty("jdk.module.path");
        if (path != null) {
          command.add("--module-path=" + path);
        }
        command.add("--enable-native-access=" + nativeAccess());
        command.add("--module=" + module.getName() + "/" + MAIN);
      } else {
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--class-path=" + System.getProperty("java.class.path"));
        command.add(MAIN);
      }
    }
    command.addAll(arguments);
    return command;
  }

  /** The modules that this process may call C from; the JDK's own need no mention. */
  private static String nativeAccess() {
    return ModuleLayer.boot().modules().stream()
        .filter(Module::isNativeAccessEnabled)
        .map(Module::getName)
        .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
        .sorted()
        .collect(Collectors.joining(","));
  }
}
