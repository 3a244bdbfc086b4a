package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Keys that users of such tools have in their fingers, wherever the focus is. */
@Tag("long")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
final class HabitKeysTest {
  private final int port = FreePorts.any();
  private WindowDriver window;

  @BeforeEach
  void open() {
    window = WindowDriver.open();
    window.type("#bind-port", String.valueOf(port));
    window.click("#bind-reuseport").awaitText("#listener-1-state", "Listening");
  }

  @AfterEach
  void close() {
    window.close();
  }

  @Test
  void ctrlEClosesAllAndBindsThemAgain() {
    window.click("#bind-reuseport").awaitText("#listener-2-state", "Listening");
    List<String> before = window.listening();
    assertEquals(2, before.size());
    window.click("#traffic-table").press(KeyCode.CONTROL, KeyCode.E);
    window.await("both are closed", () -> window.listening().isEmpty());
    window.await("it is told", () -> window.notice().contains("2 listeners are closed"));
    window.press(KeyCode.CONTROL, KeyCode.E);
    window.await("both are back", () -> before.equals(window.listening()));
    window.press(KeyCode.CONTROL, KeyCode.Z);
    window.press(KeyCode.CONTROL, KeyCode.SPACE);
    assertEquals(before, window.listening(), "they were taken back once");
  }

  @Test
  void theTableGivesWayToTheWindowsKeysAndHasItsMenu() throws IOException {
    try (var socket = new DatagramSocket()) {
      var to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
      socket.send(new DatagramPacket(new byte[] {'a'}, 1, to));
    }
    window.awaitText("#traffic-count", "1");
    window.click("#traffic-table").press(KeyCode.HOME).awaitText("#detail-headline", "No. 1 ");
    var freeze = (ToggleButton) window.node("#traffic-freeze");
    window.press(KeyCode.CONTROL, KeyCode.SPACE);
    window.await("it stands still", freeze::isSelected);
    window.press(KeyCode.CONTROL, KeyCode.SPACE);
    window.await("it goes on", () -> !freeze.isSelected());
    window.press(KeyCode.SHIFT, KeyCode.F10);
    window.await("its menu", () -> window.exists("#row-copy-hex"));
    window.press(KeyCode.ESCAPE);
  }

  /** What is written in has its own Ctrl+Z, also where a list hangs at it. */
  @Test
  void whereTextIsTypedCtrlZTakesBackWhatWasTyped() {
    window.click("#listener-1-close").await("it is closed", () -> window.listening().isEmpty());
    window.type("#bind-address", "127.0.0.2").press(KeyCode.CONTROL, KeyCode.Z);
    window.type("#bind-port", "1").press(KeyCode.CONTROL, KeyCode.Z);
    assertEquals(List.of(), window.listening());
    window.click("#traffic-table").press(KeyCode.CONTROL, KeyCode.Z);
    window.await("it is back", () -> window.listening().size() == 1);
  }

  @Test
  void aListenerHasAMenuToo() {
    WindowDriver.onFx(
        () -> {
          window.node("#listener-1").requestFocus();
          return true;
        });
    window.press(KeyCode.SHIFT, KeyCode.F10);
    window.await("its menu", () -> window.exists("#listener-1-close-item"));
    window.picture("listener-menu", "#listener-1-close-item").click("#listener-1-close-item");
    window.await("it is closed", () -> window.listening().isEmpty());
  }

  @Test
  void ctrlKOpensTheOptionsAndF10TheMenus() {
    window.click("#traffic-table").press(KeyCode.CONTROL, KeyCode.K);
    window.await("the options", () -> window.exists("#bind-receive-buffer"));
    window.press(KeyCode.ESCAPE).press(KeyCode.F10);
    window.await("the menu", () -> window.exists("#file-bench-open"));
    window.press(KeyCode.ESCAPE);
  }

  @Test
  void theListenerToSendFromIsTheOneThatIsShown() {
    window.click("#bind-reuseport").awaitText("#listener-2-state", "Listening");
    window.click("#bind-reuseport").awaitText("#listener-3-state", "Listening");
    window.click("#send-source-listener");
    var choice = (ComboBox<?>) window.node("#send-source-listeners");
    WindowDriver.onFx(
        () -> {
          choice.getSelectionModel().select(1);
          return true;
        });
    window.await("shown", () -> ShownTexts.below(choice).toString().contains("#2 "));
    window.click("#listener-1-close").await("gone", () -> !window.exists("#listener-1"));
    window.await("one less", () -> choice.getItems().size() == 2);
    assertTrue(String.valueOf(choice.getValue()).contains("number=2"), choice.getValue() + "");
    window.await("still shown", () -> ShownTexts.below(choice).toString().contains("#2 "));
  }
}
