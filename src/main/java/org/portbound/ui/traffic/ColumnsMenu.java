package org.portbound.ui.traffic;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Setting;
import org.portbound.ui.control.UiContext;

/** Chooses the columns, and how the time is told. JavaFX thread. */
final class ColumnsMenu extends MenuButton {
  private static final Setting<TimeFormat> TIME = Setting.choice("traffic.time", TimeFormat.CLOCK);

  private final UiContext context;
  private final TrafficTable table;
  private final ToggleGroup times = new ToggleGroup();

  /** Show what holds now. */
  private final List<Runnable> refresh = new ArrayList<>();

  ColumnsMenu(UiContext context, TrafficTable table) {
    super(context.say("ui.traffic-columns.label"), Icons.of(Feather.COLUMNS));
    this.context = context;
    this.table = table;
    context.named(this, "traffic-columns");
    getStyleClass().addAll("flat", "pb-tool");
    fill();
    setOnShowing(event -> refresh.forEach(Runnable::run));
    table.setTimeFormat(context.settings().get(TIME));
  }

  private void fill() {
    for (TrafficColumn each : TrafficColumn.values()) {
      var item = new CheckMenuItem(context.say("ui.traffic.column." + each.id()));
      item.setId("column-" + each.id());
      item.setOnAction(event -> table.columns().show(each, item.isSelected()));
      refresh.add(() -> show(each, item));
      getItems().add(item);
    }
    getItems().addAll(new SeparatorMenuItem(), heading("ui.traffic.time"));
    for (TimeFormat each : TimeFormat.values()) {
      getItems().add(time(each));
    }
    var reset = new MenuItem(context.say("ui.traffic.columns-reset"));
    reset.setId("columns-reset");
    reset.setOnAction(event -> table.columns().reset());
    getItems().addAll(new SeparatorMenuItem(), reset);
  }

  private void show(TrafficColumn column, CheckMenuItem item) {
    TrafficColumns columns = table.columns();
    String title = columns.title(column);
    item.setSelected(columns.shown(column));
    item.setText(
        columns.crowdedOut(column) ? context.say("ui.traffic.column-no-room", title) : title);
  }

  private MenuItem heading(String key) {
    var heading = new MenuItem(context.say(key));
    heading.setDisable(true);
    return heading;
  }

  private RadioMenuItem time(TimeFormat format) {
    var item = new RadioMenuItem(context.say("ui.traffic.time." + format.id()));
    item.setId("time-" + format.id());
    item.setToggleGroup(times);
    refresh.add(() -> item.setSelected(table.cells().timeFormat() == format));
    item.setOnAction(
        event -> {
          context.settings().put(TIME, format);
          table.setTimeFormat(format);
        });
    return item;
  }
}
