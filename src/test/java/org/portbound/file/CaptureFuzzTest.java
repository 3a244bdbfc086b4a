package org.portbound.file;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.capture.Datagram;

/**
 * Files with changed, missing and doubled bytes. Reading them never throws and never hangs, and
 * every row that was found when the file was opened is there when it is read.
 */
@Timeout(120)
final class CaptureFuzzTest {
  private static final int ROUNDS = 3_000;

  @TempDir Path directory;

  @Test
  void brokenFilesAreReadAsFarAsTheyGo() throws Exception {
    var random = new SplittableRandom(20_251);
    List<byte[]> seeds = seeds();
    Path path = directory.resolve("broken");
    for (int i = 0; i < ROUNDS; i++) {
      byte[] broken = broken(seeds.get(i % seeds.size()), random);
      Files.write(path, broken);
      if (CaptureFile.open(path, FileProgress.NONE) instanceof CaptureOpening.Opened(var file)) {
        try (file) {
          read(file, broken.length, "round " + i);
        }
      }
    }
  }

  private static void read(CaptureFile file, int fileBytes, String what) {
    CaptureSummary summary = file.summary();
    assertEquals(
        summary.packets(), summary.datagrams() + summary.laterFragments() + summary.others(), what);
    summary.damage().ifPresent(each -> assertTrue(each.position() <= fileBytes, what));
    CaptureReader reader = file.reader();
    var row = new Datagram();
    for (long number = file.end() - 1; number >= 1; number -= 2) {
      assertTrue(reader.read(number, row), what);
      assertTrue(row.lengthBytes() <= fileBytes, what);
      assertTrue(row.listener() >= 1 && row.listener() <= Math.max(1, summary.interfaces().size()));
    }
    assertTrue(file.failure().isEmpty(), what);
  }

  private static byte[] broken(byte[] seed, SplittableRandom random) {
    byte[] bytes = seed.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) 0xff;
        case 3 -> bytes[at] = 0;
        case 4 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
        default -> {
          byte[] tail = Arrays.copyOfRange(bytes, at, bytes.length);
          bytes = Packets.join(bytes, tail);
        }
      }
    }
    return bytes;
  }

  private List<byte[]> seeds() throws Exception {
    Path own = directory.resolve("own.pcapng");
    var writer = new PcapngWriter(listener -> "#" + listener, new DirectOutput());
    writer.begin(own, true);
    for (int i = 0; i < 20; i++) {
      var datagram =
          i % 3 == 0
              ? Arrivals.unknown(i % 4, "::1", Arrivals.payload(i))
              : Arrivals.known(i % 4, "127.0.0.1", "239.1.1.1", Arrivals.payload(i));
      datagram.droppedByKernel = i;
      writer.write(datagram, Arrivals.TIME_NS, i % 5 == 0 ? "a comment" : null);
    }
    writer.finish();
    byte[] udp = Packets.udp(3, new byte[3]);
    byte[] vlan =
        Packets.join(
            Packets.hex("0102030405060708090a0b0c81000005 86dd"),
            Packets.ipv6(0, Packets.join(Packets.hex("1100010400000000"), udp)));
    byte[] cooked =
        Packets.join(Packets.hex("00040001000601020304050600000800"), Packets.ipv4(0, udp));
    byte[] big =
        Packets.join(
            Packets.section(BIG_ENDIAN),
            Packets.description(BIG_ENDIAN, new byte[0]),
            Packets.packet(BIG_ENDIAN, 0, 1, Packets.ipv4(0x2000, udp)),
            Packets.packet(BIG_ENDIAN, 0, 1, Packets.ipv4(5, udp)));
    return List.of(
        Files.readAllBytes(own),
        Files.readAllBytes(own),
        big,
        Packets.pcap(LITTLE_ENDIAN, 0xa1b2c3d4, 1, vlan, vlan, vlan),
        Packets.pcap(BIG_ENDIAN, 0xa1b23c4d, 113, cooked, cooked, cooked));
  }
}
