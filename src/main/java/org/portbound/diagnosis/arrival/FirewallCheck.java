package org.portbound.diagnosis.arrival;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether a firewall of this machine could drop the datagrams. Rules are not interpreted: where
 * there are some on the way in, what they do is unknown.
 */
final class FirewallCheck {
  private static final String FIREWALL = "firewall";

  /** {@code type filter hook input priority filter; policy drop;} (nft(8), CHAINS). */
  private static final Pattern HOOK =
      Pattern.compile("hook (ingress|prerouting|input)\\b[^;]*;(?:\\s*policy (\\w+);)?");

  private final Case asked;

  FirewallCheck(Case asked) {
    this.asked = asked;
  }

  Check firewall() {
    String names =
        switch (asked.family()) {
          case INET -> "net/ip_tables_names";
          case INET6 -> "net/ip6_tables_names";
        };
    Optional<List<String>> legacy = ProcFiles.lines(asked.proc().resolve(names));
    List<String> tables =
        legacy.orElse(List.of()).stream().map(String::strip).filter(s -> !s.isEmpty()).toList();
    if (!tables.isEmpty()) {
      return Check.unknown(FIREWALL, "tables", String.join(", ", tables)).remedy("iptables");
    }
    Optional<String> rules = asked.machine().rules().ruleset();
    if (rules.isEmpty()) {
      return Check.unknown(FIREWALL, "unreadable").remedy("nft");
    }
    List<String> chains = chains(rules.get());
    if (!chains.isEmpty()) {
      return Check.unknown(FIREWALL, "chains", String.join(", ", chains)).remedy("nft-counters");
    }
    return legacy.isEmpty() && asked.proc().resolve(names).toFile().exists()
        ? Check.unknown(FIREWALL, "unreadable").remedy("iptables")
        : Check.passed(FIREWALL, "none");
  }

  /** The chains that see what comes in, each with its policy. */
  private static List<String> chains(String ruleset) {
    var chains = new ArrayList<String>();
    Matcher matcher = HOOK.matcher(ruleset);
    while (matcher.find()) {
      String policy = matcher.group(2);
      chains.add(matcher.group(1) + (policy == null ? "" : " (policy " + policy + ")"));
    }
    return chains;
  }
}
