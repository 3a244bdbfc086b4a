package org.portbound.ui;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.animation.PauseTransition;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.text.Message;
import org.portbound.text.Texts;
import org.portbound.ui.control.FocusReturn;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.TextCopy;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.UndoList;
import org.portbound.workbench.Notices;
import org.portbound.workbench.Notices.Notice;
import org.portbound.workbench.Notices.Severity;

/**
 * The line that tells what happened by itself, and the one place where an exception ends that
 * nobody expected. It has the focus like a control, so that a screen reader reads it; Escape puts
 * it away. JavaFX thread.
 */
final class Notifications extends HBox {
  private static final Duration INFORMATION_SHOWN_FOR = Duration.seconds(12);

  private final Texts texts;
  private final StackPane mark = new StackPane();
  private final Label sentence = new Label();
  private final HBox actions = new HBox(8);
  private final FocusReturn focus = new FocusReturn(this);

  /** Shows in another line what is shown in this one. */
  private Consumer<Notifications> last = next -> {};

  /** The number of the first notice that was not shown yet. */
  private long nextNotice = 1;

  /** What the line offers to take back. */
  private UndoList.@Nullable Step offered;

  private final PauseTransition hideLater = new PauseTransition(INFORMATION_SHOWN_FOR);

  /** Something that can be done about it. */
  private record Deed(String words, Runnable run) {}

  Notifications(UiContext context) {
    super(8);
    this.texts = context.texts();
    setId("notifications");
    getStyleClass().add("pb-notice");
    setAlignment(Pos.CENTER_LEFT);
    setAccessibleRole(AccessibleRole.TEXT);
    setFocusTraversable(true);
    sentence.setMinWidth(0);
    sentence.setMaxWidth(Double.MAX_VALUE);
    // What has no room in one line is read where the pointer or the focus is.
    sentence.wrapTextProperty().bind(hoverProperty().or(focusWithinProperty()));
    HBox.setHgrow(sentence, Priority.ALWAYS);
    actions.setAlignment(Pos.CENTER_LEFT);
    actions.setMinWidth(USE_PREF_SIZE);
    Button dismiss = context.named(new Button(), "notice-dismiss");
    dismiss.setGraphic(Icons.of(Feather.X));
    dismiss.getStyleClass().addAll("flat", "pb-tool");
    dismiss.setOnAction(event -> hide());
    getChildren().addAll(mark, sentence, actions, dismiss);
    setVisible(false);
    Panes.mark(this);
    addEventHandler(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            hide();
            event.consume();
          }
        });
    hideLater.setOnFinished(event -> hideUnlessLookedAt());
  }

  /** What it says, or nothing while it is hidden. */
  String words() {
    return isVisible() ? sentence.getText() : "";
  }

  /** Who reads it, or is about to do something about it, has the time for it. */
  private void hideUnlessLookedAt() {
    if (isHover() || isFocusWithin()) {
      hideLater.playFromStart();
    } else {
      hide();
    }
  }

  private void hide() {
    hideLater.stop();
    focus.around(() -> setVisible(false), Optional::empty, Optional::empty);
  }

  /** Goes on where another line was, and shows what it was showing in this one's language. */
  void takeOver(Notifications before) {
    nextNotice = before.nextNotice;
    if (before.isVisible()) {
      before.last.accept(this);
    }
  }

  /** Shows what the workbench has noticed since the last time. */
  void showNew(Notices notices) {
    for (Notice notice : notices.since(nextNotice)) {
      nextNotice = notice.number() + 1;
      show(notice);
    }
  }

  private void show(Notice notice) {
    last = next -> next.show(notice);
    show(notice.severity(), texts.say(notice.message()), notice.detail());
  }

  /** Shows what did not go as asked. */
  void warn(Message message) {
    last = next -> next.warn(message);
    show(Severity.WARNING, texts.say(message));
  }

  /** Shows an exception that nobody expected; the window goes on. */
  void unexpected(Throwable error) {
    last = next -> next.unexpected(error);
    var fault = new Fault(error);
    show(
        Severity.ERROR,
        texts.say("ui.notification.unexpected", fault.words()),
        copying(fault.details()));
  }

  /** Tells what was done and can be taken back. */
  void offer(UndoList.Step step, UndoList steps) {
    last = next -> next.offer(step, steps);
    show(
        Severity.INFORMATION,
        texts.say(step.done()),
        new Deed(texts.say("ui.undo.label"), () -> steps.takeBack(step)));
    offered = step;
  }

  /** It was taken back in another way, or cannot be any more. */
  void withdraw(UndoList.Step step) {
    if (offered == step && isVisible()) {
      hide();
    }
  }

  private void show(Severity severity, String words, @Nullable String detail) {
    if (detail == null) {
      show(severity, words);
    } else {
      show(severity, words, copying(Fault.details(detail)));
    }
  }

  private Deed copying(String details) {
    return new Deed(texts.say("ui.notification.copy-details"), () -> TextCopy.put(details));
  }

  private Button button(Deed deed, String said) {
    var button = new Button(deed.words());
    UiContext.label(button, "notice-action", deed.words());
    button.setAccessibleHelp(said);
    button.getStyleClass().add("small");
    button.setOnAction(event -> deed.run().run());
    return button;
  }

  private void show(Severity severity, String words, Deed... more) {
    hideLater.stop();
    offered = null;
    getStyleClass().removeIf(each -> each.startsWith("pb-notice-"));
    getStyleClass()
        .add(
            switch (severity) {
              case INFORMATION -> "pb-notice-information";
              case WARNING -> "pb-notice-warning";
              case ERROR -> "pb-notice-error";
            });
    mark.getChildren()
        .setAll(
            switch (severity) {
              case INFORMATION -> Icons.of(Feather.INFO);
              case WARNING -> Icons.of(Feather.ALERT_TRIANGLE, "pb-icon-warning");
              case ERROR -> Icons.of(Feather.X_OCTAGON, "pb-icon-danger");
            });
    String word =
        switch (severity) {
          case INFORMATION -> texts.say("ui.notification.information");
          case WARNING -> texts.say("ui.notification.warning");
          case ERROR -> texts.say("ui.notification.error");
        };
    String said = word + "  " + words;
    sentence.setText(said);
    setAccessibleText(said);
    notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
    focus.around(
        () ->
            actions.getChildren().setAll(Stream.of(more).map(each -> button(each, said)).toList()),
        () -> Optional.of(this),
        Optional::empty);
    setVisible(true);
    if (severity == Severity.INFORMATION) {
      hideLater.playFromStart();
    }
  }
}
