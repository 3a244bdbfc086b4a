package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.PrivateNetwork;
import org.portbound.socket.SocketPlan;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.Workbench;

/** The interfaces while they come and go. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class InterfacesPageTest {
  @Test
  void followsTheCablesAndShowsTheGroups() {
    try (var network = PrivateNetwork.enter();
        var window = WindowDriver.open(Workbench.open(network, 8 << 20), 1280, 800)) {
      SocketPlan plan =
          SocketPlan.of(Endpoint.parse("0.0.0.0:0"))
              .withGroups(List.of(GroupMembership.read("239.255.255.250", "lo").orThrow()));
      window.workbench().open(new ListenerPlan(plan, false));
      window.press(KeyCode.CONTROL, KeyCode.DIGIT6);
      window.awaitText("#interfaces-count", "1");
      network
          .ip("link", "add", "pb0", "type", "veth", "peer", "name", "pb1")
          .ip("addr", "add", "192.0.2.1/24", "dev", "pb0")
          .ip("link", "set", "pb0", "up")
          .ip("tuntap", "add", "pbtun", "mode", "tun");
      window.awaitText("#interfaces-count", "4");
      window.awaitText("#interfaces-groups-title", "Groups joined on lo");
      window.picture("interfaces").dress(ColorScheme.DARK).picture("interfaces-dark");
      TableView<?> table = (TableView<?>) window.node("#interfaces-table");
      window.click("#interfaces-table").press(KeyCode.END);
      window.await("the last is chosen", () -> table.getSelectionModel().getSelectedIndex() == 3);
      network.ip("link", "del", "pb0").ip("tuntap", "del", "pbtun", "mode", "tun");
      window.awaitText("#interfaces-count", "1");
      assertEquals("lo", ((Interface) table.getItems().getFirst()).name());
    }
  }
}
