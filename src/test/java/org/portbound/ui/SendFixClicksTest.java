package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.Endpoint;
import org.portbound.socket.PrivateNetwork;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Providers;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SendResult;
import org.portbound.workbench.Source;
import org.portbound.workbench.Workbench;

/** Every kind of fix for a send, clicked: after each the card shows what the kernel says now. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class SendFixClicksTest {
  private static WindowDriver open(Workbench workbench) {
    return WindowDriver.open(workbench, 1280, 800);
  }

  private static WindowDriver open() {
    return open(Workbench.open(Providers.standard(), 8 << 20));
  }

  private static void to(WindowDriver window, String address, int port) {
    window.click("#send-source-any").type("#send-address", address);
    window.type("#send-port", String.valueOf(port));
  }

  private static void refused(WindowDriver window, String errno) {
    window.click("#send-button").awaitText("#refusal-headline", "(" + errno + ")");
    window.awaitText("#send-outcome", "Not sent");
    window.picture("sendfix-" + errno);
  }

  private static void fixed(WindowDriver window, String label, String predicted) {
    new RefusalDriver(window).fix(label);
    window.awaitText("#refusal-headline", "Sent ");
    window.awaitText("#refusal-predicted", predicted).awaitText("#send-outcome", "Sent ");
  }

  private static void payload(WindowDriver window, int lengthBytes) {
    WindowDriver.onFx(
        () -> {
          ((TextArea) window.node("#send-payload")).setText("x".repeat(lengthBytes));
          return true;
        });
  }

  @Test
  void broadcastIsAllowedTheGroupSentByLoopbackAndTheLongMessageStopped() {
    int port = FreePorts.any();
    try (var window = open()) {
      to(window, "127.255.255.255", port);
      refused(window, "EACCES");
      window.dress(ColorScheme.DARK).picture("sendfix-EACCES-dark").dress(ColorScheme.LIGHT);
      fixed(window, "Set SO_BROADCAST", "As predicted: sent, SO_BROADCAST is set");
      window.picture("sendfixed-EACCES");

      window.type("#send-address", "239.1.2.3");
      WindowDriver.onFx(
          () -> {
            @SuppressWarnings("unchecked")
            var choice = (ComboBox<String>) window.node("#send-interface");
            choice.setValue("gone0");
            return true;
          });
      refused(window, "ENODEV");
      fixed(window, "Send by lo", "As predicted: sent, lo was chosen");

      window.type("#send-address", "127.0.0.1");
      payload(window, 65_510);
      window.awaitText("#send-hint", "65510").awaitText("#send-hint", "65507");
      assertTrue(window.node("#send-button").isDisabled(), "no datagram holds that");
    }
  }

  @Test
  void nobodyListensUntilAListenerIsOpened() {
    int port = FreePorts.any();
    try (var window = open()) {
      to(window, "127.0.0.1", port);
      window.click("#send-options").click("#send-connect");
      assertTrue(((CheckBox) window.node("#send-connect")).isSelected());
      window.press(KeyCode.ESCAPE);
      refused(window, "ECONNREFUSED");
      window.dress(ColorScheme.DARK).picture("sendfix-ECONNREFUSED-dark").dress(ColorScheme.LIGHT);
      fixed(window, "Send without connecting", "As predicted: sent");

      refused(window, "ECONNREFUSED");
      fixed(window, "Open a listener there and send", "As predicted: sent, a listener is on");
      window.awaitText("#listener-1-received", "1").picture("sendfixed-ECONNREFUSED");
      window.click("#send-button").awaitText("#send-outcome", "no refusal came back");
    }
  }

  @Test
  void theSourceThatIsTakenIsSharedOrTheListenerSends() {
    int port = FreePorts.any();
    try (var window = open()) {
      window.type("#bind-port", String.valueOf(port));
      window.click("#bind-none").awaitText("#listener-1-state", "Listening");
      window.type("#send-source-address", "127.0.0.1:" + port);
      window.type("#send-address", "127.0.0.1").type("#send-port", String.valueOf(port));
      refused(window, "EADDRINUSE");
      new RefusalDriver(window).fix("Send from listener 1");
      window.awaitText("#refusal-headline", "Sent 12 bytes from 127.0.0.1:" + port);
      window.awaitText("#listener-1-received", "1");

      refused(window, "EADDRINUSE");
      fixed(window, "Turn SO_REUSEPORT on", "As predicted: sent, shares the port with #1");
      window.picture("sendfixed-EADDRINUSE");
      assertEquals(1, window.workbench().listeners().size(), "the sender is no listener");
    }
  }

  @Test
  void withoutARouteOrRoomInANetworkOfItsOwn() {
    try (var network = PrivateNetwork.enter().ip("link", "set", "lo", "mtu", "68");
        var window = open(Workbench.open(network, 8 << 20))) {
      int port = FreePorts.any();
      to(window, "127.0.0.1", port);
      payload(window, 30_000);
      refused(window, "ENOBUFS");
      fixed(window, "Send with a larger buffer", "Predicted: sent or refused, it depends on");
      window.picture("sendfixed-ENOBUFS");

      payload(window, 12);
      window.type("#send-address", "203.0.113.7");
      refused(window, "ENETUNREACH");
      new RefusalDriver(window).find("Add a route");
      // No route leads there, but somebody on that network may know the way.
      network.pair("pb0", "pb1").ip("addr", "add", "192.0.2.1/24", "dev", "pb0");
      refused(window, "ENETUNREACH");
      fixed(window, "Send out of pb0", "As predicted: sent, the socket is tied to pb0");
      window.picture("sendfixed-ENETUNREACH");
    }
  }

  /** Where nobody answers for the address, datagrams wait in the sender's buffer. */
  @Test
  void theFullQueueIsTriedAgainAndThenMadeLarger() {
    try (var network =
            PrivateNetwork.enter()
                .pair("pb0", "pb1")
                .ip("addr", "add", "192.0.2.1/24", "dev", "pb0");
        var window = open(Workbench.open(network, 8 << 20))) {
      window.type("#bind-address", "0.0.0.0");
      window.type("#bind-port", String.valueOf(FreePorts.any()));
      window.click("#bind-none").awaitText("#listener-1-state", "Listening");
      to(window, "192.0.2.2", 9);
      window.click("#send-source-listener");
      payload(window, 1_400);
      fill(window);
      refused(window, "EAGAIN");
      new RefusalDriver(window).fix("Try again");
      window.awaitText("#refusal-predicted", "Predicted: sent or refused");
      window.awaitText("#refusal-headline", "(EAGAIN)").picture("sendfix-again");
      fixed(window, "Send with a larger buffer", "Predicted: sent or refused, it depends on");
    }
  }

  /** Leaves no room in the listener's send buffer. */
  private static void fill(WindowDriver window) {
    ListenerView listener = window.workbench().listeners().getFirst();
    var plan =
        new SendPlan(
            new Source.Listener(listener.number()),
            Endpoint.parse("192.0.2.2:9"),
            new byte[1_400],
            SendOptions.DEFAULT,
            new SendSetup(false, null, OptionalInt.of(2_048)));
    window.await(
        "the buffer is full",
        () -> window.workbench().sending().send(plan) instanceof SendResult.Failed);
  }
}
