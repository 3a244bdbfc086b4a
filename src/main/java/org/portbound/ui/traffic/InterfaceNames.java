package org.portbound.ui.traffic;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.portbound.socket.Interface;
import org.portbound.ui.control.UiContext;

/**
 * The names of the interfaces, asked for once for each index: a name that is not known yet is the
 * index. JavaFX thread.
 */
final class InterfaceNames {
  private final UiContext context;
  private final Runnable learned;
  private final Map<Integer, String> names = new HashMap<>();
  private final Set<Integer> asked = new HashSet<>();

  /**
   * @param learned runs when more names are known
   */
  InterfaceNames(UiContext context, Runnable learned) {
    this.context = context;
    this.learned = learned;
  }

  String of(int index) {
    String name = names.get(index);
    if (name != null) {
      return name;
    }
    if (asked.add(index)) {
      context
          .commands()
          .ask(
              Interface::all,
              all -> {
                all.forEach(each -> names.put(each.index(), each.name()));
                learned.run();
              });
    }
    return String.valueOf(index);
  }
}
