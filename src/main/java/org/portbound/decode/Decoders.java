package org.portbound.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.portbound.text.Message;

/**
 * Every decoder there is, and the choice among them. Immutable; any thread. Whatever the bytes are,
 * there is an answer, within 10 ms and 10 MB.
 */
public final class Decoders {
  /** No datagram holds more; what is longer is read up to here. */
  private static final int MAX_BYTES = 65_535;

  private static final int MAX_NODES = 2_000;

  /** Enough to see what a payload is about. */
  private static final int BRIEF_NODES = 40;

  private final List<Decoder> decoders;

  Decoders(List<Decoder> decoders) {
    this.decoders = List.copyOf(decoders);
  }

  /** All that Portbound has. */
  public static Decoders standard() {
    return new Decoders(
        List.of(
            new TextDecoder(),
            new JsonDecoder(),
            new XmlDecoder(),
            new DnsDecoder(Protocol.DNS, 53),
            new DnsDecoder(Protocol.MDNS, 5353),
            new DnsDecoder(Protocol.LLMNR, 5355),
            new SsdpDecoder(),
            new SoapDecoder(Protocol.WS_DISCOVERY),
            new SoapDecoder(Protocol.SOAP),
            new NtpDecoder(),
            new StunDecoder(),
            new CoapDecoder(),
            new RtpDecoder(),
            new ProbeDecoder(),
            new DataDecoder()));
  }

  /** What a payload can be decoded as, in the order of a menu. */
  public List<Protocol> protocols() {
    return decoders.stream().map(Decoder::protocol).sorted().toList();
  }

  /**
   * Reads a payload as what it most likely is.
   *
   * @param payload its bytes
   */
  public Decoded decode(byte[] payload, Ports ports) {
    return decode(input(payload, ports, MAX_NODES));
  }

  /**
   * Protocol and summary alone, for a line in a table: as {@link #decode}, with few fields made and
   * so at a fraction of the cost.
   */
  public Decoded brief(byte[] payload, Ports ports) {
    return decode(input(payload, ports, BRIEF_NODES));
  }

  /**
   * Reads a payload as what the user says it is.
   *
   * @return as data, with a word on it, if nothing in it is of that protocol
   */
  public Decoded decodeAs(Protocol protocol, byte[] payload, Ports ports) {
    return decodeAs(protocol, input(payload, ports, MAX_NODES));
  }

  /** Protocol and summary alone, of a payload that is what the user says it is. */
  public Decoded briefAs(Protocol protocol, byte[] payload, Ports ports) {
    return decodeAs(protocol, input(payload, ports, BRIEF_NODES));
  }

  private Decoded decodeAs(Protocol protocol, Input input) {
    Optional<Decoded> decoded =
        decoders.stream()
            .filter(each -> each.protocol() == protocol)
            .findFirst()
            .flatMap(each -> each.decode(input));
    return decoded.orElseGet(() -> notReadable(protocol, input));
  }

  private static Input input(byte[] payload, Ports ports, int maxNodes) {
    byte[] bytes = payload.length > MAX_BYTES ? Arrays.copyOf(payload, MAX_BYTES) : payload;
    return new Input(bytes, ports, maxNodes);
  }

  private Decoded decode(Input input) {
    for (Decoder each : byConfidence(input)) {
      Optional<Decoded> decoded = each.decode(input);
      if (decoded.isPresent()) {
        return decoded.get();
      }
    }
    return DataDecoder.read(input);
  }

  private List<Decoder> byConfidence(Input input) {
    record Candidate(Decoder decoder, int confidence) {}
    var candidates = new ArrayList<Candidate>(decoders.size());
    for (Decoder each : decoders) {
      int confidence = each.confidence(input);
      if (confidence > Decoder.NO) {
        candidates.add(new Candidate(each, confidence));
      }
    }
    candidates.sort(Comparator.comparingInt(each -> -each.confidence()));
    return candidates.stream().map(Candidate::decoder).toList();
  }

  private static Decoded notReadable(Protocol protocol, Input input) {
    Decoded data = DataDecoder.read(input);
    var fields = new ArrayList<Field>();
    fields.add(
        new Field(
            Message.of("decode.not-readable"), protocol.label(), 0, input.length(), List.of()));
    fields.addAll(data.fields());
    return new Decoded(Protocol.DATA, data.summary(), fields);
  }
}
