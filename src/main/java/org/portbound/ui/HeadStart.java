package org.portbound.ui;

import java.util.concurrent.CompletableFuture;
import org.portbound.file.UserFiles;
import org.portbound.lesson.LessonFile;
import org.portbound.text.Texts;
import org.portbound.ui.control.Settings;
import org.portbound.ui.traffic.TrafficOptions;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/**
 * What the window needs that is not JavaFX's, made on the thread "window-head-start" while JavaFX
 * starts.
 *
 * @param settings what the user has chosen
 * @param workbench with nothing open
 */
record HeadStart(Settings settings, Workbench workbench) {
  /** Made by whoever asks first. */
  private static final class Once {
    private static final CompletableFuture<HeadStart> MADE = begin();

    private Once() {}
  }

  /** Begins if nobody has; any thread. Once in a process. */
  static CompletableFuture<HeadStart> take() {
    return Once.MADE;
  }

  private static CompletableFuture<HeadStart> begin() {
    var made = new CompletableFuture<HeadStart>();
    Thread.ofPlatform()
        .name("window-head-start")
        .daemon(true)
        .start(() -> made.completeAsync(HeadStart::make, Runnable::run));
    return made;
  }

  private static HeadStart make() {
    Texts.ofSystem();
    Settings settings = Settings.open(UserFiles.settings());
    long logBytes = (long) settings.get(TrafficOptions.BUDGET_MB) << 20;
    return new HeadStart(settings, Workbench.open(Providers.standard(), logBytes));
  }

  /**
   * Reads, on a thread of its own, what the window asks for next: with the first frame done there
   * is time for it. Whoever asks sooner waits for what is under way.
   */
  static void readAhead() {
    Thread.ofPlatform()
        .name("window-read-ahead")
        .daemon(true)
        .start(
            () -> {
              LessonFile.builtIn();
              Texts.languages().forEach(Texts::in);
            });
  }
}
