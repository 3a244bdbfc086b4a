package org.portbound.file;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portbound.capture.Datagram;
import org.portbound.text.Message;

/** Files of other programs: every format, link type and damage that may come. */
@Timeout(60)
final class CaptureFileTest {
  private static final byte[] DATA = "payload".getBytes(UTF_8);
  private static final byte[] UDP = Packets.udp(DATA.length, DATA);

  @TempDir Path directory;

  private CaptureFile open(byte[]... parts) throws Exception {
    Path file = directory.resolve("test.cap");
    Files.write(file, Packets.join(parts));
    return open(file);
  }

  private static CaptureFile open(Path file) {
    return assertInstanceOf(CaptureOpening.Opened.class, CaptureFile.open(file, FileProgress.NONE))
        .file();
  }

  private static Datagram row(CaptureFile file, long number) {
    var row = new Datagram();
    assertTrue(file.reader().read(number, row), "row " + number);
    assertEquals(number, row.number());
    return row;
  }

  private static void assertPayload(Datagram row) {
    assertArrayEquals(DATA, row.payload());
    assertEquals(DATA.length, row.trueLengthBytes());
    assertEquals(1000, row.sourcePort());
    assertEquals(2000, row.destinationPort());
    assertEquals(9, row.ttlHops());
    assertEquals(4, row.trafficClass());
    assertTrue(row.destinationKnown());
  }

  @ParameterizedTest
  @CsvSource({"a1b2c3d4,1000,true", "a1b23c4d,1,true", "a1b2c3d4,1000,false", "a1b23c4d,1,false"})
  void pcapInBothOrdersAndBothResolutions(String magic, int nsPerTick, boolean big)
      throws Exception {
    ByteOrder order = big ? BIG_ENDIAN : LITTLE_ENDIAN;
    byte[] raw = Packets.ipv4(0, UDP);
    int number = Integer.parseUnsignedInt(magic, 16);
    try (CaptureFile file = open(Packets.pcap(order, number, 101, raw, raw))) {
      assertEquals(2, file.summary().datagrams());
      assertEquals(Optional.empty(), file.summary().damage());
      assertEquals(1_700_000_001_000_000_000L + 2L * nsPerTick, row(file, 2).timeNs());
      Datagram row = row(file, 1);
      assertPayload(row);
      assertEquals("192.0.2.1", row.source().address().getHostAddress());
      assertEquals(1, row.listener());
      assertEquals(-1, row.droppedByKernel());
      assertEquals("#1", file.listenerName(1));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1,0102030405060708090a0b0c0800",
    "1,0102030405060708090a0b0c810000050800",
    "1,0102030405060708090a0b0c88a80005810000060800",
    "101,''",
    "12,''",
    "228,''",
    "0,02000000",
    "108,00000002",
    "113,00000001000601020304050600000800",
    "276,0800000000000001000100060102030405060000"
  })
  void everyLinkType(int linkType, String before) throws Exception {
    // What comes after the packet, as Ethernet's padding does, is none of it.
    byte[] four = Packets.join(Packets.hex(before), Packets.ipv4(0, UDP), new byte[9]);
    try (CaptureFile file = open(Packets.pcap(LITTLE_ENDIAN, 0xa1b2c3d4, linkType, four))) {
      assertEquals(1, file.summary().datagrams(), file.summary()::toString);
      assertPayload(row(file, 1));
      assertFalse(row(file, 1).sent());
    }
  }

  @Test
  void cookedPacketsSayWhetherWeSentThem() throws Exception {
    byte[] sent =
        Packets.join(Packets.hex("0004 0001 0006 010203040506 0000 86dd"), Packets.ipv6(17, UDP));
    try (CaptureFile file = open(Packets.pcap(LITTLE_ENDIAN, 0xa1b2c3d4, 113, sent))) {
      assertTrue(row(file, 1).sent());
      assertPayload(row(file, 1));
    }
  }

