package org.portbound.ui.control;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;

/**
 * The line below one or more fields: what is wrong with them, else what they mean now. Its height
 * is always the same, so nothing moves while the user types.
 */
public final class HintLine extends Label {
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");
  private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
  private static final double LINE_HEIGHT_PX = 16;

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
    setWrapText(true);
    setAlignment(Pos.TOP_LEFT);
    setMinHeight(lines * LINE_HEIGHT_PX);
    setPrefHeight(lines * LINE_HEIGHT_PX);
    setMaxWidth(Double.MAX_VALUE);
    setGraphicTextGap(6);
    for (FieldChecks.Field<?> field : fields) {
      field.parsedProperty().subscribe(this::refresh);
    }
  }

  /** Says again what is to be said. */
  public void refresh() {
    Optional<String> fault =
        fields.stream().map(FieldChecks.Field::fault).flatMap(Optional::stream).findFirst();
    Hint good = fault.isPresent() ? Hint.neutral("") : hint.get();
    pseudoClassStateChanged(DANGER, fault.isPresent());
    pseudoClassStateChanged(WARNING, good.warning());
    if (fault.isPresent()) {
      setGraphic(Icons.of(Feather.ALERT_CIRCLE, "pb-icon-small", "pb-icon-danger"));
    } else if (good.warning()) {
      setGraphic(Icons.of(Feather.ALERT_TRIANGLE, "pb-icon-small", "pb-icon-warning"));
    } else {
      setGraphic(null);
    }
    setText(fault.orElse(good.text()));
    for (FieldChecks.Field<?> field : fields) {
      field.input().setAccessibleHelp(field.fault().orElse(""));
    }
  }
}
