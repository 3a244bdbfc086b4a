package org.portbound.ui;

import java.util.List;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.controlsfx.control.SegmentedButton;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.LateChildren;
import org.portbound.ui.control.LedgerPane;
import org.portbound.ui.control.LedgerScope;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.Segments;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.send.RepliesPane;
import org.portbound.ui.send.SeriesPane;
import org.portbound.workbench.Workbench;

/**
 * Below the send panel, always as high: the system calls, the replies, or the series; one of them
 * is in sight. JavaFX thread.
 */
final class BottomPane extends StackPane {
  private static final Insets PLACE = new Insets(5, 0, 0, 16);

  private final UiContext context;
  private final Workbench workbench;
  private final LedgerPane ledger;
  private final RepliesPane replies;
  private final SeriesPane series;
  private final ToggleButton ledgerButton;
  private final ToggleButton repliesButton;
  private final ToggleButton seriesButton;
  private final LateChildren panes;

  BottomPane(UiContext context, Workbench workbench, RepliesPane replies, SeriesPane series) {
    this.context = context;
    this.workbench = workbench;
    this.ledger = new LedgerPane(context, workbench.ledger());
    this.replies = replies;
    this.series = series;
    ledgerButton = button("bottom-ledger");
    repliesButton = button("bottom-replies");
    seriesButton = button("bottom-series");
    SegmentedButton segments = Segments.of(ledgerButton, repliesButton, seriesButton);
    segments.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
    segments.getStyleClass().add("pb-bottom-segments");
    StackPane.setAlignment(segments, Pos.TOP_LEFT);
    StackPane.setMargin(segments, PLACE);
    ledger.keepFree(segments.widthProperty());
    replies.setVisible(false);
    series.setVisible(false);
    panes = LateChildren.of(this, ledger, replies, series, segments);
    Panes.mark(this);
    ledgerButton.getToggleGroup().selectedToggleProperty().subscribe(chosen -> showChosen());
    ledger.countProperty().subscribe(count -> label(ledgerButton, "bottom-ledger", count));
    replies
        .countProperty()
        .subscribe(count -> label(repliesButton, "bottom-replies", count.longValue()));
    series
        .runningProperty()
        .subscribe(count -> label(seriesButton, "bottom-series", count.longValue()));
  }

  private ToggleButton button(String id) {
    return context.named(new ToggleButton(context.say("ui." + id + ".label")), id);
  }

  private void label(ToggleButton button, String id, Number count) {
    String words = context.say("ui." + id + ".label");
    button.setText(
        count.longValue() == 0 ? words : words + "  " + Formats.count(count.longValue()));
  }

  /** What can wait until the window has been drawn. */
  List<Runnable> later() {
    return panes.pieces();
  }

  private void showChosen() {
    ledger.setVisible(ledgerButton.isSelected());
    replies.setVisible(repliesButton.isSelected());
    series.setVisible(seriesButton.isSelected());
  }

  /** Shows the calls of one listener alone, or of all for 0. */
  void showCalls(int listener) {
    if (listener == 0) {
      ledger.show(LedgerScope.ALL);
    } else {
      ledgerButton.setSelected(true);
      String label = context.say("ui.ledger.scope-listener", String.valueOf(listener));
      ledger.show(LedgerScope.ofListener(label, listener));
    }
  }

  LedgerPane ledger() {
    return ledger;
  }

  void showReplies() {
    repliesButton.setSelected(true);
  }

  void showSeries() {
    seriesButton.setSelected(true);
  }

  /** Whether something changes by itself. */
  boolean active() {
    return replies.waiting() || series.runningProperty().get() > 0;
  }

  void refresh() {
    ledger.refresh();
    replies.refresh();
    series.refresh(List.copyOf(workbench.sending().series()));
  }
}
