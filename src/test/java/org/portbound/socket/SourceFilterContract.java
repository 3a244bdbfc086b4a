package org.portbound.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
    return heard(member, set, 1);
  }

  private List<Integer> heard(UdpSocket member, ReceiveSet set, int count) {
    SendOptions onLoopback = SendOptions.DEFAULT.withInterface(Sockets.loopback());
    Endpoint group = Sockets.GROUP.withPort(member.local().port());
    Sockets.assertDone(sockets().open(ONE).send(group, new byte[] {1}, onLoopback));
    Sockets.assertDone(sockets().open(TWO).send(group, new byte[] {2}, onLoopback));
    return Sockets.receive(set, count).stream().map(each -> (int) each.payload()[0]).toList();
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

  private static SourceFilter filter(SourceFilter.Mode mode, Endpoint... sources) {
    return new SourceFilter(mode, Stream.of(sources).map(Endpoint::address).toList());
  }

  /** What a member hears that was joined with the first filter and then given the second. */
  private List<Integer> heardAfter(SourceFilter first, SourceFilter then) {
    GroupMembership joined = Sockets.membership().withSources(first);
    UdpSocket member = sockets().open(SocketPlan.of(Sockets.GROUP).withGroups(List.of(joined)));
    Sockets.assertDone(member.setSources(joined, then));
    if (knowsMetadata()) {
      assertEquals(Optional.of(then), member.sources(joined));
    }
    List<Integer> heard = heard(member, sockets().set(member));
    Sockets.assertDone(member.leave(joined.withSources(then)));
    Sockets.assertFailed(Errno.EADDRNOTAVAIL, member.leave(joined));
    return heard;
  }

  @Test
  default void theSourceIsExchanged() {
    assertEquals(
        List.of(2),
        heardAfter(filter(SourceFilter.Mode.ONLY, ONE), filter(SourceFilter.Mode.ONLY, TWO)));
  }

  @Test
  default void aSourceComesAndAnotherGoes() {
    Endpoint three = Endpoint.parse("127.0.0.3:0");
    assertEquals(
        List.of(2),
        heardAfter(
            filter(SourceFilter.Mode.ONLY, ONE, three),
            filter(SourceFilter.Mode.ONLY, three, TWO)));
    assertEquals(
        List.of(2),
        heardAfter(filter(SourceFilter.Mode.ALL_BUT, TWO), filter(SourceFilter.Mode.ALL_BUT, ONE)));
  }

  @Test
  default void oneModeTurnsIntoTheOther() {
    assertEquals(List.of(2), heardAfter(SourceFilter.ANY, filter(SourceFilter.Mode.ONLY, TWO)));
    assertEquals(
        List.of(2),
        heardAfter(filter(SourceFilter.Mode.ONLY, ONE), filter(SourceFilter.Mode.ALL_BUT, ONE)));
    GroupMembership joined = from(SourceFilter.Mode.ONLY, TWO);
    UdpSocket member = sockets().open(SocketPlan.of(Sockets.GROUP).withGroups(List.of(joined)));
    Sockets.assertDone(member.setSources(joined, SourceFilter.ANY));
    assertEquals(List.of(1, 2), heard(member, sockets().set(member), 2));
  }

  @Test
  default void sourcesThatAreTooManyChangeNothing() {
    GroupMembership joined = from(SourceFilter.Mode.ONLY, TWO);
    UdpSocket member = sockets().open(SocketPlan.of(Sockets.GROUP).withGroups(List.of(joined)));
    var many = new SourceFilter(SourceFilter.Mode.ONLY, sources(1_000));
    assertInstanceOf(CallOutcome.Failed.class, member.setSources(joined, many));
    var others = new SourceFilter(SourceFilter.Mode.ALL_BUT, sources(1_000));
    assertInstanceOf(CallOutcome.Failed.class, member.setSources(joined, others));
    assertEquals(List.of(2), heard(member, sockets().set(member)));
  }

  @Test
  default void sourcesOfAGroupThatIsNotJoinedCannotBeSet() {
    UdpSocket member = sockets().open(Sockets.GROUP);
    assertInstanceOf(
        CallOutcome.Failed.class,
        member.setSources(Sockets.membership(), filter(SourceFilter.Mode.ONLY, TWO)));
    assertEquals(Optional.empty(), member.sources(Sockets.membership()));
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
