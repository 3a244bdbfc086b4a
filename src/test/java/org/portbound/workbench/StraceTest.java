package org.portbound.workbench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The ledger against strace(1): the same session, call by call. */
@Tag("long")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class StraceTest {
  private static final String TRACED =
      "socket,bind,connect,setsockopt,getsockopt,getsockname,sendmsg,sendmmsg,recvmmsg,recvmsg,"
          + "recvfrom,sendto,poll,ppoll,read,write,ioctl,close,pidfd_open,pidfd_getfd";

  /** {@code 123 bind(7<UDP:[127.0.0.1:0]>, …}. */
  private static final Pattern CALL = Pattern.compile("^\\d+ +([a-z_]+)\\((.*)$");

  private static final Pattern OURS = Pattern.compile("<(UDP|UDPv6|NETLINK:\\[SOCK_DIAG)\\b");

  private static final Pattern TAKEN = Pattern.compile("\\) += (\\d+)<");

  /** A socket of Java's own, for its list of interfaces; ours have a protocol. */
  private static final Pattern JAVAS =
      Pattern.compile("SOCK_DGRAM, IPPROTO_IP\\) += \\d+(<UDP[v6]*:\\[\\d+\\]>)");

  @Test
  void everySocketCallIsInTheLedger(@TempDir Path folder) throws Exception {
    boolean there =
        List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(each -> Files.isExecutable(Path.of(each, "strace")));
    assumeTrue(there, "strace is not installed");
    Path trace = folder.resolve("trace");
    var command = new ArrayList<>(List.of("strace", "-f", "-yy", "-qq", "-e", "trace=" + TRACED));
    command.addAll(List.of("-o", trace.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(LedgerSession.class.getName());
    Path errors = folder.resolve("errors");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    List<String> told = process.inputReader(UTF_8).lines().toList();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    String said = Files.readString(errors);
    assumeTrue(!said.contains("ptrace"), "strace may not trace here: " + said);
    assertEquals(0, process.exitValue(), said);

    Map<String, Long> ledger = new TreeMap<>();
    for (String each : told) {
      String[] parts = each.split(" ");
      ledger.put(parts[0], Long.parseLong(parts[1]));
    }
    // The C library's functions, which make calls of their own on sockets of their own.
    ledger.remove("getifaddrs");
    ledger.remove("if_nametoindex");
    // Java's, which does so too.
    ledger.remove("NetworkInterface.getByName");
    Map<String, Long> traced = traced(Files.readAllLines(trace));
    assertTrue(traced.getOrDefault("recvmmsg", 0L) > 1, traced::toString);
    assertTrue(traced.getOrDefault("sendmmsg", 0L) > 100, traced::toString);
    assertEquals(traced, ledger);
  }

  /** How many calls there were of each name that concern sockets of ours. */
  private static Map<String, Long> traced(List<String> all) {
    List<String> lines = joined(all);
    Set<String> javas =
        lines.stream()
            .map(JAVAS::matcher)
            .filter(Matcher::find)
            .map(each -> each.group(1))
            .collect(Collectors.toSet());
    Map<String, Long> counts = new TreeMap<>();
    var duplicates = new HashSet<String>();
    for (String line : lines) {
      Matcher call = CALL.matcher(line);
      if (call.matches()
          && javas.stream().noneMatch(line::contains)
          && (isDuplicate(call.group(1), call.group(2), duplicates)
              || isOurs(call.group(1), call.group(2)))) {
        counts.merge(call.group(1), 1L, Long::sum);
      }
    }
    return counts;
  }

  /**
   * Whether a close is that of a descriptor taken from another process, whatever it was: there it
   * may have become a file since it was listed as a socket.
   */
  private static boolean isDuplicate(String name, String rest, Set<String> duplicates) {
    Matcher taken = TAKEN.matcher(rest);
    if (name.equals("pidfd_getfd") && taken.find()) {
      duplicates.add(taken.group(1));
    }
    return name.equals("close") && duplicates.remove(rest.split("[<,)]", 2)[0]);
  }

  /** Puts the two halves together of lines that another thread's call interrupted. */
  private static List<String> joined(List<String> lines) {
    Map<String, String> begun = new HashMap<>();
    var whole = new ArrayList<String>();
    for (String line : lines) {
      String thread = line.substring(0, line.indexOf(' '));
      int unfinished = line.indexOf(" <unfinished ...>");
      int resumed = line.indexOf(" resumed>");
      if (unfinished >= 0) {
        begun.put(thread, line.substring(0, unfinished));
      } else if (resumed >= 0) {
        whole.add(begun.remove(thread) + line.substring(resumed + " resumed>".length()));
      } else {
        whole.add(line);
      }
    }
    whole.addAll(begun.values());
    return whole;
  }

  private static boolean isOurs(String name, String rest) {
    return switch (name) {
      case "socket" -> rest.contains("IPPROTO_UDP") || rest.contains("NETLINK_SOCK_DIAG");
      case "pidfd_open", "pidfd_getfd" -> true;
      case "poll", "ppoll" -> rest.contains("eventfd") || OURS.matcher(rest).find();
      default -> {
        String first = rest.split("[,)]", 2)[0];
        boolean waking = first.contains("eventfd") && !name.equals("close");
        boolean process = first.contains("<pid:") || first.contains("pidfd");
        // Not bound before its first write; the C library writes to none.
        boolean asking = name.equals("write") && first.contains("<NETLINK:");
        yield waking || process || asking || OURS.matcher(first).find();
      }
    };
  }
}
