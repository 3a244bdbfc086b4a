package org.portbound.file.bench;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.portbound.file.bench.BenchSend.From;
import org.portbound.message.MessageFile.Fault;
import org.portbound.message.Notation;
import org.portbound.message.SavedMessage;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/** What is about to be sent, in a saved workbench; with a mistake it is left out and told. */
final class SendReader {
  /** Stands for a socket of its own. */
  static final String ANY_PORT = "any port";

  private static final int MAX_TTL_HOPS = 255;

  private final List<Fault> faults;
  private final Map<Integer, Integer> places;

  /**
   * @param places where the listeners of the file have gone, from 1
   */
  SendReader(List<Fault> faults, Map<Integer, Integer> places) {
    this.faults = faults;
    this.places = places;
  }

  Optional<BenchSend> read(Json value) {
    JsonFields fields = JsonFields.of(value, "send", faults);
    if (!fields.good()) {
      return Optional.empty();
    }
    From from = from(fields);
    String to = fields.text("to", "");
    if (!to.isEmpty() && Endpoint.read(to) instanceof Parsed.Invalid<Endpoint>(Message why)) {
      faults.add(new Fault(value.line(), why));
    }
    String as = fields.text("as", "text");
    if (!as.equals("text") && !as.equals("hex")) {
      fields.fault("file.bench.bad-notation");
    }
    var message =
        new SavedMessage(
            "",
            "",
            to,
            as.equals("hex") ? Notation.HEX : Notation.TEXT,
            fields.text("payload", ""),
            fields.texts("parameters"),
            fields.number("replies", 0, SavedMessage.MAX_REPLY_SECONDS).orElse(0));
    String interfaceName = fields.text("interface", "");
    if (!interfaceName.isEmpty() && !ListenerReader.isInterface(interfaceName)) {
      fields.fault("file.bench.bad-interface", "interface");
    }
    OptionalInt ttlHops = fields.number("ttl", 0, MAX_TTL_HOPS);
    fields.end();
    return fields.good() && from != null
        ? Optional.of(new BenchSend(from, message, interfaceName, ttlHops))
        : Optional.empty();
  }

  private @Nullable From from(JsonFields fields) {
    ReuseOptions reuse = ListenerReader.reuse(fields);
    return switch (fields.take("from")) {
      case null -> new From.AnyPort();
      case Json.Text(int _, String text) when text.equals(ANY_PORT) -> new From.AnyPort();
      case Json.Text(int line, String text) ->
          switch (Endpoint.read(text)) {
            case Parsed.Valid<Endpoint>(Endpoint local) -> new From.Bound(local, reuse);
            case Parsed.Invalid<Endpoint>(Message why) -> {
              faults.add(new Fault(line, why));
              yield null;
            }
          };
      case Json.Whole(int line, long place) -> {
        Integer now = place > Integer.MAX_VALUE || place < 1 ? null : places.get((int) place);
        if (now == null) {
          faults.add(new Fault(line, Message.of("file.bench.no-listener", String.valueOf(place))));
        }
        yield now == null ? null : new From.Listener(now);
      }
      case Json other -> {
        faults.add(new Fault(other.line(), Message.of("file.bench.bad-from", ANY_PORT)));
        yield null;
      }
    };
  }
}
