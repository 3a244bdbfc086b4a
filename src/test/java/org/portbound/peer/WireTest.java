package org.portbound.peer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SystemCall;

@Timeout(60)
class WireTest {
  private static final GroupMembership GROUP =
      new GroupMembership(InetAddress.ofLiteral("239.255.255.250"), "lo");

  private static final SocketPlan FULL =
      new SocketPlan(
          Family.INET6,
          Endpoint.parse("[::1]:12345"),
          ReuseOptions.BOTH,
          true,
          "lo",
          List.of(GROUP, new GroupMembership(InetAddress.ofLiteral("ff02::fb"), "lo")),
          OptionalInt.of(4096));

  @Test
  void everyCommandComesOutAsItWentIn() throws Exception {
    List<Command> commands =
        List.of(
            new Command.Open(0, SocketPlan.of(Endpoint.parse("127.0.0.1:0"))),
            new Command.Open(Integer.MAX_VALUE, FULL),
            new Command.Close(3),
            new Command.SetReuse(3, ReuseOption.SO_REUSEPORT, false),
            new Command.Join(1, GROUP),
            new Command.Leave(1, GROUP),
            new Command.SetSources(1, GROUP, GROUP),
            new Command.SetMulticastAll(1, Family.INET6, true),
            new Command.Hold(2, List.of("/bin/\"java\"", "", "ü\n")),
            new Command.End());
    for (Command each : commands) {
      assertEquals(each, Command.fromWire(throughJson(each.toWire(7))));
      assertEquals(7, throughJson(each.toWire(7)).number("request"));
    }
  }

  @Test
  void aSentPayloadKeepsEveryByte() throws Exception {
    byte[] payload = everyByte();
    var options = new SendOptions("lo", OptionalInt.of(0), false, true, true, OptionalInt.of(46));
    var sent = new Command.Send(4, Endpoint.parse("[ff02::1]:9"), payload, options);
    var read = (Command.Send) Command.fromWire(throughJson(sent.toWire(1)));
    assertArrayEquals(payload, read.payload());
    assertEquals(options, read.options());
    assertEquals(sent.destination(), read.destination());
    var plain = new Command.Send(4, sent.destination(), new byte[0], SendOptions.DEFAULT);
    var empty = (Command.Send) Command.fromWire(throughJson(plain.toWire(1)));
    assertEquals(SendOptions.DEFAULT, empty.options());
    assertEquals(0, empty.payload().length);
  }

  @Test
  void aDatagramKeepsEverythingThatTheKernelTold() throws Exception {
    var datagram = datagram();
    var read = new ReceivedDatagram();
    WireDatagram.fromWire(throughJson(WireDatagram.toWire(datagram)), read);
    assertEquals(5, read.tag);
    assertArrayEquals(everyByte(), payload(read));
    assertEquals(300, read.trueLengthBytes);
    assertEquals(0xfe80_0000_0000_0000L, read.sourceHigh);
    assertEquals(-1L, read.sourceLow);
    assertEquals(65_535, read.sourcePort);
    assertEquals(2, read.sourceScope);
    assertTrue(read.destinationKnown);
    assertEquals(Long.MIN_VALUE, read.destinationHigh);
    assertEquals(1, read.destinationLow);
    assertEquals(7, read.interfaceIndex);
    assertEquals(255, read.ttlHops);
    assertEquals(0xb8, read.trafficClass);
    assertEquals(1_900_000_000_123_456_789L, read.kernelTimeNs);
    assertEquals(5_000_000_000L, read.droppedByKernel);
  }

  @Test
  void whatIsUnknownStaysUnknown() throws Exception {
    var datagram = datagram();
    datagram.clear();
    var read = datagram();
    WireDatagram.fromWire(throughJson(WireDatagram.toWire(datagram)), read);
    assertFalse(read.destinationKnown);
    assertEquals(ReceivedDatagram.UNKNOWN, read.ttlHops);
    assertEquals(ReceivedDatagram.UNKNOWN, read.trafficClass);
    assertEquals(ReceivedDatagram.UNKNOWN, read.droppedByKernel);
    assertEquals(ReceivedDatagram.NO_TIME, read.kernelTimeNs);
    assertEquals(0, read.interfaceIndex);
    assertEquals(0, read.sourceScope);
  }

