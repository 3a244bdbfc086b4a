package org.portbound.experiment;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** What this machine permits. */
final class Laboratories {
  private Laboratories() {}

  /** Skips the test, with a word, where it may not have a network of its own. */
  static void assumePrivateNetwork() {
    assumeTrue(Laboratory.isLinux(), "skipped: the rules are those of Linux");
    Laboratory here = Laboratory.run("laboratory-probe", laboratory -> laboratory);
    assumeTrue(
        here.privateNetwork(),
        () -> "skipped: no network namespace (" + here.refusal() + "); it takes root");
  }
}
