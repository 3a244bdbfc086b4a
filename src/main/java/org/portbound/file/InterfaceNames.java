package org.portbound.file;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Interface;

/** Names of interfaces by their index, each asked for once. One thread at a time. */
final class InterfaceNames {
  private final Map<Integer, Optional<String>> known = new HashMap<>();

  /** The name, or null if there is no such interface or the index is 0 for unknown. */
  @Nullable String of(int index) {
    return index == 0 ? null : known.computeIfAbsent(index, InterfaceNames::find).orElse(null);
  }

  private static Optional<String> find(int index) {
    return Interface.all().stream()
        .filter(each -> each.index() == index)
        .map(Interface::name)
        .findFirst();
  }
}
