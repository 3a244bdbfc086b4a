package org.portbound.workbench;

import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.Optional;

/** Which Portbound this is, and what it runs on: what a report of a defect needs. Any thread. */
public final class Release {
  private Release() {}

  /** The version that the build wrote into the module, the Java and the system, a line each. */
  public static List<String> lines() {
    String number =
        Optional.ofNullable(Release.class.getModule().getDescriptor())
            .flatMap(ModuleDescriptor::rawVersion)
            .orElse("(unpackaged)");
    return List.of(
        "portbound " + number,
        "Java " + Runtime.version(),
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"));
  }
}
