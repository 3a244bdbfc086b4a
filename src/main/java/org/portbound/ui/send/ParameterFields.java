package org.portbound.ui.send;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import org.portbound.ui.control.UiContext;

/**
 * A field for each parameter that stands in the payload; none, and no room, where there is none.
 */
final class ParameterFields extends FlowPane {
  private static final double WIDTH_PX = 176;

  /** Two fields with their names stand in one row. */
  private static final double ROW_PX = 620;

  private final UiContext context;
  private final Runnable changed;
  private final Map<String, TextField> fields = new LinkedHashMap<>();

  /** What they were, so that one that is deleted and typed again has its value. */
  private final Map<String, String> values = new LinkedHashMap<>();

  /**
   * @param changed is told when a value changes
   */
  ParameterFields(UiContext context, Runnable changed) {
    super(8, 4);
    this.context = context;
    this.changed = changed;
    setAlignment(Pos.CENTER_LEFT);
    setPrefWrapLength(ROW_PX);
  }

  /** Takes these values in the place of those there are. */
  void setValues(Map<String, String> usual) {
    values.clear();
    values.putAll(usual);
    fields.forEach((name, field) -> field.setText(values.getOrDefault(name, "")));
  }

  /** Has exactly these. */
  void show(List<String> names) {
    if (List.copyOf(fields.keySet()).equals(names)) {
      return;
    }
    fields.clear();
    getChildren().clear();
    for (String name : names) {
      var field = new TextField(values.getOrDefault(name, ""));
      field.setPrefWidth(WIDTH_PX);
      field.getStyleClass().add("pb-mono");
      UiContext.label(field, "send-param-" + name, context.say("ui.send-param.name", name));
      UiContext.tip(field, context.say("ui.send-param.tip", name));
      field
          .textProperty()
          .subscribe(
              (before, now) -> {
                values.put(name, now);
                changed.run();
              });
      var label = new Label(name);
      label.getStyleClass().add("pb-label");
      label.setLabelFor(field);
      fields.put(name, field);
      getChildren().addAll(label, field);
    }
  }

  boolean isEmpty() {
    return fields.isEmpty();
  }

  /** The values of those that are shown. */
  Map<String, String> values() {
    var shown = new LinkedHashMap<String, String>();
    fields.forEach((name, field) -> shown.put(name, field.getText()));
    return shown;
  }
}
