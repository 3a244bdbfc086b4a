package org.portbound.ui.traffic.filter;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.portbound.capture.filter.NamedFilter;
import org.portbound.ui.control.Setting;
import org.portbound.ui.control.Settings;

/** Filters that the user gave names, in the order of their names. JavaFX thread. */
public final class SavedFilters {
  private static final Setting<List<NamedFilter>> SETTING =
      Setting.list("traffic.filters", List.of(), SavedFilters::read, SavedFilters::write);

  private final Settings settings;

  /** Those that are kept there. */
  public SavedFilters(Settings settings) {
    this.settings = settings;
  }

  private static Optional<NamedFilter> read(Object json) {
    return json instanceof Map<?, ?> map
            && map.get("name") instanceof String name
            && map.get("filter") instanceof String filter
        ? Optional.of(new NamedFilter(name, filter))
        : Optional.empty();
  }

  private static Object write(NamedFilter saved) {
    return Map.of("name", saved.name(), "filter", saved.filter());
  }

  /** All of them. */
  public List<NamedFilter> all() {
    return settings.get(SETTING);
  }

  /**
   * Adds filters from elsewhere. One that is there already is left out; one whose name is taken
   * gets the next free name.
   */
  public void merge(List<NamedFilter> more) {
    for (NamedFilter each : more) {
      if (!all().contains(each)) {
        keep(new NamedFilter(freeName(each.name()), each.filter()));
      }
    }
  }

  private String freeName(String name) {
    var names = all().stream().map(NamedFilter::name).toList();
    String free = name;
    for (int i = 2; names.contains(free); i++) {
      free = name + " " + i;
    }
    return free;
  }

  /** Keeps a filter; one of the same name is replaced. */
  void keep(NamedFilter added) {
    var all = without(added.name());
    all.add(added);
    all.sort((a, b) -> a.name().compareToIgnoreCase(b.name()));
    settings.put(SETTING, List.copyOf(all));
  }

  /** Forgets the filter of this name. */
  void forget(String name) {
    settings.put(SETTING, List.copyOf(without(name)));
  }

  private List<NamedFilter> without(String name) {
    var all = new ArrayList<>(all());
    all.removeIf(each -> each.name().equals(name));
    return all;
  }
}
