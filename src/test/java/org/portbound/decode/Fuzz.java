package org.portbound.decode;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.portbound.text.Message;
import org.portbound.text.Texts;

/**
 * Changes payloads at random and has them decoded in every way. A payload fails if it raises an
 * error, costs more than 10 ms of processor time or 10 MB, or gives a field that is no part of it
 * or that is not safe to show.
 */
final class Fuzz {
  static final long MAX_NS = 10_000_000;
  static final long MAX_BYTES = 10_000_000;

  private static final int MAX_NODES = 2_100;
  private static final int TRIES = 10;
  private static final long REST_MS = 50;
  private static final int MAX_CHANGES = 8;
  private static final int MAX_RANDOM_BYTES = 600;
  private static final int SAY_ONE_OF = 16;
  private static final int[] PORTS = {0, 53, 123, 1900, 3478, 3702, 5004, 5353, 5355, 5683, 40_000};

  private final Decoders decoders = Decoders.standard();
  private final Texts texts = Texts.in(Locale.ENGLISH);
  private final List<byte[]> samples = new ArrayList<>(Samples.decent());
  private final Random random;
  private long largestBytes;
  private long longestNs;

  Fuzz(long seed) {
    random = new Random(seed);
    warmUp();
  }

  /** What the virtual machine does once is no cost of a payload. */
  private void warmUp() {
    for (byte[] each : Samples.hostile()) {
      decoders.protocols().forEach(as -> decoders.decodeAs(as, each, Ports.UNKNOWN));
    }
  }

  /** Decodes so many payloads; takes the large ones rarely, for they are slow to change. */
  void run(int payloads) {
    List<byte[]> hostile = Samples.hostile();
    for (int i = 0; i < payloads; i++) {
      byte[] sample =
          i % 500 == 0
              ? hostile.get(random.nextInt(hostile.size()))
              : samples.get(random.nextInt(samples.size()));
      byte[] payload = i % 20 == 1 ? noise() : mutated(sample);
      try {
        check(payload, ports());
        checkAs(payload, ports(), some());
      } catch (RuntimeException | Error e) {
        throw new AssertionError("payload " + i + ": " + hex(payload), e);
      }
    }
  }

  private static String hex(byte[] payload) {
    return HexFormat.of().formatHex(Arrays.copyOf(payload, Math.min(2_000, payload.length)))
        + " ("
        + payload.length
        + " bytes)";
  }

  private Ports ports() {
    return new Ports(PORTS[random.nextInt(PORTS.length)], PORTS[random.nextInt(PORTS.length)]);
  }

