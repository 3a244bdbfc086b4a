package org.portbound.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.Endpoint;

/** The peer's end in this process: commands in, lines out. */
@Timeout(60)
class PeerMainTest {
  @Test
  void nonsenseIsANoticeAndTheNextCommandIsDone() throws Exception {
    String open = JSON.std.asString(new Command.Open(1, Peers.ANY_PORT).toWire(1));
    List<Fields> said =
        run(
            "nonsense",
            "x".repeat(LineReader.MAX_LINE_BYTES + 1),
            "{\"do\":\"fly\",\"socket\":1,\"request\":9}",
            open.replace("127.0.0.1", "nowhere"),
            open,
            "{\"do\":\"close\",\"socket\":1}");
    assertEquals("hello", said.getFirst().text("event"));
    assertEquals(ProcessHandle.current().pid(), said.getFirst().number("pid"));
    var heard = new ArrayList<String>();
    for (Fields each : said.subList(1, said.size())) {
      String event = each.text("event");
      heard.add(event.equals("notice") ? each.object("message").text("key") : event);
    }
    assertEquals(
        List.of(
            "peer.line.garbled",
            "peer.line.too-long",
            "peer.line.garbled",
            "peer.line.garbled",
            "reply",
            "peer.line.garbled"),
        heard);
  }

  @Test
  void theEndClosesEverything() throws Exception {
    String open = JSON.std.asString(new Command.Open(1, Peers.ANY_PORT).toWire(1));
    for (String end : List.of("", "{\"do\":\"end\",\"request\":2}")) {
      Fields opened = run(open, end, open).get(1);
      Endpoint local = Endpoint.parse(opened.text("local"));
      assertTrue(Peers.free(TestProviders.posix(), local));
    }
  }

  private static List<Fields> run(String... lines) throws IOException, GarbledLineException {
    var out = new ByteArrayOutputStream();
    byte[] in = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    assertEquals(0, PeerMain.run(TestProviders.posix(), new ByteArrayInputStream(in), out));
    var said = new ArrayList<Fields>();
    for (String line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      said.add(Fields.parse(line));
    }
    return said;
  }
}
