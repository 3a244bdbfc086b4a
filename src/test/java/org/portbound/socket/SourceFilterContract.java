package org.portbound.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose datagrams to a group a member takes. Senders are 127.0.0.1 and 127.0.0.2. */
interface SourceFilterContract extends ContractFixture {
  Endpoint ONE = Endpoint.parse("127.0.0.1:0");
  Endpoint TWO = Endpoint.parse("127.0.0.2:0");

  private GroupMembership from(SourceFilter.Mode mode, Endpoint source) {
    return Sockets.membership().withSources(new SourceFilter(mode, List.of(source.address())));
  }

  /** Sends 1 from the one and 2 from the other, and 9 to the member alone as the last. */
  private List<Integer> heard(UdpSocket member, ReceiveSet set) {
    SendOptions onLoopback = SendOptions.DEFAULT.withInterface(Sockets.loopback());
    Endpoint group = Sockets.GROUP.withPort(member.local().port());
    Sockets.assertDone(sockets().open(ONE).send(group, new byte[] {1}, onLoopback));
    Sockets.assertDone(sockets().open(TWO).send(group, new byte[] {2}, onLoopback));
    return Sockets.receive(set, 1).stream().map(each -> (int) each.payload()[0]).toList();
  }

  private List<Integer> heardBy(GroupMembership membership) {
    UdpSocket member = sockets().open(SocketPlan.of(Sockets.GROUP).withGroups(List.of(membership)));
    return heard(member, sockets().set(member));
  }

  @Test
  default void onlyTheseSources() {
    assertEquals(List.of(2), heardBy(from(SourceFilter.Mode.ONLY, TWO)));
  }

  @Test
  default void allButTheseSources() {
    assertEquals(List.of(2), heardBy(from(SourceFilter.Mode.ALL_BUT, ONE)));
  }

  @Test
  default void leavingDropsTheSourcesToo() {
    UdpSocket member = sockets().open(Sockets.GROUP);
    GroupMembership both =
        Sockets.membership()
            .withSources(
                new SourceFilter(SourceFilter.Mode.ONLY, List.of(ONE.address(), TWO.address())));
    Sockets.assertDone(member.join(both));
    Sockets.assertDone(member.leave(both));
    Sockets.assertFailed(Errno.EADDRNOTAVAIL, member.leave(both));
    Sockets.assertDone(member.join(from(SourceFilter.Mode.ONLY, TWO)));
    assertEquals(List.of(2), heard(member, sockets().set(member)));
  }

  @Test
  default void aSourceThatFailsTakesTheOthersBack() {
    UdpSocket member = sockets().open(Sockets.GROUP);
    var many = new SourceFilter(SourceFilter.Mode.ONLY, sources(1_000));
    assertInstanceOf(CallOutcome.Failed.class, member.join(Sockets.membership().withSources(many)));
    Sockets.assertFailed(Errno.EADDRNOTAVAIL, member.leave(Sockets.membership()));
  }

  private static List<InetAddress> sources(int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> AddressBits.address(0, AddressBits.mappedLow(0x7f01_0000 + i), 0))
        .toList();
  }
}
