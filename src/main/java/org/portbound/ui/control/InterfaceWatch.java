package org.portbound.ui.control;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.portbound.socket.Interface;
import org.portbound.text.Message;

/**
 * The network interfaces as they are: cables come and go, and nothing says so. Looked at once a
 * second, beside the JavaFX thread; everything else here is on it.
 */
public final class InterfaceWatch {
  private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(1);

  private final Commands commands;
  private final Callable<List<Interface>> source;
  private final ReadOnlyObjectWrapper<List<Interface>> interfaces =
      new ReadOnlyObjectWrapper<>(List.of());
  private boolean looking;
  private boolean looked;
  private long lookedNs;

  /**
   * Nothing is known until it has looked once.
   *
   * @param source lists the interfaces; any thread
   */
  public InterfaceWatch(Commands commands, Callable<List<Interface>> source) {
    this.commands = commands;
    this.source = source;
  }

  /** What there is, loopback first; empty until that is known. */
  public List<Interface> now() {
    return interfaces.get();
  }

  /** What to say if there is no interface of this name, as far as that is known. */
  public Optional<Message> missing(String name) {
    List<Interface> now = now();
    return now.isEmpty() || now.stream().anyMatch(each -> each.name().equals(name))
        ? Optional.empty()
        : Optional.of(
            Message.of(
                "ui.interface.missing",
                name,
                now.stream().map(Interface::name).collect(Collectors.joining(", "))));
  }

  /** Changes when an interface does. */
  public ReadOnlyObjectProperty<List<Interface>> interfacesProperty() {
    return interfaces.getReadOnlyProperty();
  }

  /** Looks if it is time to; called every frame. */
  public void look(long nowNs) {
    if (looking || looked && nowNs - lookedNs < LOOK_NS) {
      return;
    }
    looking = true;
    looked = true;
    lookedNs = nowNs;
    commands.ask(
        source,
        found -> {
          looking = false;
          // Equal lists are no change: nobody hears of them.
          interfaces.set(found);
        });
  }
}
