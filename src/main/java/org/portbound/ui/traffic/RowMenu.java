package org.portbound.ui.traffic;

import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.portbound.capture.Datagram;
import org.portbound.socket.Endpoint;
import org.portbound.ui.control.UiContext;

/**
 * What can be done with the selected row. What belongs to another part of the window comes in once
 * that part has said what it does. JavaFX thread.
 */
final class RowMenu extends ContextMenu {
  private final UiContext context;
  private final RowActions actions;

  RowMenu(UiContext context, RowActions actions) {
    this.context = context;
    this.actions = actions;
    setId("row-menu");
    add("copy-text", actions::copyText)
        .setAccelerator(new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN));
    add("copy-hex", actions::copyHex);
    add("copy-csv", actions::copyCsv);
    getItems().add(new SeparatorMenuItem());
    add("mark", actions::toggleMark).setAccelerator(TrafficKeys.MARK);
    add("comment", actions::comment).setAccelerator(TrafficKeys.COMMENT);
    setOnShowing(event -> getItems().forEach(each -> each.setDisable(!actions.rowSelected())));
  }

  private MenuItem add(String name, Runnable action) {
    var item = new MenuItem(context.say("ui.row-menu." + name));
    item.setId("row-" + name);
    item.setMnemonicParsing(false);
    item.setOnAction(event -> action.run());
    getItems().add(item);
    return item;
  }

  /**
   * Adds what makes a filter of the row's fields.
   *
   * @param filter takes a filter in its own language
   */
  void addFilters(Consumer<String> filter) {
    getItems().add(new SeparatorMenuItem());
    addFilter("filter-source", filter, row -> "src " + address(row.source()));
    addFilter(
        "filter-sender",
        filter,
        row -> "src " + address(row.source()) + " and sport " + row.source().port());
    addFilter("filter-listener", filter, row -> "listener " + row.listener());
  }

  private void addFilter(String name, Consumer<String> filter, Function<Datagram, String> text) {
    add(name, () -> actions.withRow(row -> filter.accept(text.apply(row))));
  }

  /** Without the interface of a link-local one: a row's interface is a field of its own. */
  private static String address(Endpoint endpoint) {
    return Endpoint.text(endpoint.address()).replaceFirst("%.*", "");
  }

  /** Adds what fills the send panel with the selected row. */
  void addSending(Runnable reply, Runnable sendAgain) {
    getItems().add(new SeparatorMenuItem());
    add("reply", reply);
    add("send-again", sendAgain);
  }
}
