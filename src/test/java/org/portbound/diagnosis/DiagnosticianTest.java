package org.portbound.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.InetAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.FlagReader;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.Opening;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;
import org.portbound.socket.nio.NioProvider;
import org.portbound.socket.posix.PosixProvider;
import org.portbound.text.Message;
import org.portbound.text.Texts;

/** Each refusal that a user can meet, made by the real kernel where that is possible. */
@Timeout(20)
final class DiagnosticianTest {
  private static final int UID = SystemUsers.effectiveUid();
  private static final Texts TEXTS = Texts.in(Locale.ENGLISH);

  private final List<UdpSocket> open = new ArrayList<>();

  @AfterEach
  void closeAll() {
    open.forEach(UdpSocket::close);
  }

  static Stream<SocketProvider> providers() {
    return Stream.of(new PosixProvider(), new NioProvider());
  }

  private UdpSocket opened(SocketProvider provider, SocketPlan plan) {
    UdpSocket socket = assertInstanceOf(Opening.Opened.class, provider.open(plan)).socket();
    open.add(socket);
    return socket;
  }

  private static Opening.Refused refused(SocketProvider provider, SocketPlan plan) {
    return assertInstanceOf(Opening.Refused.class, provider.open(plan));
  }

  private static SocketPlan plan(String local) {
    return SocketPlan.of(Endpoint.parse(local));
  }

  private static OwnSocket own(int listener, UdpSocket socket) {
    return new OwnSocket(
        listener, socket.plan(), socket.local(), socket.reuse(), UID, socket.inode());
  }

  /** Every message has its sentence, with nothing left to fill in. */
  private static String sentences(Diagnosis diagnosis) {
    var all = new ArrayList<Message>(List.of(diagnosis.headline()));
    all.addAll(diagnosis.reasons());
    all.addAll(diagnosis.notes());
    for (Fix fix : diagnosis.fixes()) {
      all.add(fix.label());
      all.add(fix.detail());
    }
    String text = String.join("\n", all.stream().map(TEXTS::say).toList());
    assertFalse(text.matches("(?s).*\\{\\d}.*"), text);
    return text;
  }

