package org.portbound.ui;

import java.util.function.Consumer;
import javafx.animation.FadeTransition;
import javafx.animation.PauseTransition;
import javafx.animation.SequentialTransition;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.Zoom;
import org.portbound.ui.lessons.LessonsPage;

/**
 * For a projector: full screen, larger, nothing around the page; in a lesson only the step, and
 * keys for all of it, such as those of a clicker; on the desk what a class looks at. Leaving it
 * brings everything back. JavaFX thread.
 */
final class Presenter {
  /** Shown in the menu of the view. */
  static final KeyCombination KEY = new KeyCodeCombination(KeyCode.F11);

  private static final double LARGER = 1.5;
  private static final Duration HINT_SHOWN_FOR = Duration.seconds(8);
  private static final Duration HINT_FADES_IN = Duration.seconds(1);
  private static final PseudoClass PRESENTING = PseudoClass.getPseudoClass("presenting");

  private final UiContext context;
  private final Scene scene;
  private final WindowFrame frame;
  private final Zoom zoom;
  private final Consumer<Boolean> presentDesk;
  private final Label hint;
  private final SequentialTransition fading;
  private @Nullable LessonsPage lessons;
  private boolean on;

  /**
   * @param frame the window's content, whose top and status go; notices come all the same
   * @param presentDesk shows the desk for a class, or as it was
   */
  Presenter(
      UiContext context, Scene scene, WindowFrame frame, Zoom zoom, Consumer<Boolean> presentDesk) {
    this.context = context;
    this.scene = scene;
    this.frame = frame;
    this.zoom = zoom;
    this.presentDesk = presentDesk;
    this.hint = new Label(context.say("ui.presenter.hint-pages"));
    hint.setId("presenter-hint");
    hint.getStyleClass().add("pb-presenter-hint");
    hint.setWrapText(true);
    hint.setMaxWidth(Double.MAX_VALUE);
    var fade = new FadeTransition(HINT_FADES_IN, hint);
    fade.setToValue(0);
    this.fading = new SequentialTransition(new PauseTransition(HINT_SHOWN_FOR), fade);
    fading.setOnFinished(event -> frame.line().showInstead(null));
    scene.addEventFilter(KeyEvent.KEY_PRESSED, this::press);
  }

  /** The lessons have been built, perhaps while something is presented. */
  void give(LessonsPage built) {
    lessons = built;
    if (on) {
      built.present(true);
    }
    built.hearsKeysProperty().subscribe(this::hint);
  }

  private void hint(boolean lessonHears) {
    String words = context.say(lessonHears ? "ui.presenter.hint" : "ui.presenter.hint-pages");
    if (!words.equals(hint.getText())) {
      hint.setText(words);
      if (on) {
        showHint();
      }
    }
  }

  /** For a moment, at the bottom. */
  private void showHint() {
    hint.setOpacity(1);
    frame.line().showInstead(hint);
    fading.playFromStart();
  }

  /** Begins or ends it. */
  void toggle() {
    if (on) {
      leave();
    } else {
      enter();
    }
  }

  private void enter() {
    on = true;
    zoom.layOnTop(LARGER);
    show(frame.getTop(), false);
    presentLessons();
    presentDesk.accept(true);
    showHint();
    scene.getRoot().pseudoClassStateChanged(PRESENTING, true);
    // What had the focus may be gone; the next field would take the clicker's keys for text.
    frame.requestFocus();
    if (scene.getWindow() instanceof Stage stage) {
      stage.setFullScreenExitHint("");
      stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
      stage.setFullScreen(true);
    }
  }

  /** Everything is as it was before. */
  void leave() {
    if (!on) {
      return;
    }
    on = false;
    fading.stop();
    zoom.layOnTop(1);
    frame.line().showStatus();
    show(frame.getTop(), true);
    presentLessons();
    presentDesk.accept(false);
    scene.getRoot().pseudoClassStateChanged(PRESENTING, false);
    if (scene.getWindow() instanceof Stage stage) {
      stage.setFullScreen(false);
    }
  }

  private void presentLessons() {
    if (lessons != null) {
      lessons.present(on);
    }
  }

  private static void show(Node node, boolean shown) {
    node.setVisible(shown);
    node.setManaged(shown);
  }

  /** The keys come first: what has the focus is not what a clicker means. */
  private void press(KeyEvent event) {
    boolean plain = !event.isShortcutDown() && !event.isAltDown();
    if (!on || !plain) {
      return;
    }
    if (event.getCode() == KeyCode.ESCAPE) {
      leave();
      event.consume();
    } else if (lessons != null
        && !(scene.getFocusOwner() instanceof TextInputControl)
        && lessons.press(event.getCode())) {
      event.consume();
    }
  }
}
