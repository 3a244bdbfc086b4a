package org.portbound.ui;

import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.controlsfx.control.NotificationPane;
import org.controlsfx.control.action.Action;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.text.Message;
import org.portbound.text.Texts;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.TextCopy;
import org.portbound.ui.control.UndoList;
import org.portbound.workbench.Notices;
import org.portbound.workbench.Notices.Notice;
import org.portbound.workbench.Notices.Severity;

/**
 * The strip that tells what happened by itself, and the one place where an exception ends that
 * nobody expected. JavaFX thread.
 */
final class Notifications extends NotificationPane {
  private static final Duration INFORMATION_SHOWN_FOR = Duration.seconds(12);

  /** What ControlsFX gives it at least. */
  private static final double STRIP_PX = 40;

  private final Texts texts;
  private final Region room = new Region();

  /** Shows in another strip what is shown in this one. */
  private Consumer<Notifications> last = next -> {};

  /** The number of the first notice that was not shown yet. */
  private long nextNotice = 1;

  /** What the strip offers to take back. */
  private UndoList.@Nullable Step offered;

  private final PauseTransition hideLater = new PauseTransition(INFORMATION_SHOWN_FOR);

  Notifications(Texts texts, Node content) {
    this.texts = texts;
    VBox.setVgrow(content, Priority.ALWAYS);
    setContent(new VBox(content, room));
    setId("notifications");
    setShowFromTop(false);
    setFocusTraversable(false);
    showingProperty().subscribe(this::makeRoom);
    hideLater.setOnFinished(event -> hide());
  }

  /** The strip lies over what is below: that ends where the strip begins. */
  private void makeRoom() {
    Node strip = lookup(".notification-bar > .pane");
    boolean shown = isShowing() && strip != null;
    room.setMinHeight(shown ? Math.max(STRIP_PX, strip.prefHeight(getWidth())) : 0);
  }

  /** Goes on where another strip was, and shows what it was showing in this one's language. */
  void takeOver(Notifications before) {
    nextNotice = before.nextNotice;
    if (before.isShowing()) {
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
        new Action(texts.say("ui.undo.label"), event -> steps.takeBack(step)));
    offered = step;
  }

  /** It was taken back in another way, or cannot be any more. */
  void withdraw(UndoList.Step step) {
    if (offered == step && isShowing()) {
      hide();
    }
  }

  private void show(Severity severity, String sentence, @Nullable String detail) {
    if (detail == null) {
      show(severity, sentence);
    } else {
      show(severity, sentence, copying(Fault.details(detail)));
    }
  }

  private Action copying(String details) {
    return new Action(texts.say("ui.notification.copy-details"), event -> TextCopy.put(details));
  }

  private void show(Severity severity, String sentence, Action... more) {
    hideLater.stop();
    offered = null;
    getActions().setAll(more);
    getStyleClass().removeIf(each -> each.startsWith("pb-notice-"));
    getStyleClass()
        .add(
            switch (severity) {
              case INFORMATION -> "pb-notice-information";
              case WARNING -> "pb-notice-warning";
              case ERROR -> "pb-notice-error";
            });
    setGraphic(
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
    setText(word + "  " + sentence);
    show();
    makeRoom();
    if (severity == Severity.INFORMATION) {
      hideLater.playFromStart();
    }
  }
}