  @Test
  void extensionHeadersAreWalkedThrough() throws Exception {
    byte[] options = Packets.hex("1100010400000000");
    byte[] hopByHop = Packets.hex("3c00010400000000");
    byte[] both = Packets.ipv6(0, Packets.join(hopByHop, options, UDP));
    byte[] authenticated =
        Packets.ipv6(
            51, Packets.join(Packets.hex("1104 0000 00000001 00000001"), new byte[12], UDP));
    byte[] other = Packets.ipv6(58, new byte[40]);
    try (CaptureFile file =
        open(Packets.pcap(LITTLE_ENDIAN, 0xa1b2c3d4, 229, both, authenticated, other))) {
      assertEquals(2, file.summary().datagrams());
      assertEquals(1, file.summary().others());
      assertPayload(row(file, 1));
      assertPayload(row(file, 2));
    }
  }

  @Test
  void fragmentsAreSaidToBeFragments() throws Exception {
    byte[] first4 = Packets.ipv4(0x2000, Packets.udp(2_000, DATA));
    byte[] later4 = Packets.ipv4(0x0064, new byte[100]);
    byte[] first6 =
        Packets.ipv6(44, Packets.join(Packets.hex("1100000100000007"), Packets.udp(2_000, DATA)));
    byte[] later6 = Packets.ipv6(44, Packets.join(Packets.hex("1100010100000007"), new byte[64]));
    byte[] tcp = Packets.ipv4(0, 6, new byte[40]);
    try (CaptureFile file =
        open(
            Packets.pcap(
                LITTLE_ENDIAN, 0xa1b2c3d4, 101, first4, later4, first6, later6, tcp, UDP))) {
      CaptureSummary summary = file.summary();
      assertEquals(6, summary.packets());
      assertEquals(2, summary.datagrams());
      assertEquals(2, summary.firstFragments());
      assertEquals(2, summary.laterFragments());
      assertEquals(2, summary.others());
      CaptureReader reader = file.reader();
      var row = new Datagram();
      for (long number = 1; number <= 2; number++) {
        assertTrue(reader.read(number, row));
        assertTrue(row.truncated());
        assertEquals(2_000, row.trueLengthBytes());
        assertArrayEquals(DATA, row.payload());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void pcapngSectionsResolutionsCommentsAndDrops(boolean big) throws Exception {
    ByteOrder order = big ? BIG_ENDIAN : LITTLE_ENDIAN;
    ByteOrder otherOrder = big ? LITTLE_ENDIAN : BIG_ENDIAN;
    byte[] raw = Packets.ipv4(0, UDP);
    byte[] eth0 = Packets.option(order, Pcapng.INTERFACE_NAME, "eth0".getBytes(UTF_8));
    byte[] binary =
        Packets.option(order, Pcapng.INTERFACE_TIME_RESOLUTION, new byte[] {(byte) 0x8a});
    byte[] offset =
        Packets.option(
            order,
            Pcapng.INTERFACE_TIME_OFFSET,
            ByteBuffer.allocate(8).order(order).putLong(100).array());
    byte[] nine = Packets.option(otherOrder, Pcapng.INTERFACE_TIME_RESOLUTION, new byte[] {9});
    byte[] comment = Packets.option(order, Pcapng.OPTION_COMMENT, "look here".getBytes(UTF_8));
    byte[] drops = option64(order, Pcapng.PACKET_DROPS, 5);
    byte[] sent =
        Packets.option(
            order, Pcapng.PACKET_FLAGS, ByteBuffer.allocate(4).order(order).putInt(2).array());
    try (CaptureFile file =
        open(
            Packets.section(order),
            Packets.description(order, Packets.join(eth0, binary, offset)),
            Packets.description(order, new byte[0]),
            Packets.packet(order, 0, 7 * 1024 + 512, raw, comment, drops),
            Packets.packet(order, 1, 3_000_001, raw, sent),
            Packets.block(order, 0x0bad, new byte[200]),
            Packets.packet(order, 0, 0, raw, option64(order, Pcapng.PACKET_DROPS, 2)),
            Packets.section(otherOrder),
            Packets.description(otherOrder, nine),
            Packets.packet(otherOrder, 0, 42, raw))) {
      assertEquals(Optional.empty(), file.summary().damage());
      assertEquals(4, file.summary().datagrams());
      assertEquals(List.of("eth0", "", ""), file.summary().interfaces());
      CaptureReader reader = file.reader();
      var row = new Datagram();
      assertTrue(reader.read(1, row));
      assertEquals(Optional.of("look here"), reader.comment());
      assertEquals(107_500_000_000L, row.timeNs());
      assertEquals(1, row.listener());
      assertEquals("eth0", file.listenerName(1));
      assertEquals(5, row.droppedByKernel());
      assertTrue(reader.read(2, row));
      assertEquals(Optional.empty(), reader.comment());
      assertEquals(3_000_001_000L, row.timeNs());
      assertTrue(row.sent());
      assertEquals(2, row.listener());
      assertTrue(reader.read(3, row));
      assertEquals(7, row.droppedByKernel());
      assertTrue(reader.read(4, row));
      assertEquals(42, row.timeNs());
      assertEquals(3, row.listener());
      assertEquals(-1, row.droppedByKernel());
      assertFalse(reader.read(5, row));
      assertFalse(reader.read(0, row));
    }
  }

  private static byte[] option64(ByteOrder order, int code, long value) {
    return Packets.option(order, code, ByteBuffer.allocate(8).order(order).putLong(value).array());
  }

  @Test
  void aDamagedFileIsReadUpToTheDamage() throws Exception {
    ByteOrder order = LITTLE_ENDIAN;
    byte[] good =
        Packets.join(
            Packets.section(order),
            Packets.description(order, new byte[0]),
            Packets.packet(order, 0, 1, Packets.ipv4(0, UDP)));
    byte[] packet = Packets.packet(order, 0, 2, Packets.ipv4(0, UDP));
    byte[] wrongEnd = packet.clone();
    wrongEnd[wrongEnd.length - 4]++;
    byte[] odd = packet.clone();
    odd[4]++;
    byte[] tooLong = packet.clone();
    tooLong[20] = 0x7f;
    List<byte[]> tails =
        List.of(
            new byte[3],
            ByteBuffer.allocate(packet.length - 4).put(packet, 0, packet.length - 4).array(),
            wrongEnd,
            odd,
            tooLong,
            Packets.packet(order, 1, 2, Packets.ipv4(0, UDP)));
    List<String> keys =
        List.of("cut", "cut", "block-length", "block-length", "packet-length", "no-interface");
    for (int i = 0; i < keys.size(); i++) {
      try (CaptureFile file = open(good, tails.get(i))) {
        assertEquals(1, file.summary().datagrams());
        var expected =
            new Damage(good.length, Message.of("file.damage." + keys.get(i), good.length));
        assertEquals(Optional.of(expected), file.summary().damage());
        assertPayload(row(file, 1));
      }
    }
  }

  @Test
  void whatIsNoCaptureFileIsRefused() throws Exception {
    Path file = directory.resolve("text");
    Files.writeString(file, "This is not a capture file, and long enough to be looked at.");
    assertEquals("file.not-capture", refused(file));
    Files.writeString(file, "");
    assertEquals("file.not-capture", refused(file));
    assertEquals("file.not-there", refused(directory.resolve("nothing")));
    assertEquals("file.is-directory", refused(directory));
  }

  private static String refused(Path file) {
    return assertInstanceOf(
            CaptureOpening.NotOpened.class, CaptureFile.open(file, FileProgress.NONE))
        .why()
        .key();
  }

  private byte[] many(int rows) {
    var parts = new ArrayList<byte[]>();
    parts.add(Packets.section(LITTLE_ENDIAN));
    parts.add(Packets.description(LITTLE_ENDIAN, new byte[0]));
    byte[] other = Packets.packet(LITTLE_ENDIAN, 0, 0, Packets.ipv4(0, 6, new byte[20]));
    for (int i = 1; i <= rows; i++) {
      parts.add(Packets.packet(LITTLE_ENDIAN, 0, i, Packets.ipv4(0, UDP)));
      if (i % 3 == 0) {
        parts.add(other);
      }
    }
    return Packets.join(parts.toArray(byte[][]::new));
  }

  @Test
  void anyRowIsFoundFromAnyOther() throws Exception {
    try (CaptureFile file = open(many(10_000))) {
      assertEquals(10_001, file.end());
      CaptureReader reader = file.reader();
      var row = new Datagram();
      var random = new SplittableRandom(5);
      for (int i = 0; i < 3_000; i++) {
        long number = 1 + random.nextInt(10_000);
        for (long next = number; next < Math.min(number + random.nextInt(3), file.end()); next++) {
          assertTrue(reader.read(next, row));
          assertEquals(next * 1_000, row.timeNs());
        }
      }
    }
  }

  @Test
  void openingCanBeEnded() throws Exception {
    Path path = directory.resolve("many");
    Files.write(path, many(10_000));
    var told = new ArrayList<Long>();
    CaptureOpening opening =
        CaptureFile.open(
            path,
            (done, _) -> {
              told.add(done);
              return told.size() < 2;
            });
    assertEquals(2, told.size());
    assertTrue(told.get(0) < told.get(1), told::toString);
    var opened = assertInstanceOf(CaptureOpening.Opened.class, opening);
    try (CaptureFile file = opened.file()) {
      assertEquals(2 * 4_096, file.summary().packets(), "as far as it was read");
      assertEquals(
          List.of(told.get(1).toString(), String.valueOf(Files.size(path))),
          file.summary().stopped().orElseThrow().arguments());
      assertTrue(file.reader().read(file.end() - 1, new Datagram()));
    }
  }

  @Test
  void whatIsEndedBeforeItsFirstDatagramIsNotOpened() throws Exception {
    Path path = directory.resolve("zeros.pcap");
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(HexFormat.of().parseHex("d4c3b2a1020004000000000000000000ffff000001000000"));
      file.setLength(1 << 20);
    }
    assertInstanceOf(CaptureOpening.Cancelled.class, CaptureFile.open(path, (_, _) -> false));
  }

  @Test
  void aFileThatGetsShorterGivesNoRowsAndSaysSo() throws Exception {
    try (CaptureFile file = open(many(5_000))) {
      try (var shorter = new RandomAccessFile(file.path().toFile(), "rw")) {
        shorter.setLength(1_000);
      }
      assertFalse(file.reader().read(4_000, new Datagram()));
      assertEquals("file.not-read", file.failure().orElseThrow().key());
    }
  }

  /** Offsets beyond four gigabytes, in a file that takes no room on the disk. */
  @Test
  void rowsBeyondFourGigabytesAreFound() throws Exception {
    Path path = directory.resolve("sparse");
    byte[] packet = Packets.packet(LITTLE_ENDIAN, 0, 7, Packets.ipv4(0, UDP));
    int gapBytes = 0xb000_0000;
    try (var file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(Packets.section(LITTLE_ENDIAN));
      file.write(Packets.description(LITTLE_ENDIAN, new byte[0]));
      for (int i = 0; i < 2; i++) {
        long at = file.getFilePointer();
        byte[] head =
            ByteBuffer.allocate(8).order(LITTLE_ENDIAN).putInt(0x0bad).putInt(gapBytes).array();
        file.write(head);
        file.seek(at + Integer.toUnsignedLong(gapBytes) - 4);
        file.write(head, 4, 4);
        file.write(packet);
      }
      assertTrue(file.length() > 5L << 30);
    }
    try (CaptureFile file = open(path)) {
      assertEquals(2, file.summary().datagrams(), file.summary()::toString);
      assertPayload(row(file, 2));
    }
  }
}
