package org.portbound.ui.traffic.filter;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.filter.NamedFilter;
import org.portbound.text.Message;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.UndoList;

/** The filters with names, and a place to name the one in the field. */
final class SavedMenu extends MenuButton {
  private static final int NAME_COLUMNS = 16;

  private final UiContext context;
  private final SavedFilters saved;
  private final FilterBar bar;

  SavedMenu(UiContext context, SavedFilters saved, FilterBar bar) {
    this.context = context;
    this.saved = saved;
    this.bar = bar;
    context.named(this, "traffic-filter-saved");
    setGraphic(Icons.of(Feather.BOOKMARK));
    getStyleClass().addAll("flat", "pb-tool");
    // An empty menu would not open.
    getItems().add(new MenuItem());
    setOnShowing(event -> fill());
    context.actions().addEach(() -> saved.all().stream().map(this::use).toList());
  }

  private void forget(NamedFilter filter) {
    saved.forget(filter.name());
    UndoList.of(context)
        .add(
            new UndoList.Step(
                Message.of("ui.undo.filter-removed", filter.name()),
                Message.of("ui.undo.filter-remove", filter.name()),
                () -> saved.merge(List.of(filter))));
  }

  private Action use(NamedFilter filter) {
    return new Action(
            "filter-" + filter.name(),
            Kind.DATAGRAMS,
            context.say("ui.traffic-filter-saved.use", filter.name()),
            () -> bar.use(filter.filter()))
        .on("desk");
  }

  private void fill() {
    getItems().clear();
    var forget = new Menu(context.say("ui.traffic-filter-saved.forget"));
    for (NamedFilter each : saved.all()) {
      getItems().add(use(each).fill(new MenuItem(each.name() + "   " + each.filter()), ""));
      var remove = new MenuItem(each.name());
      remove.setMnemonicParsing(false);
      remove.setId("traffic-filter-forget-" + each.name());
      remove.setOnAction(event -> forget(each));
      forget.getItems().add(remove);
    }
    if (getItems().isEmpty()) {
      var none = new MenuItem(context.say("ui.traffic-filter-saved.none"));
      none.setDisable(true);
      getItems().add(none);
    } else {
      getItems().add(forget);
    }
    getItems().addAll(new SeparatorMenuItem(), keepItem());
  }

  private CustomMenuItem keepItem() {
    var name = context.named(new TextField(), "traffic-filter-name");
    name.setPromptText(context.say("ui.traffic-filter-name.name"));
    name.setPrefColumnCount(NAME_COLUMNS);
    name.setDisable(bar.text().isBlank());
    Button keep =
        context.named(
            new Button(context.say("ui.traffic-filter-keep.label")), "traffic-filter-keep");
    keep.disableProperty().bind(name.textProperty().map(String::isBlank));
    Runnable action =
        () -> {
          if (!name.getText().isBlank()) {
            saved.keep(new NamedFilter(name.getText().strip(), bar.text().strip()));
            hide();
          }
        };
    name.setOnAction(event -> action.run());
    keep.setOnAction(event -> action.run());
    var item = new CustomMenuItem(new HBox(8, name, keep), false);
    item.getStyleClass().add("pb-filter-keep");
    return item;
  }
}
