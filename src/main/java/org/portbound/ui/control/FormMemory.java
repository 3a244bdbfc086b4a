package org.portbound.ui.control;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stood in the forms when the program was used last, and which page was in sight. Kept in the
 * settings by the controls' ids; text, choices and switches alone. JavaFX thread.
 */
final class FormMemory {
  /** The ids of what is kept begin so: forms that a user fills in, and the switch of the pages. */
  private static final List<String> FORMS = List.of("bind-", "send-", "probe-", "page-");

  /** What belongs to one run alone: which file, which process, whether something is open. */
  private static final List<String> NOT_KEPT =
      List.of("send-as-file", "send-file", "send-source-listener", "bind-process");

  /** Longer text is no form value any more. */
  private static final int MOST_CHARACTERS = 8_000;

  private static final Setting<Map<String, Object>> VALUES =
      new Setting<>("forms", Map.of(), FormMemory::read, values -> values);

  private final Settings settings;

  FormMemory(Settings settings) {
    this.settings = settings;
  }

  private static Optional<Map<String, Object>> read(Object json) {
    if (!(json instanceof Map<?, ?> map)) {
      return Optional.empty();
    }
    Map<String, Object> values = new HashMap<>();
    map.forEach(
        (id, value) -> {
          if (value instanceof String || value instanceof Boolean) {
            values.put(String.valueOf(id), value);
          }
        });
    return Optional.of(values);
  }

  private static boolean isKept(String id, Object value) {
    // An interface is remembered by its own choice, whether it is there or not.
    return FORMS.stream().anyMatch(id::startsWith)
        && !id.endsWith("-interface")
        && NOT_KEPT.stream().noneMatch(id::startsWith)
        && !(value instanceof String text && text.length() > MOST_CHARACTERS);
  }

  /** Keeps what stands in these controls; what belongs to none of them now stays as it was. */
  void keep(Map<String, Object> now) {
    Map<String, Object> values = new HashMap<>(settings.get(VALUES));
    now.forEach(
        (id, value) -> {
          if (isKept(id, value)) {
            values.put(id, value);
          }
        });
    settings.put(VALUES, Map.copyOf(values));
  }

  /** What is kept. */
  Map<String, Object> kept() {
    Map<String, Object> values = new HashMap<>(settings.get(VALUES));
    values.entrySet().removeIf(each -> !isKept(each.getKey(), each.getValue()));
    return values;
  }
}
