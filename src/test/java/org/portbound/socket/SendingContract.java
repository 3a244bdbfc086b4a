package org.portbound.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Sending, and what the kernel refuses to send. */
public interface SendingContract extends ProviderUnderTest {
  /** The longest payload over IPv4: 65,535 less the headers of IP (20) and UDP (8). */
  int LONGEST_IPV4_BYTES = 65_507;

  /** The longest payload over IPv6: 65,535 less the header of UDP. */
  int LONGEST_IPV6_BYTES = 65_527;

  byte[] TEXT = "test message".getBytes(UTF_8);

  @Test
  default void aDatagramArrivesWithItsSource() {
    arrives(Endpoint.parse("127.0.0.1:0"));
    arrives(Endpoint.parse("[::1]:0"));
  }

  private void arrives(Endpoint address) {
    try (Bench bench = bench()) {
      UdpSocket receiver = bench.open(address);
      UdpSocket sender = bench.open(address);
      try (Inbox inbox = bench.inbox(receiver)) {
        CallOutcome outcome = sender.send(receiver.local(), TEXT, SendOptions.DEFAULT);
        Bench.done(outcome);
        assertEquals(TEXT.length, outcome.calls().getLast().result());
        Inbox.Got got = inbox.one();
        assertEquals("test message", got.text());
        assertEquals(TEXT.length, got.trueLengthBytes());
        assertEquals(sender.local(), got.source());
        assertEquals(0, got.sourceScope());
        metadata(got, receiver);
      }
    }
  }

  /** Everything the kernel tells, or nothing. */
  private void metadata(Inbox.Got got, UdpSocket receiver) {
    if (knowsMetadata()) {
      assertEquals(receiver.local().address(), got.destination().orElseThrow());
      assertEquals(Interface.named(Bench.LOOPBACK).orElseThrow().index(), got.interfaceIndex());
      assertTrue(got.ttlHops() > 0, "hops " + got.ttlHops());
      assertEquals(0, got.trafficClass());
      assertTrue(got.kernelTimeNs() > 0);
      assertEquals(0, got.droppedByKernel());
      assertEquals(0, receiver.droppedByKernel().orElseThrow());
    } else {
      assertTrue(got.destination().isEmpty());
      assertEquals(0, got.interfaceIndex());
      assertEquals(ReceivedDatagram.UNKNOWN, got.ttlHops());
      assertEquals(ReceivedDatagram.UNKNOWN, got.trafficClass());
      assertEquals(ReceivedDatagram.NO_TIME, got.kernelTimeNs());
      assertEquals(ReceivedDatagram.UNKNOWN, got.droppedByKernel());
      assertTrue(receiver.droppedByKernel().isEmpty());
    }
  }