  @ParameterizedTest
  @MethodSource("providers")
  void eachPairOfOptionsIsExplainedByItsRule(SocketProvider provider) {
    ReuseOptions[] sets = {
      ReuseOptions.NONE, ReuseOptions.ADDR, ReuseOptions.PORT, ReuseOptions.BOTH
    };
    for (ReuseOptions there : sets) {
      for (ReuseOptions here : sets) {
        UdpSocket first = opened(provider, plan("127.0.0.1:0").withReuse(there));
        Opening second = provider.open(SocketPlan.of(first.local()).withReuse(here));
        if (second instanceof Opening.Refused refusal) {
          Diagnosis diagnosis =
              Diagnostician.explain(refusal, List.of(own(7, first)), provider.flagReader(), UID);
          String text = sentences(diagnosis);
          assertTrue(text.contains("istener 7"), text);
          assertFalse(text.contains("unexplained"), there + " then " + here + ": " + text);
          assertTrue(
              diagnosis.reasons().stream()
                  .anyMatch(each -> each.key().matches("diagnosis\\.rule\\.[A-Z_]+")),
              there + " then " + here);
          assertTrue(
              diagnosis.fixes().getFirst() instanceof Fix.RebindTogether
                  || diagnosis.fixes().getFirst() instanceof Fix.BindInstead);
        } else if (second instanceof Opening.Opened opened) {
          opened.socket().close();
        }
        first.close();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("providers")
  void headlineSaysCallAddressAndError(SocketProvider provider) {
    UdpSocket first = opened(provider, plan("127.0.0.1:0"));
    Diagnosis diagnosis =
        Diagnostician.explain(
            refused(provider, SocketPlan.of(first.local())),
            List.of(own(1, first)),
            provider.flagReader(),
            UID);
    assertEquals(
        "bind " + first.local() + ": address already in use (EADDRINUSE)",
        TEXTS.say(diagnosis.headline()));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void addressThatIsNotOursListsThoseThatAre(SocketProvider provider) {
    Diagnosis diagnosis =
        Diagnostician.explain(
            refused(provider, plan("203.0.113.77:0")), List.of(), FlagReader.NONE, UID);
    String text = sentences(diagnosis);
    assertTrue(text.contains("203.0.113.77 is not an address of this machine"), text);
    assertTrue(text.contains("127.0.0.1 (lo)"), text);
    assertTrue(text.contains("EADDRNOTAVAIL"), text);
    assertEquals(2, diagnosis.fixes().size());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void groupJoinedTwiceIsNotMistakenForThePort(SocketProvider provider) {
    var group = new GroupMembership(Endpoint.parse("239.1.2.3:0").address(), "lo");
    Opening.Refused refusal =
        refused(provider, plan("0.0.0.0:0").withGroups(List.of(group, group)));
    assertTrue(refusal.errno().is(Errno.EADDRINUSE));
    Diagnosis diagnosis = Diagnostician.explain(refusal, List.of(), FlagReader.NONE, UID);
    assertTrue(sentences(diagnosis).contains("join 239.1.2.3@lo: address already in use"));
    var fix = assertInstanceOf(Fix.BindInstead.class, diagnosis.fixes().getFirst());
    opened(provider, fix.plan());
  }

  @Test
  void tooManyGroupsNamesTheLimitAndWhatHelps() {
    var groups = new ArrayList<GroupMembership>();
    for (int i = 1; i <= 250; i++) {
      groups.add(new GroupMembership(Endpoint.parse("239.7.7." + i + ":0").address(), "lo"));
    }
    Opening opening = new PosixProvider().open(plan("0.0.0.0:0").withGroups(groups));
    if (opening instanceof Opening.Opened opened) {
      opened.socket().close();
    }
    assumeTrue(opening instanceof Opening.Refused, "the limit is higher here");
    var refusal = (Opening.Refused) opening;
    assertTrue(refusal.errno().is(Errno.ENOBUFS));
    Diagnosis diagnosis = Diagnostician.explain(refusal, List.of(), FlagReader.NONE, UID);
    assertTrue(sentences(diagnosis).contains("igmp_max_memberships"));
    var fix = assertInstanceOf(Fix.BindInstead.class, diagnosis.fixes().getFirst());
    opened(new PosixProvider(), fix.plan());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void addressThatIsNoGroupIsNamed(SocketProvider provider) {
    var notOne = new GroupMembership(Endpoint.parse("127.0.0.9:0").address(), "lo");
    Diagnosis diagnosis =
        Diagnostician.explain(
            refused(provider, plan("0.0.0.0:0").withGroups(List.of(notOne))),
            List.of(),
            FlagReader.NONE,
            UID);
    assertTrue(sentences(diagnosis).contains("127.0.0.9 is not a multicast group"));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void missingInterfaceListsThoseThatAreThere(SocketProvider provider) {
    var gone = new GroupMembership(Endpoint.parse("239.1.2.3:0").address(), "eth99");
    Diagnosis diagnosis =
        Diagnostician.explain(
            refused(provider, plan("0.0.0.0:0").withGroups(List.of(gone))),
            List.of(),
            FlagReader.NONE,
            UID);
    String text = sentences(diagnosis);
    assertTrue(text.contains("There is no interface eth99 here. There are: lo"), text);
    var fix = assertInstanceOf(Fix.BindInstead.class, diagnosis.fixes().getFirst());
    assertEquals("lo", fix.plan().groups().getFirst().interfaceName());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void whatTheProviderCannotDoIsSaid(SocketProvider provider) {
    assumeTrue(provider.name().equals("nio"));
    Diagnosis diagnosis =
        Diagnostician.explain(
            refused(provider, plan("[::1]:0").withV6Only(true)), List.of(), FlagReader.NONE, UID);
    assertTrue(sentences(diagnosis).contains("--provider posix"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"EACCES", "EINVAL", "EMFILE", "EAFNOSUPPORT", "EPERM", "EAGAIN", "ENOBUFS"})
  void refusalsThatAreHardToProvokeHaveTheirSentenceToo(String name) {
    SocketPlan plan = plan("127.0.0.1:80");
    var errno = new Errno(name, "words of " + name);
    String callName = name.equals("EMFILE") || name.equals("EAFNOSUPPORT") ? "socket" : "bind";
    var call = new SystemCall(Instant.now(), 0, 5, callName, "5, {127.0.0.1:80}, 16", -1, errno);
    Diagnosis diagnosis =
        Diagnostician.explain(
            new Opening.Refused(plan, call, errno, List.of(call)), List.of(), FlagReader.NONE, UID);
    assertFalse(diagnosis.reasons().isEmpty());
    assertTrue(sentences(diagnosis).contains(name));
  }

  @Test
  void sendsThatFailAreExplained() {
    var provider = new PosixProvider();
    UdpSocket socket = opened(provider, plan("127.0.0.1:0"));
    assertTrue(
        send(socket, "127.0.0.1:9", 65_508, SendOptions.DEFAULT)
            .contains("has 65508 bytes; a datagram to this destination holds at most 65507"));
    assertTrue(send(socket, "127.255.255.255:9", 1, SendOptions.DEFAULT).contains("SO_BROADCAST"));
    assertTrue(send(socket, "127.0.0.1:0", 1, SendOptions.DEFAULT).contains("Port 0"));
    assertTrue(send(socket, "[::1]:9", 1, SendOptions.DEFAULT).contains("other address family"));
    assertTrue(
        send(socket, "239.1.1.1:9", 1, SendOptions.DEFAULT.withInterface("eth99"))
            .contains("There are: lo"));
    socket.close();
    assertTrue(send(socket, "127.0.0.1:9", 1, SendOptions.DEFAULT).contains("closed"));
  }

  private static String send(UdpSocket socket, String to, int lengthBytes, SendOptions options) {
    Endpoint destination = Endpoint.parse(to);
    var failed =
        assertInstanceOf(
            CallOutcome.Failed.class, socket.send(destination, new byte[lengthBytes], options));
    Diagnosis.Explanation why =
        Diagnostician.explainSend(
            failed,
            new SendAttempt(destination, lengthBytes, options, SendSetup.NONE, true),
            Interface.all());
    return TEXTS.say(why.headline()) + " " + TEXTS.say(why.reasons().getFirst());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ENETUNREACH", "ECONNREFUSED", "EAGAIN", "EPERM", "EADDRNOTAVAIL", "EINVAL"})
  void sendErrorsThatAreHardToProvokeHaveTheirSentenceToo(String name) {
    var errno = new Errno(name, "words of " + name);
    var call = new SystemCall(Instant.now(), 0, 5, "sendmsg", "5, …", -1, errno);
    var failed = new CallOutcome.Failed(call, errno, List.of(call));
    Diagnosis.Explanation why =
        Diagnostician.explainSend(
            failed,
            new SendAttempt(
                Endpoint.parse("198.51.100.1:9"), 4, SendOptions.DEFAULT, SendSetup.NONE, true),
            Interface.all());
    String text = TEXTS.say(why.reasons().getFirst());
    assertFalse(text.contains("words of"), "a sentence of its own: " + text);
  }

  @Test
  void holderThatCannotBeSeenIsNotGuessed() {
    var own =
        new OwnSocket(
            1,
            plan("127.0.0.1:4"),
            Endpoint.parse("127.0.0.1:4"),
            ReuseOptions.NONE,
            UID,
            OptionalLong.empty());
    SocketPlan elsewhere = plan("127.0.0.2:4");
    var call =
        new SystemCall(Instant.now(), 0, 5, "bind", "5, {127.0.0.2:4}, 16", -1, Errno.EADDRINUSE);
    Diagnosis diagnosis =
        Diagnostician.explain(
            new Opening.Refused(elsewhere, call, Errno.EADDRINUSE, List.of(call)),
            List.of(own),
            FlagReader.NONE,
            UID);
    assertTrue(
        diagnosis.reasons().contains(Message.of("diagnosis.in-use.nobody-seen")),
        "127.0.0.1 does not overlap with 127.0.0.2");
    assertEquals(InetAddress.getLoopbackAddress(), own.local().address());
  }
}
