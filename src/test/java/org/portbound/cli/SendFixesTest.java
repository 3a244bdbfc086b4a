package org.portbound.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.DatagramSocket;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code portbound send} says when the kernel refuses, and that its hints help. */
@Tag("long")
@Timeout(180)
final class SendFixesTest {
  /** Ends with 77 where no namespace may be made or filled. */
  private static final int NOT_PERMITTED = 77;

  private static final List<String> IN_A_NETWORK_OF_ITS_OWN =
      List.of(
          "sh",
          "-c",
          "unshare -n true 2>/dev/null && command -v ip >/dev/null || exit 77; "
              + "exec unshare -n sh -c \"$0\" \"$@\"");

  @Test
  void connectedSendSaysThatNobodyListensAndHowToListen() throws Exception {
    int port;
    try (var socket = new DatagramSocket()) {
      port = socket.getLocalPort();
    }
    String there = "127.0.0.1:" + port;
    try (var refused = PortboundProcess.run("send", there, "it's me", "--connect")) {
      assertEquals(ExitStatus.REFUSED, refused.exit());
      String said = refused.err();
      assertTrue(said.contains("connection refused (ECONNREFUSED)"), said);
      assertTrue(said.contains("  $ portbound listen " + there), said);
      assertTrue(said.contains("  $ portbound send " + there + " \"it's me\""), said);
    }
  }

  @Test
  void hintsOfARefusedSendAreCarriedOutAsTheyStand() throws Exception {
    String script =
        """
        ip link set lo up mtu 68
        ip link add pb0 type veth peer name pb1 || exit 77
        ip link set pb0 up; ip link set pb1 up; ip addr add 192.0.2.1/24 dev pb0
        file=$(mktemp); trap 'rm -f "$file" "$file.said"' EXIT
        head -c 30000 /dev/zero >"$file"
        for send in '203.0.113.7:9 x' '127.255.255.255:9 x' "127.0.0.1:9 --file $file"; do
          "$@" send $send 2>"$file.said" && echo "not refused: $send"
          cat "$file.said"
          "$@" $(sed -n 's/^ *[$] portbound //p' "$file.said" | head -n 1) || exit 1
        done
        """;
    try (var done = PortboundProcess.script(IN_A_NETWORK_OF_ITS_OWN, script)) {
      assumeTrue(done.exit() != NOT_PERMITTED, "no network namespace may be made here");
      String said = done.out() + done.err();
      assertEquals(0, done.exit(), said);
      assertTrue(said.contains("ENETUNREACH") && said.contains("--device pb0"), said);
      assertTrue(said.contains("EACCES") && said.contains("--broadcast"), said);
      assertTrue(said.contains("ENOBUFS") && said.contains("--send-buffer 4194304"), said);
      assertEquals(3, done.out().stream().filter(each -> each.startsWith("sent ")).count(), said);
    }
  }
}
