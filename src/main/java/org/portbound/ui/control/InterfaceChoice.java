package org.portbound.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.text.Message;

/**
 * A choice of one network interface by name: loopback unless the user says otherwise, and what the
 * user said last time. The list follows the cables. An interface that is not there stays chosen and
 * is marked: never is another one taken in its place.
 */
public final class InterfaceChoice extends LateListBox<String> {
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private final UiContext context;
  private final Setting<String> remembered;
  private final ReadOnlyObjectWrapper<String> chosen;
  private final ReadOnlyObjectWrapper<@Nullable Message> missing =
      new ReadOnlyObjectWrapper<>(null);
  private boolean arranging;

  /**
   * @param id its id; see {@link UiContext#named} for its texts. What was chosen is remembered
   *     under it.
   */
  public InterfaceChoice(UiContext context, String id) {
    this.context = context;
    this.remembered = Setting.text("interface." + id, "");
    context.named(this, id);
    String last = context.settings().get(remembered);
    this.chosen =
        new ReadOnlyObjectWrapper<>(last.isEmpty() ? GroupMembership.DEFAULT_INTERFACE : last);
    getItems().add(chosen.get());
    setValue(chosen.get());
    setCellFactory(view -> new NamedCell(true));
    setButtonCell(new NamedCell(false));
    getStyleClass().addAll("pb-mono", "pb-interface-choice");
    setMaxWidth(Double.MAX_VALUE);
    valueProperty().subscribe(this::changed);
    context.interfaces().interfacesProperty().subscribe(this::take);
  }

  /** The name of the chosen interface, whether it is there or not. */
  public String name() {
    return chosen.get();
  }

  /** Changes when another one is chosen. */
  public ReadOnlyObjectProperty<String> nameProperty() {
    return chosen.getReadOnlyProperty();
  }

  /** Chooses one, which need not be there. */
  public void choose(String name) {
    arrange(context.interfaces().now(), name);
  }

  /** What to say while the chosen one is not there, else null: its name, and those there are. */
  public ReadOnlyObjectProperty<@Nullable Message> missingProperty() {
    return missing.getReadOnlyProperty();
  }

  private void changed(@Nullable String name) {
    if (arranging || name == null || name.equals(chosen.get())) {
      return;
    }
    chosen.set(name);
    context.settings().put(remembered, name);
    arrange(context.interfaces().now(), name);
  }

  private void take(List<Interface> now) {
    boolean undecided = context.settings().get(remembered).isEmpty();
    boolean elsewhere =
        undecided
            && chosen.get().equals(GroupMembership.DEFAULT_INTERFACE)
            && !now.isEmpty()
            && named(now, chosen.get()).isEmpty();
    // Loopback has another name on other systems; it comes first.
    arrange(now, elsewhere ? now.getFirst().name() : chosen.get());
  }

  private void arrange(List<Interface> now, String name) {
    var names = new ArrayList<>(now.stream().map(Interface::name).toList());
    if (!names.contains(name)) {
      names.add(name);
    }
    arranging = true;
    if (!names.equals(getItems())) {
      getItems().setAll(names);
    }
    setValue(name);
    arranging = false;
    if (!name.equals(chosen.get())) {
      chosen.set(name);
    }
    mark();
  }

  private void mark() {
    Message why = context.interfaces().missing(chosen.get()).orElse(null);
    missing.set(why);
    pseudoClassStateChanged(DANGER, why != null);
    setAccessibleHelp(why == null ? "" : context.say(why));
    UiContext.tip(this, why == null ? context.say("ui." + getId() + ".tip") : context.say(why));
    setButtonCell(new NamedCell(false));
  }

  private static Optional<Interface> named(List<Interface> among, String name) {
    return among.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** The name; in the list with its first address and its state. */
  private final class NamedCell extends ListCell<String> {
    private final boolean full;

    private NamedCell(boolean full) {
      this.full = full;
    }

    @Override
    protected void updateItem(@Nullable String name, boolean empty) {
      super.updateItem(name, empty);
      setGraphic(null);
      if (empty || name == null) {
        setText(null);
        return;
      }
      if (context.interfaces().missing(name).isPresent()) {
        setGraphic(Icons.of(Feather.ALERT_CIRCLE, "pb-icon-small", "pb-icon-danger"));
        setText(full ? name + "   " + context.say("ui.interface.not-there") : name);
        return;
      }
      setText(
          name
              + (full
                  ? named(context.interfaces().now(), name).map(this::details).orElse("")
                  : ""));
    }

    private String details(Interface of) {
      var words = new ArrayList<String>();
      of.addresses().stream().findFirst().map(Endpoint::text).ifPresent(words::add);
      if (!of.running()) {
        words.add(context.say(of.up() ? "ui.interface.no-carrier" : "ui.interface.down"));
      } else if (!of.carriesMulticast()) {
        words.add(context.say("ui.interface.no-multicast"));
      }
      return words.isEmpty() ? "" : "   " + String.join(", ", words);
    }
  }
}
