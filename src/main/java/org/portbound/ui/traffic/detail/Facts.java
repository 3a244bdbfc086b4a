package org.portbound.ui.traffic.detail;

import java.util.ArrayList;
import java.util.List;
import org.portbound.capture.Datagram;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Interface;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;

/** What the kernel told of a datagram; what it did not tell is "unknown", never a guess. */
final class Facts {
  private final UiContext context;

  Facts(UiContext context) {
    this.context = context;
  }

  /** The rows, in the order in which they matter. */
  List<DetailRow> of(Datagram datagram) {
    var rows = new ArrayList<DetailRow>();
    rows.add(row("source", datagram.source().toString()));
    rows.add(row("destination", destination(datagram)));
    rows.add(arrival(datagram));
    rows.add(row("ttl", known(datagram.ttlHops())));
    rows.add(row("class", trafficClass(datagram.trafficClass())));
    rows.add(
        row(
            "time",
            context.say(
                datagram.kernelTime() ? "ui.detail.time.kernel" : "ui.detail.time.own",
                Formats.clock(datagram.timeNs()))));
    rows.add(row("dropped", dropped(datagram.droppedByKernel())));
    rows.add(row("length", length(datagram)));
    return rows;
  }

  private DetailRow row(String key, String value) {
    return new DetailRow("detail-" + key, context.say("ui.detail." + key), value, ByteRange.NONE);
  }

  private String known(int number) {
    return number < 0 ? context.say("ui.detail.unknown") : String.valueOf(number);
  }

  private String destination(Datagram datagram) {
    return datagram
        .destination()
        .map(
            address ->
                datagram.destinationPort() == 0
                    ? Endpoint.text(address)
                    : new Endpoint(address, datagram.destinationPort()).toString())
        .orElseGet(
            () ->
                datagram.destinationPort() == 0
                    ? context.say("ui.detail.unknown")
                    : context.say(
                        "ui.detail.destination.port", String.valueOf(datagram.destinationPort())));
  }

  private String dropped(long count) {
    if (count < 0) {
      return context.say("ui.detail.unknown");
    }
    return count == 0
        ? context.say("ui.detail.dropped.none")
        : context.say("ui.detail.dropped.some", Formats.count(count));
  }

  private String length(Datagram datagram) {
    return datagram.truncated()
        ? context.say(
            "ui.detail.length.cut",
            Formats.count(datagram.trueLengthBytes()),
            Formats.count(datagram.lengthBytes()))
        : context.say("ui.detail.length.whole", Formats.count(datagram.lengthBytes()));
  }

  /** {@code AF41, not ECN-capable (0x88)} (RFC 2474, RFC 3168). */
  private String trafficClass(int octet) {
    if (octet < 0) {
      return context.say("ui.detail.unknown");
    }
    return context.say(
        "ui.detail.class.value",
        TrafficClass.dscpName(octet >> 2),
        context.say("ui.detail.ecn." + (octet & 3)),
        String.format("0x%02x", octet));
  }

  /** Its name is looked up beside the window's thread. */
  private DetailRow arrival(Datagram datagram) {
    int index = datagram.interfaceIndex();
    if (index == 0) {
      return row("interface", context.say("ui.detail.unknown"));
    }
    DetailRow row =
        row("interface", context.say("ui.detail.interface.index", String.valueOf(index)));
    context
        .commands()
        .ask(
            () ->
                Interface.all().stream()
                    .filter(each -> each.index() == index)
                    .map(Interface::name)
                    .findFirst(),
            found ->
                found.ifPresent(
                    name ->
                        row.setValue(
                            context.say("ui.detail.interface.name", name, String.valueOf(index)))));
    return row;
  }
}
