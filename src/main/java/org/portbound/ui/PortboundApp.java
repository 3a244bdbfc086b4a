package org.portbound.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javafx.application.Application;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.portbound.file.MessageStore;
import org.portbound.file.UserFiles;
import org.portbound.text.Texts;
import org.portbound.ui.control.Commands;
import org.portbound.ui.control.FileChoice;
import org.portbound.ui.control.FileDialogs;
import org.portbound.ui.control.Fonts;
import org.portbound.ui.control.Memory;
import org.portbound.ui.control.Settings;
import org.portbound.ui.control.Theme;
import org.portbound.workbench.Workbench;

/**
 * The window as a JavaFX application. In another language it is built anew over the same workbench;
 * see the package.
 */
public class PortboundApp extends Application {
  private final FileChoice files;
  private final MessageStore messages;
  private @Nullable Session session;
  private @Nullable MainWindow window;

  /** Made by JavaFX. */
  public PortboundApp() {
    this(new FileDialogs(Texts.ofSystem()), new MessageStore(UserFiles.messages()));
  }

  /** For tests: files are chosen in another way than by a dialog, and messages kept elsewhere. */
  PortboundApp(FileChoice files, MessageStore messages) {
    this.files = files;
    this.messages = messages;
  }

  /**
   * Opens the window and returns when it is closed. Once in a process.
   *
   * @param window this class, or one for the build
   * @param language what this run speaks, whatever the settings say
   * @param file a workbench or a capture to open at once
   */
  public static void run(
      Class<? extends PortboundApp> window, Optional<Locale> language, Optional<Path> file) {
    var arguments = new ArrayList<String>();
    HeadStart.take();
    language.ifPresent(each -> arguments.add("--lang=" + each.getLanguage()));
    file.ifPresent(each -> arguments.add("--open=" + each));
    launch(window, arguments.toArray(String[]::new));
  }

  @Override
  public void start(Stage stage) {
    HeadStart made = HeadStart.take().join();
    Map<String, String> given = getParameters().getNamed();
    open(
        stage,
        made.workbench(),
        made.settings(),
        Optional.ofNullable(given.get("lang")).map(Locale::of),
        Optional.ofNullable(given.get("open")).map(Path::of));
  }

  /** Shows a stage at once, and fills it as soon as it has been drawn. JavaFX thread. */
  void open(
      Stage stage,
      Workbench workbench,
      Settings settings,
      Optional<Locale> language,
      Optional<Path> file) {
    Session begun = begin(stage, workbench, settings);
    StartingFrame.whenDrawn(
        stage,
        () -> furnish(stage),
        () -> {
          if (stage.isShowing()) {
            fillOrClose(
                stage,
                () -> {
                  Texts texts =
                      language.map(Texts::in).orElseGet(() -> LanguageMenu.chosen(settings));
                  MainWindow shown = fill(stage, begun, texts);
                  file.ifPresent(shown::open);
                });
          }
        });
  }

  /** A window that nothing came into would stand there for nothing. */
  private static void fillOrClose(Stage stage, Runnable fill) {
    boolean filled = false;
    try {
      fill.run();
      filled = true;
    } finally {
      if (!filled) {
        stage.close();
      }
    }
  }

  /** Closes everything that is open; its threads end. */
  @Override
  public void stop() {
    Session ended = session;
    if (ended != null) {
      Thread.setDefaultUncaughtExceptionHandler(null);
      if (window != null) {
        window.close();
        window = null;
      }
      session = null;
      if (!ended.commands().closeAfter(ended.workbench()::close)) {
        // The system closes the sockets with the process; what was recorded is written by us.
        ended.workbench().recording().stop();
      }
      // Whatever still keeps the commands: nobody sees the window any more.
      ended.settings().close();
    }
  }

  /** Shows a stage and fills it at once, in the language of the settings. JavaFX thread. */
  void show(Stage stage, Workbench workbench, Settings settings) {
    Session begun = begin(stage, workbench, settings);
    furnish(stage);
    fill(stage, begun, LanguageMenu.chosen(settings)).finish();
  }

  /** The stage stands, with nothing in it. */
  private Session begin(Stage stage, Workbench workbench, Settings settings) {
    var begun =
        new Session(
            workbench, settings, new Commands(this::unexpected), messages, files, new Memory());
    session = begun;
    Theme.prepare(settings);
    StartingFrame.show(stage, settings);
    return begun;
  }

  /** What the content needs and the frame does not. */
  private static void furnish(Stage stage) {
    stage.getIcons().setAll(HeaderBar.icons());
    Fonts.load();
  }

  private MainWindow fill(Stage stage, Session begun, Texts texts) {
    begun.memory().fit(stage.getScene());
    MainWindow shown = build(stage, begun, texts);
    shown.restore();
    Thread.currentThread().setUncaughtExceptionHandler((thread, error) -> unexpected(error));
    // The threads of the engine have their own; this is for those of libraries, and for none.
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> begun.commands().unexpected(error));
    stage.setScene(shown.scene());
    // Clicks are waiting already: what they are meant for must be in its place.
    shown.scene().getRoot().applyCss();
    shown.scene().getRoot().layout();
    shown.start();
    return shown;
  }

  private MainWindow build(Stage stage, Session over, Texts texts) {
    over.files().speak(texts);
    var built = new MainWindow(over, texts, next -> speak(stage, next));
    window = built;
    return built;
  }

  /** What is under way gives its answer to the window that asked; then comes the other one. */
  private void speak(Stage stage, Texts next) {
    Session over = session;
    if (over != null) {
      over.commands().run(() -> next, texts -> replace(stage, over, texts));
    }
  }

  private void replace(Stage stage, Session over, Texts texts) {
    MainWindow before = window;
    if (before == null) {
      return;
    }
    before.leave();
    MainWindow after = build(stage, over, texts);
    after.takeOver(before);
    boolean full = stage.isFullScreen();
    stage.setScene(after.scene());
    stage.setFullScreen(full);
    after.start();
  }

  private void unexpected(Throwable error) {
    if (window != null) {
      window.unexpected(error);
    }
  }
}
