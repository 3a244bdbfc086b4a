package org.portbound.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Traffic class, fragments, and how large a packet can be on the way. */
interface PathContract extends ContractFixture {
  private void classHoldsForOneSend(Endpoint loopback) {
    assumeTrue(knowsMetadata(), "the traffic class is read where it arrives");
    UdpSocket listener = sockets().open(loopback);
    UdpSocket sender = sockets().open(loopback);
    ReceiveSet set = sockets().set(listener);
    Sockets.assertDone(sender.send(listener.local(), new byte[1], SendOptions.DEFAULT));
    Sockets.assertDone(
        sender.send(listener.local(), new byte[1], SendOptions.DEFAULT.withDscp(46)));
    Sockets.assertDone(sender.send(listener.local(), new byte[1], SendOptions.DEFAULT));
    List<Integer> classes =
        Sockets.receive(set, 3).stream().map(each -> each.trafficClass()).toList();
    assertEquals(List.of(0, 46 << 2, 0), classes);
  }

  @Test
  default void codePointHoldsForOneSend() {
    classHoldsForOneSend(Sockets.ANY_PORT);
  }

  @Test
  default void codePointHoldsForOneIpv6Send() {
    Sockets.assumeIpv6();
    classHoldsForOneSend(Sockets.ANY_PORT_6);
  }

  @Test
  default void codePointIsSetEvenWhereNobodyTellsIt() {
    UdpSocket sender = sockets().open(Sockets.ANY_PORT);
    CallOutcome outcome =
        sender.send(sender.local(), new byte[1], SendOptions.DEFAULT.withDscp(10));
    Sockets.assertDone(outcome);
    assertTrue(outcome.calls().getFirst().arguments().contains("IP_TOS"), outcome::toString);
    assertTrue(outcome.calls().getFirst().arguments().contains("40"), outcome::toString);
  }

  /** The loopback interface takes any packet, so nothing need be cut on it. */
  @Test
  default void wholeOrNotAtAll() {
    UdpSocket socket = sockets().open(Sockets.ANY_PORT);
    ReceiveSet set = sockets().set(socket);
    SendOptions whole = SendOptions.DEFAULT.withDontFragment(true);
    CallOutcome first = socket.send(socket.local(), new byte[1_400], whole);
    Sockets.assertDone(first);
    assertEquals(2, first.calls().size(), first::toString);
    CallOutcome second = socket.send(socket.local(), new byte[1_400], whole);
    assertEquals(1, second.calls().size(), "it is set already");
    CallOutcome third = socket.send(socket.local(), new byte[1_400], SendOptions.DEFAULT);
    assertEquals(2, third.calls().size(), "and taken back");
    assertEquals(3, Sockets.receive(set, 3).size());
  }

  @Test
  default void loopbackTakesWhatItsInterfaceSays() {
    int mtuBytes = Math.min(65_535, Interface.firstLoopback().orElseThrow().mtuBytes());
    Endpoint here = Sockets.ANY_PORT.withPort(9);
    assertEquals(
        mtuBytes, sockets().provider().pathMtu(here, SendOptions.DEFAULT).bytes().orElseThrow());
    SendOptions byLoopback = SendOptions.DEFAULT.withInterface(Sockets.loopback());
    Endpoint group = Sockets.GROUP.withPort(9);
    assertEquals(mtuBytes, sockets().provider().pathMtu(group, byLoopback).bytes().orElseThrow());
  }

  @Test
  default void noInterfaceNoMtu() {
    SendOptions nowhere = SendOptions.DEFAULT.withInterface("nosuch0");
    assertTrue(sockets().provider().pathMtu(Sockets.GROUP.withPort(9), nowhere).bytes().isEmpty());
  }
}
