package org.portbound.ui.traffic;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;
import org.portbound.decode.Protocol;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.UiContext;

/**
 * What can be done with the selected row. What belongs to another part of the window comes in once
 * that part has said what it does. JavaFX thread.
 */
final class RowMenu extends ContextMenu {
  private static final List<TrafficColumn> FILTERED =
      List.of(
          TrafficColumn.SOURCE,
          TrafficColumn.DESTINATION,
          TrafficColumn.LISTENER,
          TrafficColumn.LENGTH,
          TrafficColumn.TTL,
          TrafficColumn.INTERFACE,
          TrafficColumn.INFO);

  private static final KeyCombination COPY =
      new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

  private final UiContext context;
  private final RowActions actions;

  RowMenu(UiContext context, RowActions actions) {
    this.context = context;
    this.actions = actions;
    setId("row-menu");
    // The table hears it, as everything that can be copied from does; it is no key of the window.
    add("copy-text", actions::copyText).setAccelerator(COPY);
    add("copy-hex", actions::copyHex);
    add("copy-csv", actions::copyCsv);
    getItems().add(new SeparatorMenuItem());
    add("mark", actions::toggleMark, TrafficKeys.MARK);
    add("comment", actions::comment, TrafficKeys.COMMENT);
    setOnShowing(event -> getItems().forEach(each -> each.setDisable(!actions.rowSelected())));
  }

  private MenuItem add(String name, Runnable deed) {
    return add(action(name, deed));
  }

  private void add(String name, Runnable deed, KeyCombination key) {
    add(action(name, deed).withKey(key));
  }

  private Action action(String name, Runnable deed) {
    return new Action("row-" + name, Kind.DATAGRAMS, context.say("ui.row-menu." + name), deed)
        .on("desk")
        .unless(() -> !actions.rowSelected(), context.say("ui.palette.off.row"));
  }

  private MenuItem add(Action action) {
    MenuItem item = context.actions().add(action).item(action.id());
    getItems().add(item);
    return item;
  }

  /** Adds what makes a filter of the row's fields. */
  void addFilters(TrafficFilter filter) {
    getItems().add(new SeparatorMenuItem());
    getItems().add(filterMenu("filter", filter::use));
    getItems().add(filterMenu("filter-too", filter::useToo));
    add("filter-sender", () -> actions.withRow(filter::followSender));
  }

  private Menu filterMenu(String name, BiConsumer<Datagram, String> use) {
    var menu = new Menu(context.say("ui.row-menu." + name));
    menu.setId("row-" + name);
    for (TrafficColumn each : FILTERED) {
      var item = new MenuItem(context.say("ui.traffic.column." + each.id()));
      item.setId("row-" + name + "-" + each.id());
      item.setOnAction(event -> actions.withRow(row -> use.accept(row, each.id())));
      menu.getItems().add(item);
    }
    return menu;
  }

  /** Adds what says how the payloads of the row's port are read. */
  void addDecoding(List<Protocol> protocols, Consumer<@Nullable Protocol> decodeAs) {
    var menu = new Menu(context.say("ui.detail-decode-as.label"));
    menu.setId("row-decode-as");
    var automatic = new MenuItem(context.say("ui.detail-decode-as.automatic"));
    automatic.setId("row-decode-as-automatic");
    automatic.setOnAction(event -> decodeAs.accept(null));
    menu.getItems().addAll(automatic, new SeparatorMenuItem());
    for (Protocol each : protocols) {
      var item = new MenuItem(context.say(each.label()));
      item.setId("row-decode-as-" + each.id());
      item.setOnAction(event -> decodeAs.accept(each));
      menu.getItems().add(item);
    }
    getItems().addAll(new SeparatorMenuItem(), menu);
  }

  /** Adds what fills the send panel with the selected row. */
  void addSending(Runnable reply, Runnable sendAgain) {
    getItems().add(new SeparatorMenuItem());
    add("reply", reply);
    add("send-again", sendAgain);
  }
}
