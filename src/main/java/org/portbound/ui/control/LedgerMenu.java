package org.portbound.ui.control;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuItem;
import org.portbound.socket.CallTotals;
import org.portbound.workbench.LedgerEntry;

/** The menu of the list of calls: copy those selected or all that are shown, explain one. */
final class LedgerMenu extends ContextMenu {
  private final UiContext context;
  private final ListView<LedgerEntry> list;
  private final MenuItem selected;

  LedgerMenu(UiContext context, ListView<LedgerEntry> list, Runnable explain) {
    this.context = context;
    this.list = list;
    this.selected = item("copy-selected", list.getSelectionModel()::getSelectedItems);
    MenuItem explained = new MenuItem(context.say("ui.ledger-menu.explain"));
    explained.setId("ledger-menu-explain");
    explained.setOnAction(_ -> explain.run());
    getItems().addAll(selected, item("copy-all", list::getItems), explained);
    setOnShowing(_ -> refresh());
  }

  private MenuItem item(String id, Supplier<List<LedgerEntry>> entries) {
    var item = new MenuItem(context.say("ui.ledger-menu." + id));
    item.setId("ledger-menu-" + id);
    item.setOnAction(_ -> copy(context, entries.get()));
    return item;
  }

  private void refresh() {
    int count = list.getSelectionModel().getSelectedItems().size();
    selected.setText(
        count == 1
            ? context.say("ui.ledger-menu.copy-one")
            : context.say("ui.ledger-menu.copy-selected"));
    selected.setDisable(count == 0);
  }

  /** As strace prints them, a line each; of a run what it came to as well. */
  static void copy(UiContext context, List<LedgerEntry> entries) {
    TextCopy.put(
        entries.stream()
            .map(entry -> line(context, entry))
            .collect(Collectors.joining("\n", "", "\n")));
  }

  private static String line(UiContext context, LedgerEntry entry) {
    CallTotals run = entry.totals();
    String words = run == null ? "" : RunText.of(context, run);
    return words.isEmpty() ? entry.call().toString() : entry.call() + "  " + words;
  }
}
