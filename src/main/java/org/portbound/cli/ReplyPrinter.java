package org.portbound.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramLog;
import org.portbound.decode.Decoded;
import org.portbound.decode.Decoders;
import org.portbound.decode.Ports;
import org.portbound.socket.Endpoint;
import org.portbound.workbench.Replies.Reply;

/** Prints replies as they come. One thread. */
final class ReplyPrinter {
  private static final double NS_PER_MS = 1e6;

  private final Terminal terminal;
  private final boolean json;
  private final DatagramLog log;
  private final Decoders decoders = Decoders.standard();
  private final Datagram row = new Datagram();
  private long printed;

  ReplyPrinter(Terminal terminal, boolean json, DatagramLog log) {
    this.terminal = terminal;
    this.json = json;
    this.log = log;
  }

  void print(List<Reply> replies) {
    for (Reply each : replies) {
      printed++;
      byte[] payload = log.read(each.number(), row) ? row.payload() : new byte[0];
      Decoded decoded = decoders.brief(payload, new Ports(row.sourcePort(), row.destinationPort()));
      String info = terminal.shown(terminal.say(decoded.summary()));
      String protocol = terminal.say(decoded.protocol().label());
      terminal.line(
          json
              ? Json.event("reply")
                  .with("time", Instant.ofEpochSecond(0, each.timeNs()))
                  .with("delayMs", each.delayNs() / NS_PER_MS)
                  .with("sourceAddress", Endpoint.text(each.source().address()))
                  .with("sourcePort", each.source().port())
                  .with("length", each.lengthBytes())
                  .with("protocol", decoded.protocol().id())
                  .with("info", info)
                  .with("hex", HexFormat.of().formatHex(payload))
                  .toString()
              : terminal.say(
                  "cli.send.reply",
                  String.format(Locale.ROOT, "%.1f", each.delayNs() / NS_PER_MS),
                  each.source(),
                  String.valueOf(each.lengthBytes()),
                  protocol,
                  info));
    }
  }

  /** The wait is over: says so if nothing came. */
  int end(Duration length) {
    if (printed > 0) {
      return ExitStatus.OK;
    }
    String sentence =
        terminal.say("cli.send.no-reply", String.valueOf(length.toMillis() / 1_000.0));
    terminal.tell(json ? Json.event("note").with("message", sentence).toString() : sentence);
    return ExitStatus.UNEXPECTED_ANSWER;
  }
}
