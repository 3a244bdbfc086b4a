package org.portbound.ui.traffic.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portbound.ui.control.Setting;
import org.portbound.ui.control.Settings;

/** Filters that the user gave names, in the order of their names. JavaFX thread. */
final class SavedFilters {
  private static final Setting<List<Saved>> SETTING =
      Setting.list("traffic.filters", List.of(), Saved::read, Saved::write);

  private final Settings settings;

  SavedFilters(Settings settings) {
    this.settings = settings;
  }

  /** A filter and its name. */
  record Saved(String name, String filter) {
    private static Optional<Saved> read(Object json) {
      return json instanceof Map<?, ?> map
              && map.get("name") instanceof String name
              && map.get("filter") instanceof String filter
          ? Optional.of(new Saved(name, filter))
          : Optional.empty();
    }

    private Object write() {
      return Map.of("name", name, "filter", filter);
    }
  }

  List<Saved> all() {
    return settings.get(SETTING);
  }

  /** Keeps a filter; one of the same name is replaced. */
  void keep(Saved added) {
    var all = without(added.name());
    all.add(added);
    all.sort((a, b) -> a.name().compareToIgnoreCase(b.name()));
    settings.put(SETTING, List.copyOf(all));
  }

  /** Forgets the filter of this name. */
  void forget(String name) {
    settings.put(SETTING, List.copyOf(without(name)));
  }

  private List<Saved> without(String name) {
    var all = new ArrayList<>(all());
    all.removeIf(each -> each.name().equals(name));
    return all;
  }
}
