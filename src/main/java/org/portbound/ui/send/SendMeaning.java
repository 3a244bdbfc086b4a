package org.portbound.ui.send;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.PathMtu;
import org.portbound.socket.SendOptions;
import org.portbound.text.Message;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.HintLine.Hint;
import org.portbound.ui.control.UiContext;

/** Says what will be sent: how long it is, in how many packets, and which way. */
final class SendMeaning {
  private final UiContext context;
  private final SendActions actions;
  private final Runnable known;
  private @Nullable Way asked;
  private OptionalInt mtuBytes = OptionalInt.empty();

  /** What the size of packets depends on. */
  private record Way(InetAddress to, @Nullable String by) {}

  /**
   * @param known is run when the size of packets has become known
   */
  SendMeaning(UiContext context, SendActions actions, Runnable known) {
    this.context = context;
    this.actions = actions;
    this.known = known;
  }

  /** Asks for the size of packets, unless it was asked already. */
  void ask(DestinationFields destination) {
    Endpoint to = destination.endpoint().orElse(null);
    SendOptions options = destination.sendOptions();
    Way way = to == null ? null : new Way(to.address(), options.interfaceName());
    if (Objects.equals(way, asked)) {
      return;
    }
    asked = way;
    mtuBytes = OptionalInt.empty();
    if (to != null) {
      actions.pathMtu(
          to,
          options,
          told -> {
            if (Objects.equals(way, asked)) {
              mtuBytes = told.bytes();
              known.run();
            }
          });
    }
  }

  /**
   * The sentence.
   *
   * @param lengthBytes of the payload
   * @param varies whether it may be another one at each send
   * @param takesOthers whether the socket takes what was meant for those that share its port
   */
  Hint say(int lengthBytes, boolean varies, DestinationFields destination, boolean takesOthers) {
    Message missing = destination.outgoing().missingProperty().get();
    if (destination.isGroup() && missing != null) {
      return Hint.warning(context.say(missing));
    }
    if (takesOthers) {
      return Hint.warning(context.say("ui.send.hint.shares"));
    }
    var words = new ArrayList<String>();
    String length =
        context.say(
            varies ? "ui.send.hint.about" : "ui.send.hint.length", Formats.count(lengthBytes));
    InetAddress to = destination.addressField().value().orElse(null);
    if (to != null && mtuBytes.isPresent()) {
      Family family = Family.of(to);
      int packets = PathMtu.packets(lengthBytes, mtuBytes.getAsInt(), family);
      if (packets > 1 && destination.options().dontFragment()) {
        return Hint.warning(
            context.say(
                "ui.send.hint.does-not-fit",
                Formats.count(lengthBytes),
                Formats.count(PathMtu.maxPayloadBytes(mtuBytes.getAsInt(), family))));
      }
      length +=
          packets == 1
              ? context.say("ui.send.hint.one-packet")
              : context.say(
                  "ui.send.hint.fragments",
                  String.valueOf(packets),
                  Formats.count(mtuBytes.getAsInt()));
    }
    words.add(length);
    if (to != null) {
      words.add(way(to, destination));
    }
    String set = destination.options().summary();
    if (!set.isEmpty()) {
      words.add(set);
    }
    return Hint.neutral(String.join(" · ", words));
  }

  private String way(InetAddress to, DestinationFields destination) {
    if (to.isMulticastAddress()) {
      return context.say("ui.send.hint.multicast", destination.outgoing().name());
    }
    return context.say(to.isLoopbackAddress() ? "ui.send.hint.loopback" : "ui.send.hint.unicast");
  }
}
