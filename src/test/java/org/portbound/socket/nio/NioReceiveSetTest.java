package org.portbound.socket.nio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.portbound.socket.nio.Opened.LOOPBACK;
import static org.portbound.socket.nio.Opened.done;
import static org.portbound.socket.nio.Opened.loopback;
import static org.portbound.socket.nio.Opened.open;

import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.AddressBits;
import org.portbound.socket.DatagramSink;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReceiveSet;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

@Timeout(20)
final class NioReceiveSetTest implements DatagramSink {
  private record Got(int tag, int lengthBytes, int firstByte, Endpoint source) {}

  private final List<Got> got = new ArrayList<>();
  private final List<SystemCall> failures = new ArrayList<>();
  private final ReceiveSet set = new NioProvider().newReceiveSet();

  @AfterEach
  void close() {
    set.close();
  }

  @Override
  public void accept(ReceivedDatagram datagram) {
    assertFalse(datagram.destinationKnown);
    assertEquals(0, datagram.interfaceIndex);
    assertEquals(ReceivedDatagram.UNKNOWN, datagram.ttlHops);
    assertEquals(ReceivedDatagram.UNKNOWN, datagram.trafficClass);
    assertEquals(ReceivedDatagram.NO_TIME, datagram.kernelTimeNs);
    assertEquals(ReceivedDatagram.UNKNOWN, datagram.droppedByKernel);
    assertEquals(datagram.payloadLengthBytes, datagram.trueLengthBytes);
    var source = AddressBits.address(datagram.sourceHigh, datagram.sourceLow, datagram.sourceScope);
    int first =
        datagram.payloadLengthBytes == 0
            ? -1
            : datagram.memory.get(ValueLayout.JAVA_BYTE, datagram.payloadOffset);
    got.add(
        new Got(
            datagram.tag,
            datagram.payloadLengthBytes,
            first,
            new Endpoint(source, datagram.sourcePort)));
  }

  @Override
  public void failed(int tag, SystemCall call) {
    failures.add(call);
  }

  private void receive(int count) {
    while (got.size() < count) {
      set.receive(this, -1);
    }
    assertEquals(count, got.size());
  }

  private static void send(UdpSocket from, Endpoint to, int lengthBytes, int firstByte) {
    byte[] payload = new byte[lengthBytes];
    if (lengthBytes > 0) {
      payload[0] = (byte) firstByte;
    }
    done(from.send(to, payload, SendOptions.DEFAULT));
  }

  @Test
  void handsOverEachSocketInItsOrder() {
    try (UdpSocket one = loopback();
        UdpSocket two = loopback();
        UdpSocket sender = loopback()) {
      set.add(one, 11);
      set.add(two, 22);
      for (int i = 0; i < 100; i++) {
        send(i % 3 == 0 ? two : sender, one.local(), 5, i);
      }
      send(sender, two.local(), 0, 0);
      send(sender, two.local(), 65_507, 7);
      receive(102);
      List<Got> atOne = got.stream().filter(each -> each.tag == 11).toList();
      for (int i = 0; i < 100; i++) {
        Endpoint from = i % 3 == 0 ? two.local() : sender.local();
        assertEquals(new Got(11, 5, i, from), atOne.get(i));
      }
      assertTrue(got.contains(new Got(22, 0, -1, sender.local())));
      assertTrue(got.contains(new Got(22, 65_507, 7, sender.local())));
      assertEquals(0, set.receive(this, 0));
    }
  }

  @Test
  void receivesIpv6AndIpv4OnOneSocket() {
    SocketPlan dual = SocketPlan.of(Endpoint.parse("[::1]:0"));
    SocketPlan mapped = SocketPlan.of(LOOPBACK).withFamily(Family.INET6);
    try (UdpSocket six = open(dual);
        UdpSocket four = open(mapped);
        UdpSocket sender = loopback()) {
      set.add(six, 6);
      set.add(four, 4);
      send(six, six.local(), 65_527, 1);
      send(sender, four.local(), 2, 2);
      receive(2);
      assertTrue(got.contains(new Got(6, 65_527, 1, six.local())));
      assertTrue(got.contains(new Got(4, 2, 2, sender.local())));
    }
  }

  @Test
  void receivesAGroupByLoopback() {
    GroupMembership group = Opened.group("239.255.1.9");
    SocketPlan plan = SocketPlan.of(Endpoint.parse("239.255.1.9:0")).withGroups(List.of(group));
    try (UdpSocket member = open(plan);
        UdpSocket sender = loopback()) {
      set.add(member, 1);
      Endpoint to = new Endpoint(group.group(), member.local().port());
      done(sender.send(to, new byte[12], SendOptions.DEFAULT.withInterface("lo")));
      receive(1);
      assertEquals(new Got(1, 12, 0, sender.local()), got.getFirst());
    }
  }

  @Test
  void aWakeUpEndsTheNextWaitEvenAfterRemove() {
    set.wakeUp();
    assertEquals(0, set.receive(this, -1));
    UdpSocket socket = loopback();
    set.add(socket, 1);
    set.wakeUp();
    set.remove(socket);
    assertEquals(0, set.receive(this, -1));
    assertEquals(0, set.receive(this, 1));
    socket.close();
  }

  @Test
  void aWakeUpEndsAWait() throws Exception {
    var waiting = Thread.currentThread();
    Thread waker =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (waiting.getState() != Thread.State.RUNNABLE) {
                    Thread.onSpinWait();
                  }
                  set.wakeUp();
                });
    assertEquals(0, set.receive(this, -1));
    waker.join();
  }

  @Test
  void aRemovedSocketGivesUpItsPortWhenItIsClosed() {
    Endpoint local = LOOPBACK;
    for (int i = 0; i < 20; i++) {
      UdpSocket socket = open(SocketPlan.of(local));
      local = socket.local();
      set.add(socket, 1);
      set.receive(this, 0);
      set.remove(socket);
      set.remove(socket);
      socket.close();
    }
  }

  @Test
  void aSocketThatNeverRunsDryDoesNotKeepOthersWaiting() {
    try (UdpSocket busy = loopback();
        UdpSocket other = loopback()) {
      set.add(busy, 1);
      set.add(other, 2);
      for (int i = 0; i < 200; i++) {
        send(other, busy.local(), 1, 0);
      }
      send(busy, other.local(), 1, 0);
      set.receive(this, -1);
      assertTrue(got.stream().anyMatch(each -> each.tag == 2));
      assertTrue(got.stream().filter(each -> each.tag == 1).count() < 200);
    }
  }

  @Test
  void refusesAClosedSocket() {
    UdpSocket socket = loopback();
    socket.close();
    assertThrows(IllegalStateException.class, () -> set.add(socket, 1));
    assertEquals(List.of(), failures);
  }

  @Test
  void tellsOnceOfASocketThatWasClosedInTheSet() {
    UdpSocket socket = loopback();
    set.add(socket, 1);
    socket.close();
    assertEquals(0, set.receive(this, 0));
    assertEquals(0, set.receive(this, 0));
    assertEquals(1, failures.size());
    assertEquals(Errno.EBADF, failures.getFirst().errno());
    set.remove(socket);
    open(SocketPlan.of(socket.local())).close();
  }
}
