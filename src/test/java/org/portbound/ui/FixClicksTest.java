package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.scene.control.TextField;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.portbound.diagnosis.HoldingProcess;
import org.portbound.socket.ReuseOptions;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/**
 * Every kind of fix, clicked: after each the card shows what the kernel says now. One window for
 * all; each test begins without listeners.
 */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class FixClicksTest {
  private static final int MORE_GROUPS_THAN_ALLOWED = 24;

  private final WindowDriver window =
      WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800);
  private int port;

  @BeforeEach
  void fill() {
    port = FreePorts.any();
    window.click("#bind-presets").click("#bind-preset-loopback");
    window.type("#bind-port", String.valueOf(port));
  }

  @AfterEach
  void closeListeners() {
    listeners().forEach(each -> window.workbench().close(each.number()));
    window.await("the list is empty", () -> window.exists("#listeners-empty"));
  }

  @AfterAll
  void close() {
    window.close();
  }

  private List<ListenerView> listeners() {
    return window.workbench().listeners();
  }

  private ListenerView newest() {
    return listeners().getLast();
  }

  /** Clicks the fix whose button says this, and waits until it is bound, as foretold. */
  private void fix(String label) {
    new RefusalDriver(window).fix(label);
    window.awaitText("#refusal-headline", "ound now");
    window.awaitText("#refusal-predicted", "As predicted: allowed, ");
    window.picture("fixed-" + label.replaceAll("[^A-Za-z]+", "-"));
    for (ListenerView each : listeners()) {
      assertEquals(ListenerState.OPEN, each.state());
      window.awaitText("#listener-" + each.number() + "-state", "Listening");
    }
  }

  private void refuse(String button) {
    window.click(button).awaitText("#refusal-headline", "(E");
  }

  private void twoOnThePort() {
    window.click("#bind-none").await("it is bound", () -> listeners().size() == 1);
    refuse("#bind-none");
  }

  @Test
  void bothAreBoundWithReusePort() {
    twoOnThePort();
    fix("Bind both with SO_REUSEPORT");
    listeners().forEach(each -> assertEquals(ReuseOptions.PORT, each.reuse()));
    assertEquals(2, listeners().size());
  }

  @Test
  void bothAreBoundWithReuseAddr() {
    twoOnThePort();
    fix("Bind both with SO_REUSEADDR");
    listeners().forEach(each -> assertEquals(ReuseOptions.ADDR, each.reuse()));
  }

  @Test
  void theOptionIsSetAtTheOpenSocket() {
    twoOnThePort();
    int descriptor = listeners().getFirst().descriptor();
    fix("Turn SO_REUSEPORT on");
    assertEquals(descriptor, listeners().getFirst().descriptor(), "it was not closed");
    assertEquals(ReuseOptions.PORT, listeners().getFirst().reuse());
  }

  @Test
  void anotherPortIsTaken() {
    twoOnThePort();
    fix("Use port ");
    assertTrue(newest().local().port() != port, "another port");
  }

  @Test
  void anotherAddressIsTaken() {
    twoOnThePort();
    fix("Use 127.0.0.2");
    assertEquals("127.0.0.2:" + port, newest().local().toString());
  }

  @Test
  void theProgramThatHasTheOptionIsSharedWith() throws IOException {
    try (var other = new HoldingProcess("127.0.0.1", true)) {
      window.type("#bind-port", String.valueOf(other.port()));
      refuse("#bind-none");
      window.picture("fix-share");
      fix("Share it: bind with SO_REUSEPORT");
      assertEquals(ReuseOptions.PORT, newest().reuse());
      assertTrue(other.process().isAlive());
    }
  }

  @Test
  void theProgramThatHasThePortIsStopped() throws IOException {
    try (var other = new HoldingProcess("127.0.0.1", false)) {
      window.type("#bind-port", String.valueOf(other.port()));
      refuse("#bind-none");
      fix("Stop java");
      assertFalse(other.process().isAlive());
      assertEquals(other.port(), newest().local().port());
    }
  }

  @Test
  void theDualStackWildcardBecomesIpv6Only() {
    window.type("#bind-address", "0.0.0.0").click("#bind-none");
    window.await("it is bound", () -> listeners().size() == 1);
    window.type("#bind-address", "::");
    refuse("#bind-none");
    fix("Bind IPv6 only");
    assertTrue(newest().plan().socket().v6Only());
  }

  @Test
  void theGroupIsJoinedOnce() {
    window.type("#bind-address", "0.0.0.0").type("#bind-groups", "239.1.2.3 239.1.2.3");
    window.awaitText("#bind-forecast", "239.1.2.3 is joined twice");
    refuse("#bind-none");
    fix("Join 239.1.2.3 once");
    assertEquals(1, newest().groups().size());
  }

  @Test
  void theGroupIsJoinedOnAnInterfaceThatIsThere() {
    window.type("#bind-address", "0.0.0.0").type("#bind-groups", "239.1.2.3@nowhere0");
    window.awaitText("#bind-forecast", "there is no interface nowhere0");
    window.click("#bind-none").awaitText("#refusal-headline", "nowhere0");
    fix("Join on lo");
    assertEquals("lo", newest().groups().getFirst().interfaceName());
  }

  @Test
  void anAddressOfThisMachineIsTaken() {
    window.type("#bind-address", "203.0.113.7");
    refuse("#bind-none");
    fix("Bind 127.0.0.1:" + port);
    assertEquals("127.0.0.1:" + port, newest().local().toString());
  }

  @Test
  void theListenersOptionIsTakenToo() {
    window.click("#bind-reuseaddr").await("it is bound", () -> listeners().size() == 1);
    refuse("#bind-none");
    fix("Share it: bind with SO_REUSEADDR");
    assertEquals(ReuseOptions.ADDR, newest().reuse());
  }

  @Test
  void oneSideHasOneOptionAndOneTheOther() {
    window.click("#bind-reuseaddr").await("it is bound", () -> listeners().size() == 1);
    refuse("#bind-reuseport");
    window.awaitText("#refusal-predicted", "As predicted: refused, listener ");
    fix("Share it: bind with SO_REUSEADDR");
    assertEquals(ReuseOptions.BOTH, newest().reuse());
    window.workbench().close(newest().number());
    refuse("#bind-reuseport");
    fix("Bind both with SO_REUSEPORT");
    assertEquals(ReuseOptions.BOTH, listeners().getFirst().reuse());
  }

  @Test
  void theWildcardAndTheSpecificAddressShareOrStandApart() {
    window.click("#bind-none").await("it is bound", () -> listeners().size() == 1);
    window.type("#bind-address", "0.0.0.0");
    refuse("#bind-reuseaddr");
    window.picture("fix-wildcard");
    fix("Bind both with SO_REUSEADDR");
    assertEquals("0.0.0.0:" + port, newest().local().toString());
    assertEquals("127.0.0.1:" + port, listeners().getFirst().local().toString());
  }

  @Test
  void theFirstGroupsAreJoinedWhenThereAreTooMany() {
    String groups =
        IntStream.range(1, MORE_GROUPS_THAN_ALLOWED)
            .mapToObj(i -> "239.1.2." + i)
            .collect(Collectors.joining(" "));
    window.type("#bind-address", "0.0.0.0");
    WindowDriver.onFx(
        () -> {
          ((TextField) window.node("#bind-groups")).setText(groups);
          return true;
        });
    window.click("#bind-none");
    window.await(
        "it is answered", () -> window.exists("#refusal-headline") || !listeners().isEmpty());
    assumeTrue(listeners().isEmpty(), "this system lets a socket join more groups");
    window.awaitText("#refusal-headline", "ENOBUFS").picture("fix-too-many-groups");
    window.awaitText("#refusal-predicted", "As predicted: refused, 23 groups are more than");
    fix("Join the first ");
    assertFalse(newest().groups().isEmpty());
  }
}
