package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.control.ComboBox;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.PrivateNetwork;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** Joining and leaving at an open listener, by clicks. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class GroupClicksTest {
  private static final long LOG_BYTES = 8 << 20;

  private static List<String> joined(WindowDriver window) {
    return window.workbench().listeners().getFirst().groups().stream()
        .map(GroupMembership::toString)
        .toList();
  }

  private static void listen(WindowDriver window) {
    window.type("#bind-address", "0.0.0.0").type("#bind-port", "0").click("#bind-reuseport");
    window.awaitText("#listener-1-state", "Listening").click("#listener-1-groups");
    window.awaitText("#groups-summary", "0 of ");
  }

  @Test
  void joinFromAnySourceThenFromSomeAndLeave() {
    try (var window =
        WindowDriver.open(
            Workbench.open(Providers.named("posix").orThrow(), LOG_BYTES), 1280, 800)) {
      listen(window);
      window.awaitText("#groups-none", "No group is joined").picture("groups-empty");
      window.type("#groups-group", "ws-disc").press(KeyCode.DOWN);
      window.picture("groups-known", "#groups-known").press(KeyCode.ENTER);
      assertEquals("239.255.255.250", window.text("#groups-group"));
      window.awaitText("#groups-hint", "Will be joined: then 1 of ");
      window
          .click("#groups-join")
          .awaitText("#groups-answer-headline", "Joined 239.255.255.250@lo");
      window.awaitText("#groups-row-0-kernel", "SSDP, WS-Discovery");
      assertEquals(List.of("239.255.255.250@lo"), joined(window));

      window.awaitText("#groups-hint", "Will be refused: 239.255.255.250 is joined on lo already");
      window.click("#groups-join").awaitText("#groups-answer-headline", "EADDRINUSE");
      assertTrue(window.text("#groups-answer-headline").contains("as foretold"));
      window.picture("groups-refused").dress(ColorScheme.DARK).picture("groups-refused-dark");
      window.dress(ColorScheme.LIGHT);

      window.click("#groups-row-0-change").awaitText("#groups-hint", "without leaving it");
      chooseOnlyThese(window);
      window.type("#groups-sources", "127.0.0.1, 127.0.0.2").click("#groups-join");
      window.awaitText("#groups-answer-headline", "The sources are set");
      assertEquals(List.of("239.255.255.250@lo=127.0.0.1+127.0.0.2"), joined(window));

      chooseOnlyThese(window);
      window.type("#groups-group", "232.1.1.1").type("#groups-sources", "127.0.0.300");
      window.awaitText("#groups-hint", "127.0.0.300");
      assertTrue(window.node("#groups-join").isDisabled());
      window.type("#groups-sources", "127.0.0.1").click("#groups-join");
      window.awaitText("#groups-answer-headline", "Joined 232.1.1.1@lo=127.0.0.1");
      window.click("#groups-all4").awaitText("#groups-answer-headline", "IP_MULTICAST_ALL is off");
      window.await("both are there", () -> window.exists("#groups-row-1"));
      window.picture("groups").dress(ColorScheme.DARK).picture("groups-dark");
      window.picture("groups-low", 1000, 700);
      window.click("#groups-row-0-leave").awaitText("#groups-answer-headline", "Left 239");
      assertEquals(List.of("232.1.1.1@lo=127.0.0.1"), joined(window));
    }
  }

  private static void chooseOnlyThese(WindowDriver window) {
    window.click("#groups-mode").press(KeyCode.DOWN).press(KeyCode.ENTER);
    window.await("there is a field for them", () -> window.exists("#groups-sources"));
  }

  @Test
  void theLimitIsForetoldAndASecondListenerHelps() {
    try (var window =
        WindowDriver.open(
            Workbench.open(Providers.named("posix").orThrow(), LOG_BYTES), 1280, 800)) {
      listen(window);
      int most =
          window.workbench().groups().view(1).orElseThrow().limits().memberships().orElseThrow();
      window.type("#groups-group", "239.7.7.1+" + most).click("#groups-join");
      window.awaitText("#groups-summary", most + " of " + most + " IPv4 groups");
      window.type("#groups-group", "239.7.8.1");
      window.awaitText("#groups-hint", "Will be refused: this socket has joined " + most);
      window.click("#groups-join").awaitText("#groups-answer-headline", "ENOBUFS");
      window.picture("groups-limit").click("#groups-fix-0");
      window.awaitText("#groups-answer-headline", "Done");
      window.await("it listens", () -> window.workbench().listeners().size() == 2);
      assertFalse(joined(window).contains("239.7.8.1@lo"));
    }
  }

  @Test
  void aGroupIsLostWithItsInterface() {
    try (var network = PrivateNetwork.enter();
        var window = WindowDriver.open(Workbench.open(network, LOG_BYTES), 1280, 800)) {
      network.ip("link", "add", "pb0", "type", "veth", "peer", "name", "pb1");
      listen(window);
      window.type("#groups-group", "239.1.2.3");
      window.await(
          "it is offered",
          () -> ((ComboBox<?>) window.node("#groups-interface")).getItems().contains("pb0"));
      window.click("#groups-interface").press(KeyCode.DOWN).press(KeyCode.DOWN);
      window.press(KeyCode.ENTER).awaitText("#groups-hint", "pb0 is switched off");
      window.click("#groups-join").awaitText("#groups-answer-headline", "Joined 239.1.2.3@pb0");
      network.ip("link", "del", "pb0");
      window.awaitText("#groups-row-0-kernel", "lost: the interface pb0 went away");
      window.await(
          "the strip says so",
          () -> window.notice().contains("is no member of 239.1.2.3 any more"));
      window.awaitText("#groups-hint", "There is no interface pb0 here. There are: lo.");
      window.picture("groups-lost");
      network.ip("link", "add", "pb0", "type", "veth", "peer", "name", "pb1");
      window.click("#groups-row-0-again").awaitText("#groups-answer-headline", "Joined");
      window.awaitText("#groups-row-0-kernel", "1 member on this machine");
      window.click("#groups-row-0-leave").awaitText("#groups-none", "No group is joined");
    }
  }
}
