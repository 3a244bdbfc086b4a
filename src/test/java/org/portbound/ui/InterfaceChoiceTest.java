package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.PrivateNetwork;
import org.portbound.ui.control.InterfaceChoice;
import org.portbound.ui.control.Setting;
import org.portbound.ui.control.Settings;
import org.portbound.workbench.Workbench;

/** The choice of an interface while cables are plugged in and out. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class InterfaceChoiceTest {
  private static InterfaceChoice choice(WindowDriver window) {
    Node found = window.node("#bind-interface");
    return (InterfaceChoice) found;
  }

  @Test
  void followsTheCablesAndKeepsWhatWasChosen() {
    try (var network = PrivateNetwork.enter();
        var settings = Settings.unsaved()) {
      var remembered = Setting.text("interface.bind-interface", "");
      settings.put(remembered, "pb0");
      try (var window = WindowDriver.open(Workbench.open(network, 8 << 20), settings, 1280, 800)) {
        window.await("it is marked", () -> choice(window).missingProperty().get() != null);
        assertEquals("pb0", choice(window).name(), "no other one takes its place");
        window.type("#bind-address", "0.0.0.0").type("#bind-groups", "239.1.2.3");
        window.awaitText("#bind-groups-hint", "There is no interface pb0 here. There are: lo.");
        window.picture("interface-missing");

        network.ip("link", "add", "pb0", "type", "veth", "peer", "name", "pb1");
        network.ip("addr", "add", "192.0.2.1/24", "dev", "pb0");
        window.await("it is there", () -> choice(window).missingProperty().get() == null);
        assertTrue(choice(window).getItems().contains("pb1"), "and so is the other");
        window.awaitText("#bind-groups-hint", "Joined on pb0");
        window
            .click("#bind-interface")
            .picture("interface-list", ".pb-interface-choice .list-view");

        network.ip("link", "del", "pb0");
        window.await("it is gone again", () -> choice(window).missingProperty().get() != null);
        assertFalse(choice(window).getItems().contains("pb1"), "it is not offered any more");
        assertEquals("pb0", settings.get(remembered));
      }
    }
  }
}
