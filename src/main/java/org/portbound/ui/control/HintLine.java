package org.portbound.ui.control;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.kordamp.ikonli.feather.Feather;

/**
 * The line below one or more fields: what is wrong with them, else what they mean now. Its height
 * is always the same, so nothing moves while the user types.
 */
public final class HintLine extends HBox {
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
  private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
  private static final double LINE_HEIGHT_PX = 16;

  private final Label sentence = new Label();
  private final StackPane mark = new StackPane();
  private final Supplier<Hint> hint;
  private final List<FieldChecks.Field<?>> fields;

  /**
   * What good input means.
   *
   * @param text a sentence or half of one
   * @param warning whether the kernel takes it but the user may not want it
   */
  public record Hint(String text, boolean warning) {
    /** Nothing to worry about. */
    public static Hint neutral(String text) {
      return new Hint(text, false);
    }

    /** Allowed, and probably not meant. */
    public static Hint warning(String text) {
      return new Hint(text, true);
    }
  }

  /**
   * @param lines how many lines it has room for
   * @param hint what to say when every field is good
   * @param fields the fields it speaks for; it changes with them
   */
  public HintLine(int lines, Supplier<Hint> hint, FieldChecks.Field<?>... fields) {
    this.hint = hint;
    this.fields = List.of(fields);
    getStyleClass().add("pb-hint");
    setSpacing(6);
    setAlignment(Pos.TOP_LEFT);
    mark.setMinHeight(LINE_HEIGHT_PX);
    mark.setMaxHeight(LINE_HEIGHT_PX);
    sentence.setWrapText(true);
    sentence.setMinWidth(0);
    sentence.setMinHeight(LINE_HEIGHT_PX);
    setMinHeight(lines * LINE_HEIGHT_PX);
    setPrefHeight(lines * LINE_HEIGHT_PX);
    setMaxWidth(Double.MAX_VALUE);
    getChildren().setAll(mark, sentence);
    for (FieldChecks.Field<?> field : fields) {
      field.parsedProperty().subscribe(this::refresh);
    }
    refresh();
  }

  /** What it says now. */
  public String sentence() {
    return sentence.getText();
  }

  /** Says again what is to be said. */
  public void refresh() {
    Optional<String> fault =
        fields.stream().map(FieldChecks.Field::fault).flatMap(Optional::stream).findFirst();
    Hint good = fault.isPresent() ? Hint.neutral("") : hint.get();
    pseudoClassStateChanged(DANGER, fault.isPresent());
    pseudoClassStateChanged(WARNING, good.warning());
    boolean marked = fault.isPresent() || good.warning();
    mark.setManaged(marked);
    mark.getChildren().clear();
    if (fault.isPresent()) {
      mark.getChildren().add(Icons.of(Feather.ALERT_CIRCLE, "pb-icon-small", "pb-icon-danger"));
    } else if (good.warning()) {
      mark.getChildren().add(Icons.of(Feather.ALERT_TRIANGLE, "pb-icon-small", "pb-icon-warning"));
    }
    sentence.setText(fault.orElse(good.text()));
    for (FieldChecks.Field<?> field : fields) {
      field.input().setAccessibleHelp(field.fault().orElse(""));
    }
  }
}