  private byte[] noise() {
    byte[] noise = new byte[random.nextInt(MAX_RANDOM_BYTES)];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] mutated(byte[] sample) {
    byte[] payload = sample.clone();
    int changes = random.nextInt(MAX_CHANGES);
    for (int i = 0; i < changes && payload.length > 0; i++) {
      int at = random.nextInt(payload.length);
      switch (random.nextInt(6)) {
        case 0 -> payload[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> payload[at] = (byte) random.nextInt(256);
        case 2 -> payload[at] = random.nextBoolean() ? (byte) 0xff : 0;
        case 3 -> payload = Arrays.copyOf(payload, at);
        case 4 -> payload = spliced(payload, at, payload, random.nextInt(payload.length));
        default -> {
          byte[] other = samples.get(random.nextInt(samples.size()));
          payload = spliced(payload, at, other, random.nextInt(other.length + 1));
        }
      }
    }
    return payload;
  }

  private static byte[] spliced(byte[] head, int end, byte[] tail, int from) {
    byte[] both = Arrays.copyOf(head, Math.min(65_507, end + tail.length - from));
    System.arraycopy(tail, from, both, end, both.length - end);
    return both;
  }

  /** Decodes one payload in every way and looks at all that comes out. */
  void check(byte[] payload, Ports ports) {
    look(payload, measured(() -> decoders.decode(payload, ports)));
    Decoded brief = measured(() -> decoders.brief(payload, ports));
    texts.say(brief.summary());
  }

  /** Decodes it as each of these. */
  void checkAs(byte[] payload, Ports ports, List<Protocol> protocols) {
    for (Protocol each : protocols) {
      look(payload, measured(() -> decoders.decodeAs(each, payload, ports)));
    }
  }

  /** Decodes it as all there is. */
  void checkAll(byte[] payload) {
    check(payload, Ports.UNKNOWN);
    checkAs(payload, Ports.UNKNOWN, decoders.protocols());
  }

  private List<Protocol> some() {
    List<Protocol> all = decoders.protocols();
    return List.of(all.get(random.nextInt(all.size())), all.get(random.nextInt(all.size())));
  }

  /**
   * Time counts only if it is that long each time, with a rest between: what the virtual machine
   * still interprets, because its compiler waits for a processor, is no cost of the payload.
   */
  private Decoded measured(Supplier<Decoded> decode) {
    long bestNs = Long.MAX_VALUE;
    long bestBytes = Long.MAX_VALUE;
    for (int i = 0; i < TRIES; i++) {
      long fromNs = Meter.cpuNs();
      long from = Meter.allocatedBytes();
      Decoded decoded = decode.get();
      bestBytes = Math.min(bestBytes, Meter.allocatedBytes() - from);
      bestNs = Math.min(bestNs, Meter.cpuNs() - fromNs);
      if (bestNs <= MAX_NS && bestBytes <= MAX_BYTES) {
        largestBytes = Math.max(largestBytes, bestBytes);
        longestNs = Math.max(longestNs, bestNs);
        return decoded;
      }
      rest();
    }
    throw new AssertionError("it costs " + bestNs + " ns and " + bestBytes + " bytes");
  }

  private static void rest() {
    try {
      Thread.sleep(REST_MS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void look(byte[] payload, Decoded decoded) {
    visible(texts.say(decoded.protocol().label()));
    visible(texts.say(decoded.summary()));
    boolean say = random.nextInt(SAY_ONE_OF) == 0;
    int nodes = look(payload.length, decoded.fields(), 0, say);
    if (nodes > MAX_NODES) {
      throw new AssertionError(nodes + " fields");
    }
  }

  private int look(int length, List<Field> fields, int depth, boolean say) {
    if (depth > Tree.MAX_DEPTH + 1) {
      throw new AssertionError("too deep");
    }
    int nodes = 0;
    for (Field each : fields) {
      if (each.offset() < 0 || each.length() < 0 || each.end() > length) {
        throw new AssertionError(each.name() + " is no part of " + length + " bytes");
      }
      look(each.name(), say);
      look(each.value(), say);
      nodes += 1 + look(length, each.children(), depth + 1, say);
    }
    return nodes;
  }

  private void look(Message message, boolean say) {
    if (say) {
      visible(texts.say(message));
    } else {
      message.arguments().forEach(each -> visible(each.toString()));
    }
  }

  private static void visible(String text) {
    text.codePoints()
        .filter(
            point ->
                switch (Character.getType(point)) {
                  case Character.CONTROL,
                      Character.FORMAT,
                      Character.LINE_SEPARATOR,
                      Character.PARAGRAPH_SEPARATOR,
                      Character.SURROGATE ->
                      true;
                  default -> false;
                })
        .findFirst()
        .ifPresent(
            point -> {
              throw new AssertionError(String.format("U+%04x is shown in %s", point, text));
            });
  }

  /** Decodes payloads for as long as one likes: number of payloads and a seed. */
  public static void main(String[] arguments) {
    int payloads = Integer.parseInt(arguments[0]);
    var fuzz = new Fuzz(Long.parseLong(arguments[1]));
    Samples.hostile().forEach(each -> fuzz.checkAll(each));
    fuzz.run(payloads);
    System.out.printf(
        "%,d payloads, each in 4 ways; the worst took %.2f ms of processor time, %.2f MB%n",
        payloads, fuzz.longestNs / 1e6, fuzz.largestBytes / 1e6);
  }
}
