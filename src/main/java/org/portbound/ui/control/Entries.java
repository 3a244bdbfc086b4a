package org.portbound.ui.control;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.ListView;
import javafx.scene.control.SelectionModel;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import org.jspecify.annotations.Nullable;

/**
 * What the user has typed and chosen in the controls of a window, by their ids, carried over to the
 * controls of the next one. A choice is carried by what is chosen; where that is a word of the
 * language, by its place. JavaFX thread.
 */
public final class Entries {
  /** A choice may bring fields with it, and one of these another. */
  private static final int ROUNDS = 4;

  private final Map<String, WeakReference<Control>> controls = new LinkedHashMap<>();
  private final Map<String, Entry> taken = new HashMap<>();

  /** What stands in one control. */
  private sealed interface Entry {
    record Text(String text, int anchor, int caret) implements Entry {}

    record Toggle(boolean on, boolean indeterminate) implements Entry {}

    record Choice(Object value, int place) implements Entry {}

    record Amount(double value) implements Entry {}
  }

  /** A control of the window that is being built or used; the newest with its id counts. */
  void add(String id, Control control) {
    controls.put(id, new WeakReference<>(control));
  }

  /** Takes what stands in the window; the controls that come now are another window's. */
  void take() {
    taken.clear();
    controls.forEach(
        (id, reference) -> {
          Control control = reference.get();
          if (control != null) {
            entry(control).ifPresent(found -> taken.put(id, found));
          }
        });
    controls.clear();
  }

  private static Optional<Entry> entry(Control control) {
    return Optional.ofNullable(
        switch (control) {
          case TextInputControl input ->
              new Entry.Text(
                  input.getText() == null ? "" : input.getText(),
                  input.getAnchor(),
                  input.getCaretPosition());
          case ComboBox<?> box when box.isEditable() ->
              new Entry.Text(
                  box.getEditor().getText(),
                  box.getEditor().getAnchor(),
                  box.getEditor().getCaretPosition());
          case ComboBox<?> box -> choice(box.getSelectionModel());
          case ChoiceBox<?> box -> choice(box.getSelectionModel());
          case ListView<?> list when list.getSelectionModel() != null ->
              choice(list.getSelectionModel());
          case CheckBox box -> new Entry.Toggle(box.isSelected(), box.isIndeterminate());
          case ToggleButton button -> new Entry.Toggle(button.isSelected(), false);
          case Spinner<?> spinner when spinner.isEditable() ->
              new Entry.Text(spinner.getEditor().getText(), 0, 0);
          case Slider slider -> new Entry.Amount(slider.getValue());
          default -> null;
        });
  }

  private static Entry.@Nullable Choice choice(SelectionModel<?> model) {
    Object value = model.getSelectedItem();
    return value == null ? null : new Entry.Choice(value, model.getSelectedIndex());
  }

  /** What stands in the window and can be kept in a file, by ids: texts, and whether it is on. */
  Map<String, Object> plain() {
    Map<String, Object> plain = new HashMap<>();
    controls.forEach(
        (id, reference) -> {
          Control control = reference.get();
          if (control != null) {
            switch (entry(control).orElse(null)) {
              case Entry.Text(String text, int _, int _) -> plain.put(id, text);
              case Entry.Toggle(boolean on, boolean indeterminate) when !indeterminate ->
                  plain.put(id, on);
              case Entry.Choice(String word, int _) -> plain.put(id, word);
              case null, default -> {}
            }
          }
        });
    return plain;
  }

  /**
   * Gives the window what was kept of one before; what no control knows waits for {@link #fill}.
   */
  void give(Map<String, Object> plain) {
    taken.clear();
    plain.forEach(
        (id, value) -> {
          if (value instanceof Boolean on) {
            taken.put(id, new Entry.Toggle(on, false));
          } else if (value instanceof String text) {
            taken.put(id, new Entry.Text(text, text.length(), text.length()));
          }
        });
    giveTo(each -> true);
  }

  /** Puts what was taken into the window that has been built since. */
  public void give() {
    giveTo(each -> true);
    taken.clear();
  }

