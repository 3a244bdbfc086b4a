package org.portbound.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.Forecast.Outlook;
import org.portbound.diagnosis.group.GroupFix;
import org.portbound.diagnosis.group.GroupRefusal;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.PrivateNetwork;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SourceFilter;
import org.portbound.workbench.GroupsView.JoinedView;
import org.portbound.workbench.GroupsView.State;

/** Joining and leaving at an open listener, what is foretold, and what the kernel has. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class GroupsTest {
  private static final long LOG_BYTES = 8 << 20;

  private static GroupMembership group(String text) {
    return GroupMembership.read(text, "lo").orThrow();
  }

  private static int listen(Workbench workbench, String endpoint) {
    SocketPlan plan = SocketPlan.of(Endpoint.parse(endpoint));
    return assertInstanceOf(
            OpenResult.Listening.class, workbench.open(new ListenerPlan(plan, false)))
        .listener()
        .number();
  }

  private static Workbench open(String provider) {
    return Workbench.open(Providers.named(provider).orThrow(), LOG_BYTES);
  }

  private static JoinedView only(Workbench workbench, int listener) {
    List<JoinedView> all = workbench.groups().view(listener).orElseThrow().groups();
    assertEquals(1, all.size(), all::toString);
    return all.getFirst();
  }

  private static Forecast done(GroupResult result) {
    return assertNotNullIn(assertInstanceOf(GroupResult.Done.class, result).expected());
  }

  private static Forecast assertNotNullIn(@Nullable Forecast forecast) {
    assertNotNull(forecast);
    return forecast;
  }

  /** Refused by the kernel, as was foretold. */
  private static GroupRefusal refused(GroupResult result, String errno, String why) {
    var refused = assertInstanceOf(GroupResult.Refused.class, result);
    assertTrue(refused.refusal().headline().arguments().contains(errno), refused::toString);
    Forecast expected = assertNotNullIn(refused.expected());
    assertEquals(Outlook.REFUSED, expected.outlook());
    assertEquals("diagnosis.forecast.join." + why, expected.why().key());
    return refused.refusal();
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void joinsAndLeavesWhileItIsOpen(String provider) {
    try (Workbench workbench = open(provider)) {
      int listener = listen(workbench, "0.0.0.0:0");
      Groups groups = workbench.groups();
      GroupMembership joined = group("239.1.2.3");
      Forecast expected = done(groups.join(listener, joined));
      assertEquals(Outlook.ALLOWED, expected.outlook());
      assertEquals(List.of(joined), workbench.listeners().getFirst().groups());
      JoinedView view = only(workbench, listener);
      assertEquals(State.CONFIRMED, view.state());
      assertTrue(view.members().orElseThrow() >= 1, view::toString);

      GroupRefusal twice = refused(groups.join(listener, joined), "EADDRINUSE", "already");
      assertEquals(List.of(), twice.fixes());
      GroupMembership others = group("239.1.2.3=127.0.0.2");
      assertEquals(Outlook.REFUSED, groups.forecast(listener, others).orElseThrow().outlook());
      assertInstanceOf(GroupResult.Done.class, groups.leave(listener, joined));
      assertEquals(List.of(), workbench.listeners().getFirst().groups());
      assertInstanceOf(GroupResult.Refused.class, groups.leave(listener, joined));
      assertInstanceOf(GroupResult.NoListener.class, groups.leave(99, joined));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void sourcesComeAndGoWithoutLeaving(String provider) {
    try (Workbench workbench = open(provider)) {
      int listener = listen(workbench, "0.0.0.0:0");
      Groups groups = workbench.groups();
      done(groups.join(listener, group("232.1.2.3=127.0.0.1")));
      Forecast expected = done(groups.join(listener, group("232.1.2.3=127.0.0.2")));
      assertEquals("diagnosis.forecast.join.more-sources", expected.why().key());
      GroupMembership both = group("232.1.2.3=127.0.0.1+127.0.0.2");
      assertEquals(List.of(both), workbench.listeners().getFirst().groups());
      Optional<SourceFilter> kernel = only(workbench, listener).kernelSources();
      assertTrue(kernel.isEmpty() || kernel.get().equals(both.sources()), kernel::toString);

      SourceFilter allBut = group("232.1.2.3!=127.0.0.9").sources();
      assertInstanceOf(GroupResult.Done.class, groups.setSources(listener, both, allBut));
      assertEquals(allBut, only(workbench, listener).membership().sources());

      GroupRefusal refusal =
          refused(
              groups.join(listener, both),
              provider.equals("nio") ? "EADDRINUSE" : "EINVAL",
              "already");
      var change = assertInstanceOf(GroupFix.SetSources.class, refusal.fixes().getFirst());
      assertInstanceOf(GroupResult.Done.class, groups.apply(listener, change));
      assertEquals(both, only(workbench, listener).membership());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void theLimitIsForetoldAndReached(String provider) {
    try (Workbench workbench = open(provider)) {
      SocketPlan plan = SocketPlan.of(Endpoint.parse("0.0.0.0:0")).withReuse(ReuseOptions.PORT);
      int listener =
          assertInstanceOf(
                  OpenResult.Listening.class, workbench.open(new ListenerPlan(plan, false)))
              .listener()
              .number();
      Groups groups = workbench.groups();
      int most = groups.view(listener).orElseThrow().limits().memberships().orElseThrow();
      for (int i = 1; i <= most; i++) {
        Forecast expected = done(groups.join(listener, group("239.9.9." + i)));
        assertEquals(List.of(String.valueOf(i), String.valueOf(most)), expected.why().arguments());
      }
      GroupMembership more = group("239.9.9.200");
      GroupRefusal refusal = refused(groups.join(listener, more), "ENOBUFS", "too-many");
      var beside = assertInstanceOf(GroupFix.ListenBeside.class, refusal.fixes().getFirst());
      assertInstanceOf(GroupFix.Advice.class, refusal.fixes().getLast());
      assertInstanceOf(GroupResult.Done.class, groups.apply(listener, beside));
      assertEquals(List.of(more), workbench.listeners().getLast().groups());

      assertInstanceOf(GroupResult.Done.class, groups.leave(listener, group("239.9.9.1")));
      done(groups.join(listener, more));
      assertEquals(most, groups.view(listener).orElseThrow().joined4());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void whatCannotBeJoinedIsRefusedWithAWord(String provider) {
    try (Workbench workbench = open(provider)) {
      int listener = listen(workbench, "0.0.0.0:0");
      Groups groups = workbench.groups();
      GroupRefusal nowhere =
          refused(groups.join(listener, group("239.1.2.3@nosuch0")), "ENODEV", "no-interface");
      var instead = assertInstanceOf(GroupFix.Join.class, nowhere.fixes().getFirst());
      assertInstanceOf(GroupResult.Done.class, groups.apply(listener, instead));
      assertEquals(group("239.1.2.3@lo"), only(workbench, listener).membership());

      var many = new StringBuilder("239.1.2.4=10.0.0.1");
      int most = groups.view(listener).orElseThrow().limits().sources4().orElseThrow();
      for (int i = 2; i <= most + 1; i++) {
        many.append("+10.0.0.").append(i);
      }
      GroupRefusal sources =
          refused(groups.join(listener, group(many.toString())), "ENOBUFS", "too-many-sources");
      var fewer = assertInstanceOf(GroupFix.Join.class, sources.fixes().getFirst());
      assertEquals(most, fewer.instead().sources().sources().size());
      assertEquals(1, workbench.listeners().getFirst().groups().size());
      done(groups.apply(listener, fewer));
    }
  }

  @Test
  void anIpv6GroupOnAnIpv4SocketIsRefusedAsForetold() {
    try (Workbench workbench = open("posix")) {
      int listener = listen(workbench, "0.0.0.0:0");
      refused(
          workbench.groups().join(listener, group("ff02::fb@lo")), "ENOPROTOOPT", "other-family");
    }
  }

  @Test
  void whatIsJoinedButWillNotBeHeardIsForetold() {
    try (PrivateNetwork network = PrivateNetwork.enter();
        Workbench workbench = Workbench.open(network, LOG_BYTES)) {
      network.ip("link", "add", "pb0", "type", "veth", "peer", "name", "pb1");
      int deaf = listen(workbench, "127.0.0.1:0");
      int wide = listen(workbench, "0.0.0.0:0");
      Groups groups = workbench.groups();
      assertForetold("deaf", groups, deaf, "239.1.2.3@lo");
      assertForetold("down", groups, wide, "239.1.2.3@pb0");
      network.ip("link", "set", "pb0", "up");
      assertForetold("no-carrier", groups, wide, "239.1.2.4@pb0");
      network.ip("link", "set", "pb1", "up").awaitRunning("pb0");
      network.ip("link", "set", "pb0", "multicast", "off");
      assertForetold("no-multicast", groups, wide, "239.1.2.5@pb0");
      int other = listen(workbench, "239.1.2.3:0");
      assertForetold("bound-to-another", groups, other, "239.1.2.6@lo");
    }
  }

  /** It is joined all the same. */
  private static void assertForetold(String why, Groups groups, int listener, String group) {
    Forecast expected = done(groups.join(listener, group(group)));
    assertEquals(Outlook.ALLOWED, expected.outlook());
    assertEquals("diagnosis.forecast.join." + why, expected.why().key());
  }

  @Test
  void aMembershipIsLostWithItsInterfaceAndJoinedAgain() {
    try (PrivateNetwork network = PrivateNetwork.enter();
        Workbench workbench = Workbench.open(network, LOG_BYTES)) {
      network.ip("link", "add", "pb0", "type", "veth", "peer", "name", "pb1");
      int listener = listen(workbench, "0.0.0.0:0");
      Groups groups = workbench.groups();
      GroupMembership joined = group("239.1.2.3@pb0");
      done(groups.join(listener, joined));
      assertEquals(State.CONFIRMED, only(workbench, listener).state());
      network.ip("link", "del", "pb0");
      assertEquals(State.LOST, only(workbench, listener).state());
      network.ip("link", "add", "pb0", "type", "veth", "peer", "name", "pb1");
      assertEquals(State.LOST, only(workbench, listener).state(), "another of that name");
      Forecast expected = done(groups.join(listener, joined));
      assertEquals(Outlook.ALLOWED, expected.outlook());
      assertEquals(State.CONFIRMED, only(workbench, listener).state());
      network.ip("link", "del", "pb0");
      assertInstanceOf(GroupResult.Done.class, groups.leave(listener, joined));
      assertEquals(List.of(), groups.view(listener).orElseThrow().groups());
      assertTrue(
          workbench.ledger().since(1).stream()
              .anyMatch(each -> each.call().arguments().contains("IP_DROP_MEMBERSHIP")));
    }
  }

  @Test
  void aLostGroupIsTold() {
    try (PrivateNetwork network = PrivateNetwork.enter();
        Workbench workbench = Workbench.open(network, LOG_BYTES)) {
      network.ip("link", "add", "pb0", "type", "veth", "peer", "name", "pb1");
      int listener = listen(workbench, "0.0.0.0:0");
      done(workbench.groups().join(listener, group("239.1.2.3@pb0")));
      network.ip("link", "del", "pb0");
      while (workbench.notices().end() == 1) {
        Thread.onSpinWait();
      }
      assertEquals(
          List.of("1", "239.1.2.3", "pb0"),
          workbench.notices().since(1).getFirst().message().arguments());
    }
  }

  @Test
  void eachGroupHasItsOwnCount() {
    try (Workbench workbench = open("posix")) {
      int listener = listen(workbench, "0.0.0.0:0");
      int port = workbench.listeners().getFirst().local().port();
      done(workbench.groups().join(listener, group("239.3.3.1")));
      done(workbench.groups().join(listener, group("239.3.3.2")));
      for (String to : List.of("239.3.3.1", "239.3.3.2", "239.3.3.1", "127.0.0.1")) {
        var plan =
            new SendPlan(
                new Source.AnyPort(),
                Endpoint.parse(to + ":" + port),
                new byte[] {1, 2, 3},
                SendOptions.DEFAULT.withInterface("lo"));
        assertInstanceOf(SendResult.Sent.class, workbench.sending().send(plan));
      }
      while (workbench.listeners().getFirst().datagrams() < 4) {
        Thread.onSpinWait();
      }
      assertEquals(
          List.of("239.3.3.1 2 6", "239.3.3.2 1 3"),
          workbench.groupCounts(listener).stream()
              .map(
                  each -> Endpoint.text(each.group()) + " " + each.datagrams() + " " + each.bytes())
              .toList());
      assertEquals(
          List.of(2L, 1L),
          workbench.groups().view(listener).orElseThrow().groups().stream()
              .map(JoinedView::datagrams)
              .toList());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"posix", "nio"})
  void ipv6GroupsHaveSourcesToo(String provider) {
    try (Workbench workbench = open(provider)) {
      int listener = listen(workbench, "[::]:0");
      Groups groups = workbench.groups();
      GroupMembership some = group("ff3e::5042=fd00::1+fd00::2");
      done(groups.join(listener, some));
      JoinedView view = only(workbench, listener);
      assertEquals(State.CONFIRMED, view.state());
      assertTrue(
          view.kernelSources().map(each -> each.isSameAs(some.sources())).orElse(true),
          view::toString);
      SourceFilter fewer = group("ff3e::5042=fd00::2").sources();
      assertInstanceOf(GroupResult.Done.class, groups.setSources(listener, some, fewer));
      assertInstanceOf(GroupResult.Done.class, groups.leave(listener, some.withSources(fewer)));
    }
  }

  @Test
  void multicastAllIsASwitch() {
    try (Workbench workbench = open("posix")) {
      int listener = listen(workbench, "[::]:0");
      Groups groups = workbench.groups();
      for (boolean on : new boolean[] {true, false}) {
        assertInstanceOf(GroupResult.Done.class, groups.setMulticastAll(listener, Family.INET, on));
        assertInstanceOf(
            GroupResult.Done.class, groups.setMulticastAll(listener, Family.INET6, on));
        GroupsView view = groups.view(listener).orElseThrow();
        assertEquals(Optional.of(on), view.all4());
        assertEquals(Optional.of(on), view.all6());
      }
    }
  }

  @Test
  void javaHasItOffAndSaysSo() {
    try (Workbench workbench = open("nio")) {
      int listener = listen(workbench, "0.0.0.0:0");
      var not =
          assertInstanceOf(
              GroupResult.NotSwitched.class,
              workbench.groups().setMulticastAll(listener, Family.INET, true));
      assertEquals("workbench.group.java-only-off", not.why().key());
      assertFalse(workbench.groups().view(listener).orElseThrow().all4().orElse(false));
    }
  }
}
