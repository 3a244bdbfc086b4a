package org.portbound.ui.traffic.file;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.RowView;
import org.portbound.file.ChosenRows;
import org.portbound.file.SaveFormat;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.LatePopOver;
import org.portbound.ui.control.Segments;
import org.portbound.ui.control.UiContext;

/** Which datagrams are saved and as what: asked before the file is chosen. */
final class SaveChoice {
  private final UiContext context;
  private final Map<Rows, RadioButton> rows = new EnumMap<>(Rows.class);
  private final Map<SaveFormat, ToggleButton> formats = new EnumMap<>(SaveFormat.class);
  private final LatePopOver popOver = new LatePopOver(PopOver.ArrowLocation.TOP_RIGHT);

  /** Which datagrams. */
  private enum Rows {
    ALL,
    SHOWN,
    MARKED
  }

  /**
   * @param choose wants the file to be chosen and the datagrams to be saved
   */
  SaveChoice(UiContext context, Runnable choose) {
    this.context = context;
    var group = new ToggleGroup();
    for (Rows each : Rows.values()) {
      RadioButton button =
          context.named(new RadioButton(), "save-" + each.name().toLowerCase(Locale.ROOT));
      button.setToggleGroup(group);
      rows.put(each, button);
    }
    for (SaveFormat each : SaveFormat.values()) {
      String id = "save-" + each.extension();
      formats.put(each, context.named(new ToggleButton(context.say("ui." + id + ".label")), id));
    }
    var title = new Label(context.say("ui.save.rows"));
    title.getStyleClass().add("pb-label");
    var format = new Label(context.say("ui.save.format"));
    format.getStyleClass().add("pb-label");
    Button start = context.named(new Button(context.say("ui.save-choose.label")), "save-choose");
    start.setGraphic(Icons.of(Feather.FOLDER));
    start.getStyleClass().add("accent");
    start.setDefaultButton(true);
    start.setOnAction(
        event -> {
          popOver.hide();
          choose.run();
        });
    var parts = new ArrayList<Node>(List.of(title));
    parts.addAll(rows.values());
    parts.addAll(
        List.of(format, Segments.of(formats.values().toArray(ToggleButton[]::new)), start));
    var box = new VBox(8);
    box.getChildren().addAll(parts);
    box.getStyleClass().add("pb-popover");
    popOver.setContentNode(box);
  }

  /** Opens below a button, or closes. */
  void toggle(Node button, Shown shown) {
    if (popOver.isShowing()) {
      popOver.hide();
      return;
    }
    name(Rows.ALL, shown.rows().end() - shown.rows().first());
    name(Rows.SHOWN, shown.view().end() - shown.view().first());
    name(Rows.MARKED, shown.marked().length);
    if (rows.values().stream().noneMatch(each -> each.isSelected() && !each.isDisabled())) {
      button(Rows.ALL).setSelected(true);
    }
    popOver.show(button);
  }

  private void name(Rows which, long count) {
    button(which).setText(context.say("ui.save.rows." + which, Formats.count(count)));
    button(which).setDisable(count == 0);
  }

  private RadioButton button(Rows which) {
    return Objects.requireNonNull(rows.get(which));
  }

  /** The format that is chosen. */
  SaveFormat format() {
    return formats.entrySet().stream()
        .filter(each -> each.getValue().isSelected())
        .findFirst()
        .map(Map.Entry::getKey)
        .orElse(SaveFormat.PCAPNG);
  }

  /** The datagrams that are chosen. */
  RowView rows(Shown shown) {
    if (button(Rows.MARKED).isSelected()) {
      return new ChosenRows(shown.marked());
    }
    return button(Rows.SHOWN).isSelected() ? shown.view() : RowView.all(shown.rows());
  }
}