  /**
   * Builds a part of the window, and gives its controls what is left for them; what the user has
   * done to others meanwhile stays.
   *
   * @param <T> kind of the part
   */
  public <T> T fill(Supplier<T> part) {
    Set<String> before = Set.copyOf(controls.keySet());
    T built = part.get();
    giveTo(each -> !before.contains(each));
    return built;
  }

  private void giveTo(Predicate<String> ids) {
    for (int round = 0; round < ROUNDS && !taken.isEmpty(); round++) {
      List<String> here = controls.keySet().stream().filter(ids).toList();
      here.stream().filter(each -> !isWritten(each)).forEach(this::give);
      here.stream().filter(this::isWritten).forEach(this::give);
    }
  }

  private boolean isWritten(String id) {
    return taken.get(id) instanceof Entry.Text && !isChosen(control(id));
  }

  private static boolean isChosen(@Nullable Control control) {
    return control instanceof ChoiceBox<?>
        || control instanceof ListView<?>
        || control instanceof ComboBox<?> box && !box.isEditable();
  }

  private @Nullable Control control(String id) {
    WeakReference<Control> reference = controls.get(id);
    return reference == null ? null : reference.get();
  }

  private void give(String id) {
    Control control = control(id);
    Entry entry = taken.get(id);
    if (control != null && entry != null) {
      taken.remove(id);
      put(entry, control);
    }
  }

  private static void put(Entry entry, Control control) {
    switch (entry) {
      case Entry.Text(String text, int anchor, int caret) -> {
        if (control instanceof TextInputControl input) {
          write(input, text, anchor, caret);
        } else if (isChosen(control)) {
          put(new Entry.Choice(text, Integer.MAX_VALUE), control);
        } else if (control instanceof ComboBox<?> box) {
          write(box.getEditor(), text, anchor, caret);
        } else if (control instanceof Spinner<?> spinner) {
          spinner.getEditor().setText(text);
          spinner.commitValue();
        }
      }
      case Entry.Toggle(boolean on, boolean indeterminate) -> {
        if (control instanceof CheckBox box) {
          box.setIndeterminate(indeterminate);
          box.setSelected(on);
        } else if (control instanceof ToggleButton button) {
          press(button, on);
        }
      }
      case Entry.Choice choice -> {
        if (control instanceof ComboBox<?> box) {
          choose(box.getItems(), box.getSelectionModel(), choice);
        } else if (control instanceof ChoiceBox<?> box) {
          choose(box.getItems(), box.getSelectionModel(), choice);
        } else if (control instanceof ListView<?> list) {
          choose(list.getItems(), list.getSelectionModel(), choice);
        }
      }
      case Entry.Amount(double value) -> {
        if (control instanceof Slider slider) {
          slider.setValue(value);
        }
      }
    }
  }

  private static void write(TextInputControl input, String text, int anchor, int caret) {
    if (!text.equals(input.getText())) {
      input.setText(text);
    }
    input.selectRange(anchor, caret);
  }

  /** Of a group only the one that is pressed; the others come out by it. */
  private static void press(ToggleButton button, boolean on) {
    ToggleGroup group = button.getToggleGroup();
    if (on || group == null) {
      button.setSelected(on);
    }
  }

  private static <T> void choose(
      ObservableList<T> items, SelectionModel<?> model, Entry.Choice choice) {
    if (!select(items, model, choice)) {
      items.addListener(
          new ListChangeListener<>() {
            @Override
            public void onChanged(Change<? extends T> change) {
              if (select(items, model, choice)) {
                items.removeListener(this);
              }
            }
          });
    }
  }

  /** False while there is nothing to choose from. */
  private static boolean select(
      ObservableList<?> items, SelectionModel<?> model, Entry.Choice choice) {
    if (items.isEmpty()) {
      return false;
    }
    int same = items.indexOf(choice.value());
    boolean word = choice.value() instanceof String;
    if (same >= 0) {
      model.select(same);
    } else if (word && choice.place() < items.size()) {
      model.select(choice.place());
    }
    return true;
  }
}
