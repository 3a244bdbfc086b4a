package org.portbound.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.socket.ReceivedDatagram;

/** What Wireshark's programs read in the files that we write, field by field. */
@Tag("long")
@Timeout(120)
final class PcapngWriterTest {
  private static final String GROUP = "239.255.255.250";

  @TempDir Path directory;

  @BeforeAll
  static void needsTShark() {
    TShark.assumeInstalled("tshark");
  }

  private Path write(ReceivedDatagram... datagrams) throws Exception {
    Path file = directory.resolve("test.pcapng");
    var writer =
        new PcapngWriter(listener -> "#" + listener + " 127.0.0.1:12345", new DirectOutput());
    writer.begin(file, true);
    long timeNs = Arrivals.TIME_NS;
    for (ReceivedDatagram each : datagrams) {
      writer.write(each, timeNs++, null);
    }
    writer.finish();
    assertEquals(Files.size(file), writer.bytes());
    assertEquals(datagrams.length, writer.datagrams());
    return file;
  }

  @Test
  void everyFieldOfAnIpv4DatagramIsThere() throws Exception {
    ReceivedDatagram group = Arrivals.known(1, "192.0.2.7", GROUP, Arrivals.payload(5));
    group.ttlHops = 33;
    group.trafficClass = 0xb9;
    Path file = write(group, Arrivals.known(2, "127.0.0.1", "127.0.0.1", Arrivals.payload(0)));
    assertEquals(
        List.of(
            List.of(
                "1750000000.123456789",
                "#1 127.0.0.1:12345",
                "192.0.2.7",
                GROUP,
                "33",
                "46",
                "1",
                "54321",
                "12345",
                "13",
                "6162636465",
                "1",
                ""),
            List.of(
                "1750000000.123456790",
                "#2 127.0.0.1:12345",
                "127.0.0.1",
                "127.0.0.1",
                "64",
                "0",
                "0",
                "54321",
                "12345",
                "8",
                "",
                "1",
                "")),
        TShark.fields(
            file,
            "frame.time_epoch",
            "frame.interface_name",
            "ip.src",
            "ip.dst",
            "ip.ttl",
            "ip.dsfield.dscp",
            "ip.dsfield.ecn",
            "udp.srcport",
            "udp.dstport",
            "udp.length",
            "data.data",
            "ip.checksum.status",
            "frame.comment"));
    assertEquals(List.of(), TShark.complaints(file));
  }

  /** Each length, odd ones too, has the right checksum, which IPv6 needs. */
  @Test
  void everyFieldOfAnIpv6DatagramIsThere() throws Exception {
    var datagrams = new ArrayList<ReceivedDatagram>();
    for (int length = 0; length < 40; length++) {
      ReceivedDatagram each =
          Arrivals.known(1, "2001:db8::1", "ff02::fb", Arrivals.payload(length));
      each.ttlHops = 255;
      each.trafficClass = 0xb9;
      datagrams.add(each);
    }
    datagrams.add(Arrivals.known(1, "::1", "::1", Arrivals.payload(65_527)));
    Path file = write(datagrams.toArray(ReceivedDatagram[]::new));
    List<List<String>> read =
        TShark.fields(
            file,
            "ipv6.src",
            "ipv6.dst",
            "ipv6.hlim",
            "ipv6.tclass.dscp",
            "udp.srcport",
            "udp.dstport",
            "udp.length",
            "udp.checksum.status");
    for (int length = 0; length < 40; length++) {
      assertEquals(
          List.of("2001:db8::1", "ff02::fb", "255", "46", "54321", "12345", "" + (8 + length), "1"),
          read.get(length));
    }
    assertEquals("65535", read.getLast().get(6));
    assertEquals("1", read.getLast().get(7));
    assertEquals(List.of(), TShark.complaints(file));
  }

  @Test
  void whatIsNotKnownIsSaid() throws Exception {
    Path file =
        write(
            Arrivals.unknown(1, "127.0.0.1", Arrivals.payload(3)),
            Arrivals.unknown(1, "::1", Arrivals.payload(3)));
    assertEquals(
        List.of(
            List.of(
                "0.0.0.0",
                "",
                "64",
                "",
                "Portbound: unknown destination, ttl, traffic class, kernel time"),
            List.of(
                "",
                "::",
                "",
                "64",
                "Portbound: unknown destination, ttl, traffic class, kernel time")),
        TShark.fields(file, "ip.dst", "ipv6.dst", "ip.ttl", "ipv6.hlim", "frame.comment"));
    assertEquals(List.of(), TShark.complaints(file));
  }

  @Test
  void aCutDatagramKeepsItsTrueLength() throws Exception {
    ReceivedDatagram cut = Arrivals.known(1, "127.0.0.1", "127.0.0.1", Arrivals.payload(10));
    cut.trueLengthBytes = 2_000;
    // Longer than IPv4 can tell: nothing of the kind comes from a socket.
    ReceivedDatagram tooLong =
        Arrivals.known(1, "127.0.0.1", "127.0.0.1", Arrivals.payload(65_535));
    ReceivedDatagram cut6 = Arrivals.known(1, "::1", "::1", Arrivals.payload(10));
    cut6.trueLengthBytes = 2_000;
    Path file = write(cut, tooLong, cut6);
    assertEquals(
        List.of(
            List.of("38", "2028", "2008"),
            List.of("65535", "65563", "65515"),
            List.of("58", "2048", "2008")),
        TShark.fields(file, "frame.cap_len", "frame.len", "udp.length"));
    assertEquals(List.of(), TShark.complaints(file));
  }

  @Test
  void dropsAndOurOwnSendsAreMarked() throws Exception {
    ReceivedDatagram first = Arrivals.known(1, "127.0.0.1", "127.0.0.1", Arrivals.payload(1));
    first.droppedByKernel = 4;
    ReceivedDatagram second = Arrivals.known(1, "127.0.0.1", "127.0.0.1", Arrivals.payload(1));
    second.droppedByKernel = 4;
    ReceivedDatagram sent = Arrivals.known(1, "127.0.0.1", "127.0.0.1", Arrivals.payload(1));
    sent.sent = true;
    ReceivedDatagram rebound = Arrivals.known(1, "127.0.0.1", "127.0.0.1", Arrivals.payload(1));
    rebound.droppedByKernel = 3;
    Path file = write(first, second, sent, rebound);
    assertEquals(
        List.of(List.of("4", ""), List.of("", ""), List.of("", "0x00000002"), List.of("3", "")),
        TShark.fields(file, "frame.drop_count", "frame.packet_flags"));
    TShark.assumeInstalled("capinfos");
    String infos = TShark.run(List.of("capinfos", file.toString()));
    assertTrue(infos.contains("Number of packets:   4"), infos);
    assertTrue(infos.contains("Capture application: Portbound"), infos);
    assertTrue(infos.contains("Encapsulation = Raw IP"), infos);
    assertTrue(infos.contains("Number of stat entries = 1"), infos);
  }
}