  @Test
  default void anEmptyDatagramArrives() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(socket)) {
        Bench.done(socket.send(socket.local(), new byte[0], SendOptions.DEFAULT));
        Inbox.Got got = inbox.one();
        assertEquals(0, got.payload().length);
        assertEquals(0, got.trueLengthBytes());
        assertEquals(socket.local(), got.source());
      }
    }
  }

  @Test
  default void theLongestDatagramArrivesWholeAndALongerOneIsRefused() {
    longest(Bench.ANY_PORT, LONGEST_IPV4_BYTES);
    longest(Endpoint.parse("[::1]:0"), LONGEST_IPV6_BYTES);
  }

  private void longest(Endpoint address, int lengthBytes) {
    byte[] payload = new byte[lengthBytes];
    for (int i = 0; i < payload.length; i++) {
      payload[i] = (byte) (i * 31 >> 3);
    }
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(address);
      try (Inbox inbox = bench.inbox(socket)) {
        Bench.done(socket.send(socket.local(), payload, SendOptions.DEFAULT));
        Inbox.Got got = inbox.one();
        assertArrayEquals(payload, got.payload());
        assertEquals(lengthBytes, got.trueLengthBytes());
        byte[] longer = Arrays.copyOf(payload, lengthBytes + 1);
        Bench.failed(Errno.EMSGSIZE, socket.send(socket.local(), longer, SendOptions.DEFAULT));
        assertEquals(0, inbox.drain());
      }
    }
  }

  @Test
  default void broadcastNeedsItsOption() {
    try (Bench bench = bench()) {
      UdpSocket receiver = bench.open(Endpoint.parse("*:0"));
      UdpSocket sender = bench.open(Bench.ANY_PORT);
      Endpoint everybody = Endpoint.parse("127.255.255.255:0").withPort(receiver.local().port());
      SendOptions broadcast = new SendOptions(null, OptionalInt.empty(), true, true);
      try (Inbox inbox = bench.inbox(receiver)) {
        Bench.failed(Errno.EACCES, sender.send(everybody, TEXT, SendOptions.DEFAULT));
        Bench.done(sender.send(everybody, TEXT, broadcast));
        assertEquals(sender.local(), inbox.one().source());
        // What a send sets is for this send.
        Bench.failed(Errno.EACCES, sender.send(everybody, TEXT, SendOptions.DEFAULT));
        assertEquals(0, inbox.drain());
      }
    }
  }

  @Test
  default void portZeroIsNoDestination() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      Bench.failed(Errno.EINVAL, socket.send(Bench.ANY_PORT, TEXT, SendOptions.DEFAULT));
    }
  }

  @Test
  default void anUnknownOutgoingInterfaceIsRefusedAndNothingIsSent() {
    try (Bench bench = bench()) {
      UdpSocket receiver =
          bench.open(
              SocketPlan.of(new Endpoint(Bench.GROUP.group(), 0)).withGroups(List.of(Bench.GROUP)));
      UdpSocket sender = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(receiver)) {
        SendOptions nowhere = SendOptions.DEFAULT.withInterface("nosuch0");
        Bench.failed(Errno.ENODEV, sender.send(receiver.local(), TEXT, nowhere));
        assertEquals(0, inbox.drain());
        Bench.done(sender.send(receiver.local(), TEXT, Bench.byLoopback()));
        inbox.one();
      }
    }
  }

  @Test
  default void aMulticastTtlIsForOneSend() {
    try (Bench bench = bench()) {
      UdpSocket receiver =
          bench.open(
              SocketPlan.of(new Endpoint(Bench.GROUP.group(), 0)).withGroups(List.of(Bench.GROUP)));
      UdpSocket sender = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(receiver)) {
        Bench.done(sender.send(receiver.local(), TEXT, Bench.byLoopback().withTtl(7)));
        Bench.done(sender.send(receiver.local(), TEXT, Bench.byLoopback()));
        // 0 does not leave this machine.
        Bench.done(sender.send(receiver.local(), TEXT, Bench.byLoopback().withTtl(0)));
        List<Integer> hops = inbox.await(3).stream().map(Inbox.Got::ttlHops).toList();
        if (knowsMetadata()) {
          assertEquals(List.of(7, 1, 0), hops);
        }
      }
    }
  }

  @Test
  default void aUnicastTtlIsSetOrRefused() {
    try (Bench bench = bench()) {
      UdpSocket socket = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(socket)) {
        CallOutcome outcome = socket.send(socket.local(), TEXT, SendOptions.DEFAULT.withTtl(7));
        if (hasEveryOption()) {
          Bench.done(outcome);
          inbox.one();
        } else {
          Bench.failed(Errno.EOPNOTSUPP, outcome);
          assertEquals(0, inbox.drain());
        }
      }
    }
  }

  @Test
  default void callsAreNotedWithWhatWasSet() {
    try (Bench bench = bench()) {
      UdpSocket sender = bench.open(Bench.ANY_PORT);
      Endpoint group = new Endpoint(Bench.GROUP.group(), bench.free().port());
      SendOptions quiet = new SendOptions(Bench.LOOPBACK, OptionalInt.of(3), false, false);
      CallOutcome outcome = sender.send(group, TEXT, quiet);
      Bench.done(outcome);
      List<String> calls = outcome.calls().stream().map(SystemCall::toString).toList();
      assertEquals(4, calls.size(), "" + calls);
      assertTrue(calls.get(0).contains("IP_MULTICAST_IF") && calls.get(0).contains("lo"));
      assertTrue(calls.get(1).contains("IP_MULTICAST_TTL") && calls.get(1).contains("3"));
      assertTrue(calls.get(2).contains("IP_MULTICAST_LOOP"), "" + calls);
      assertTrue(calls.get(3).contains("send") && calls.get(3).contains("" + group), "" + calls);
      assertFalse(calls.get(3).contains("setsockopt"));
    }
  }

  @Test
  default void aDualStackSocketSpeaksWithIpv4() {
    try (Bench bench = bench()) {
      UdpSocket dual = bench.open(Endpoint.parse("[::]:0"));
      UdpSocket ipv4 = bench.open(Bench.ANY_PORT);
      try (Inbox inbox = bench.inbox(dual, ipv4)) {
        Bench.done(
            ipv4.send(Bench.ANY_PORT.withPort(dual.local().port()), TEXT, SendOptions.DEFAULT));
        Bench.done(dual.send(ipv4.local(), TEXT, SendOptions.DEFAULT));
        inbox.await(2);
        Inbox.Got atDual = inbox.got().get(inbox.tags().indexOf(1));
        Inbox.Got atIpv4 = inbox.got().get(inbox.tags().indexOf(2));
        assertEquals(ipv4.local(), atDual.source());
        assertEquals(Bench.ANY_PORT.withPort(dual.local().port()), atIpv4.source());
        if (knowsMetadata()) {
          assertEquals(Bench.ANY_PORT.address(), atDual.destination().orElseThrow());
          assertEquals(
              Interface.named(Bench.LOOPBACK).orElseThrow().index(), atDual.interfaceIndex());
          assertTrue(atDual.ttlHops() > 0);
          assertEquals(0, atDual.trafficClass());
        }
      }
    }
  }
}