  @Test
  void aCallComesOutAsItWentIn() throws Exception {
    Instant at = Instant.parse("2026-11-01T10:00:00.123456789Z");
    var refused = new SystemCall(at, 5, 23, "bind", "{\"x\"}", -1, Errno.EADDRINUSE);
    var done = new SystemCall(at, 5, -1, "socket", "AF_INET", 23, null);
    for (SystemCall each : List.of(refused, done)) {
      assertEquals(each, WireValues.call(throughJson(WireValues.call(each))));
    }
  }

  @Test
  void nonsenseIsGarbledAndNothingWorse() throws Exception {
    List<String> lines =
        List.of(
            "",
            "nonsense",
            "[]",
            "{",
            "null",
            "7",
            "{\"do\":\"open\"}",
            "{\"do\":\"open\",\"socket\":-1}",
            "{\"do\":\"open\",\"socket\":1e3}",
            "{\"do\":\"close\",\"socket\":99999999999999999999}",
            "{\"do\":[1]}",
            "{\"do\":\"fly\",\"socket\":1}",
            "{\"a\":" + "[".repeat(5_000));
    for (String each : lines) {
      assertThrows(GarbledLineException.class, () -> Command.fromWire(Fields.parse(each)), each);
    }
  }

  @Test
  void mutilatedLinesAreReadOrGarbled() throws Exception {
    var random = new Random(11);
    var whole = new ArrayList<String>();
    whole.add(JSON.std.asString(new Command.Open(1, FULL).toWire(1)));
    whole.add(JSON.std.asString(new Command.Join(1, GROUP).toWire(1)));
    whole.add(
        JSON.std.asString(
            new Command.Send(1, FULL.local(), everyByte(), SendOptions.DEFAULT).toWire(1)));
    whole.add(JSON.std.asString(WireDatagram.toWire(datagram())));
    int garbled = 0;
    for (int i = 0; i < 20_000; i++) {
      var line = new StringBuilder(whole.get(random.nextInt(whole.size())));
      for (int change = 0; change <= random.nextInt(3); change++) {
        int at = random.nextInt(line.length());
        switch (random.nextInt(3)) {
          case 0 -> line.setCharAt(at, (char) (' ' + random.nextInt(95)));
          case 1 -> line.deleteCharAt(at);
          default -> line.insert(at, "\"-0:9,{}".charAt(random.nextInt(8)));
        }
      }
      garbled += readsOrIsGarbled(line.toString()) ? 0 : 1;
    }
    assertTrue(garbled > 1_000, "only " + garbled + " were garbled");
  }

  private static boolean readsOrIsGarbled(String line) {
    try {
      Fields fields = Fields.parse(line);
      if (fields.has("event")) {
        WireDatagram.fromWire(fields, new ReceivedDatagram());
      } else {
        Command.fromWire(fields);
      }
      return true;
    } catch (GarbledLineException e) {
      return false;
    }
  }

  private static ReceivedDatagram datagram() {
    var datagram = new ReceivedDatagram();
    byte[] memory = new byte[300];
    System.arraycopy(everyByte(), 0, memory, 20, 256);
    datagram.memory = MemorySegment.ofArray(memory);
    datagram.payloadOffset = 20;
    datagram.payloadLengthBytes = 256;
    datagram.trueLengthBytes = 300;
    datagram.tag = 5;
    datagram.sourceHigh = 0xfe80_0000_0000_0000L;
    datagram.sourceLow = -1;
    datagram.sourcePort = 65_535;
    datagram.sourceScope = 2;
    datagram.destinationKnown = true;
    datagram.destinationHigh = Long.MIN_VALUE;
    datagram.destinationLow = 1;
    datagram.interfaceIndex = 7;
    datagram.ttlHops = 255;
    datagram.trafficClass = 0xb8;
    datagram.kernelTimeNs = 1_900_000_000_123_456_789L;
    datagram.droppedByKernel = 5_000_000_000L;
    return datagram;
  }

  private static byte[] payload(ReceivedDatagram datagram) {
    return datagram
        .memory
        .asSlice(datagram.payloadOffset, datagram.payloadLengthBytes)
        .toArray(ValueLayout.JAVA_BYTE);
  }

  private static byte[] everyByte() {
    byte[] bytes = new byte[256];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static Fields throughJson(Map<String, Object> wire)
      throws IOException, GarbledLineException {
    return Fields.parse(JSON.std.asString(wire));
  }
}
