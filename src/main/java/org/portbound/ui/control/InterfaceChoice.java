package org.portbound.ui.control;

import java.util.List;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ListCell;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;

/**
 * A choice of one network interface by name, loopback unless the user says otherwise. The list is
 * read again each time it opens.
 */
public final class InterfaceChoice extends ComboBox<String> {
  private final UiContext context;
  private List<Interface> interfaces = List.of();

  /** A choice with this id; see {@link UiContext#named} for its texts. */
  public InterfaceChoice(UiContext context, String id) {
    this.context = context;
    context.named(this, id);
    setValue(GroupMembership.DEFAULT_INTERFACE);
    getItems().add(GroupMembership.DEFAULT_INTERFACE);
    setCellFactory(view -> new InterfaceCell());
    getStyleClass().add("pb-mono");
    setMaxWidth(Double.MAX_VALUE);
    setOnShowing(event -> read());
    read();
  }

  private void read() {
    context.commands().run(Interface::all, this::take);
  }

  private void take(List<Interface> found) {
    interfaces = found;
    List<String> names = found.stream().map(Interface::name).toList();
    if (names.isEmpty() || names.equals(getItems())) {
      return;
    }
    String chosen = getValue();
    boolean defaultIsElsewhere =
        GroupMembership.DEFAULT_INTERFACE.equals(chosen) && !names.contains(chosen);
    getItems().setAll(names);
    setValue(defaultIsElsewhere ? names.getFirst() : chosen);
  }

  private final class InterfaceCell extends ListCell<String> {
    @Override
    protected void updateItem(@Nullable String name, boolean empty) {
      super.updateItem(name, empty);
      setText(empty || name == null ? null : name + addresses(name));
    }

    private String addresses(String name) {
      return interfaces.stream()
          .filter(each -> each.name().equals(name))
          .flatMap(each -> each.addresses().stream())
          .map(Endpoint::text)
          .findFirst()
          .map(address -> "   " + address)
          .orElse("");
    }
  }
}
