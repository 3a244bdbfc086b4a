package org.portbound.decode;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Parsed;

/**
 * What the user says that the datagrams of a port are. It goes before what they look like, for
 * those to the port and those from it, until it is taken back. Any thread.
 */
public final class DecodeAs {
  /**
   * A choice as it is written: {@code 5000=coap}.
   *
   * @param port 1 to 65,535
   */
  public record Choice(int port, Protocol protocol) {
    private static final int MAX_PORT = 65_535;

    /** Reads {@code PORT=PROTOCOL}; the protocol by its {@link Protocol#id()}. */
    public static Parsed<Choice> read(String text) {
      int equals = text.indexOf('=');
      String port = equals < 0 ? "" : text.substring(0, equals).strip();
      if (!port.matches("\\d{1,5}")
          || Integer.parseInt(port) == 0
          || Integer.parseInt(port) > MAX_PORT) {
        return Parsed.invalid("decode.as.not-one", text);
      }
      String id = text.substring(equals + 1).strip();
      return Protocol.of(id)
          .map(protocol -> Parsed.valid(new Choice(Integer.parseInt(port), protocol)))
          .orElseGet(() -> Parsed.invalid("decode.as.no-protocol", id, Protocol.ids()));
    }
  }

  private final Decoders decoders = Decoders.standard();
  private final Map<Integer, Protocol> byPort = new ConcurrentHashMap<>();
  private final AtomicLong revision = new AtomicLong();

  /** Nothing is chosen. */
  public DecodeAs() {}

  /** Changes when a choice is made or taken back. */
  public long revision() {
    return revision.get();
  }

  /** Reads what goes to this port or comes from it as this protocol from now on. */
  public void choose(Choice choice) {
    byPort.put(choice.port(), choice.protocol());
    revision.incrementAndGet();
  }

  /**
   * Reads what goes between these ports as this protocol from now on. The choice is kept for the
   * port that a datagram goes to; for the other one if that is not known.
   *
   * @param protocol or null to take back what was chosen for either port
   */
  public void choose(Ports ports, @Nullable Protocol protocol) {
    byPort.remove(ports.destination());
    byPort.remove(ports.source());
    if (protocol != null) {
      byPort.put(ports.destination() != 0 ? ports.destination() : ports.source(), protocol);
    }
    revision.incrementAndGet();
  }

  /** What was chosen for these ports, that of the destination first. */
  public Optional<Protocol> chosen(Ports ports) {
    Protocol to = byPort.get(ports.destination());
    return Optional.ofNullable(to != null ? to : byPort.get(ports.source()));
  }

  /** Reads a payload as was chosen, else as what it most likely is. */
  public Decoded decode(byte[] payload, Ports ports) {
    return chosen(ports)
        .map(protocol -> decoders.decodeAs(protocol, payload, ports))
        .orElseGet(() -> decoders.decode(payload, ports));
  }

  /** Protocol and summary alone; see {@link Decoders#brief}. */
  public Decoded brief(byte[] payload, Ports ports) {
    return chosen(ports)
        .map(protocol -> decoders.briefAs(protocol, payload, ports))
        .orElseGet(() -> decoders.brief(payload, ports));
  }
}
