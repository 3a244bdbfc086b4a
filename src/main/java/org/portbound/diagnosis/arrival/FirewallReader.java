package org.portbound.diagnosis.arrival;

import java.util.Optional;

/** Reads the rules of nftables. Any thread. */
@FunctionalInterface
public interface FirewallReader {
  /** The rules as {@code nft list ruleset} prints them, or empty if they cannot be read. */
  Optional<String> ruleset();
}
