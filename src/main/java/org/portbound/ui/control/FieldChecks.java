package org.portbound.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.TextInputControl;
import org.controlsfx.validation.ValidationResult;
import org.controlsfx.validation.ValidationSupport;
import org.controlsfx.validation.Validator;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/** The fields of one form that are read while the user types, and whether all of them are good. */
public final class FieldChecks {
  private final UiContext context;
  private final ValidationSupport support = new ValidationSupport();
  private final FieldMarks marks = new FieldMarks();
  private final List<Field<?>> fields = new ArrayList<>();
  private final ReadOnlyBooleanWrapper invalid = new ReadOnlyBooleanWrapper(false);

  /** A form without fields. */
  public FieldChecks(UiContext context) {
    this.context = context;
    support.setValidationDecorator(marks);
  }

  /** Whether any field is bad. */
  public ReadOnlyBooleanProperty invalidProperty() {
    return invalid.getReadOnlyProperty();
  }

  /** Adds a text field or area. */
  public <T> Field<T> add(TextInputControl input, Function<String, Parsed<T>> reader) {
    var field = new Field<>(input, reader);
    fields.add(field);
    Validator<String> validator =
        (control, text) ->
            ValidationResult.fromErrorIf(control, field.fault().orElse(""), field.isInvalid());
    support.registerValidator(input, false, validator);
    field.readAgain();
    return field;
  }

  /** Adds a combo box in which one can type. */
  public <T> Field<T> add(ComboBox<String> box, Function<String, Parsed<T>> reader) {
    marks.frame(box.getEditor(), box);
    return add(box.getEditor(), reader);
  }

  /** Reads every field again, after something beside the fields changed what they mean. */
  public void readAgain() {
    fields.forEach(Field::readAgain);
    support.revalidate();
  }

  private void update() {
    invalid.set(fields.stream().anyMatch(Field::isInvalid));
  }

  /**
   * A field and what it reads as.
   *
   * @param <T> what is read
   */
  public final class Field<T> {
    private final TextInputControl input;
    private final Function<String, Parsed<T>> reader;
    private final ReadOnlyObjectWrapper<@Nullable Parsed<T>> parsed =
        new ReadOnlyObjectWrapper<>(null);

    private Field(TextInputControl input, Function<String, Parsed<T>> reader) {
      this.input = input;
      this.reader = reader;
      input.textProperty().subscribe((before, now) -> readAgain());
    }

    private void readAgain() {
      boolean ignored = input.isDisabled();
      String text = input.getText() == null ? "" : input.getText();
      Parsed<T> now = ignored ? null : reader.apply(text);
      if (!Objects.equals(now, parsed.get())) {
        parsed.set(now);
        update();
      }
    }

    /** Changes with every key. */
    public ReadOnlyObjectProperty<@Nullable Parsed<T>> parsedProperty() {
      return parsed.getReadOnlyProperty();
    }

    /** The control that has the focus while the user types. */
    public Control input() {
      return input;
    }

    /** What was read, if it is good. */
    public Optional<T> value() {
      return parsed.get() instanceof Parsed.Valid<T>(T value)
          ? Optional.of(value)
          : Optional.empty();
    }

    private boolean isInvalid() {
      return parsed.get() instanceof Parsed.Invalid<T>;
    }

    /** The sentence that says what is wrong, if something is. */
    public Optional<String> fault() {
      return parsed.get() instanceof Parsed.Invalid<T>(Message why)
          ? Optional.of(context.say(why))
          : Optional.empty();
    }
  }
}
