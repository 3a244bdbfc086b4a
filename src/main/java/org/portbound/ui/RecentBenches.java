package org.portbound.ui;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.portbound.ui.control.Setting;
import org.portbound.ui.control.Settings;

/** The workbench files that were saved and opened last, remembered from one start to the next. */
final class RecentBenches {
  private static final int MOST = 8;
  private static final Setting<List<Path>> RECENT =
      Setting.list("bench.recent", List.of(), RecentBenches::path, Path::toString);

  private final Settings settings;

  RecentBenches(Settings settings) {
    this.settings = settings;
  }

  private static Optional<Path> path(Object json) {
    try {
      return json instanceof String text ? Optional.of(Path.of(text)) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** The newest first. */
  List<Path> all() {
    return settings.get(RECENT);
  }

  /** A file was saved or opened. */
  void use(Path file) {
    Path path = file.toAbsolutePath();
    settings.put(
        RECENT,
        Stream.concat(Stream.of(path), all().stream().filter(each -> !each.equals(path)))
            .limit(MOST)
            .toList());
  }
}
