package org.portbound.ui.traffic;

import java.util.function.LongConsumer;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollBar;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/**
 * The scroll bar over all places of a view, and the button that leads back to the newest, which
 * stands wherever it covers no row.
 */
final class PlaceBar {
  private final UiContext context;
  private final ScrollBar bar = new ScrollBar();
  private final Button follow;
  private boolean drawing;

  /**
   * @param moveBy takes by how many places behind the view's first the user moved the bar
   * @param toNewest what the button does
   */
  PlaceBar(UiContext context, LongConsumer moveBy, Runnable toNewest) {
    this.context = context;
    UiContext.label(bar, "traffic-scroll", context.say("ui.traffic-scroll.name"));
    bar.setOrientation(Orientation.VERTICAL);
    bar.valueProperty()
        .subscribe(
            (before, now) -> {
              if (!drawing) {
                moveBy.accept(Math.round(now.doubleValue()));
              }
            });
    this.follow = context.named(new Button(), "traffic-follow");
    follow.setGraphic(Icons.of(Feather.ARROW_DOWN));
    follow.getStyleClass().addAll("accent", "pb-follow");
    follow.managedProperty().bind(follow.visibleProperty());
    follow.setOnAction(event -> toNewest.run());
  }

  ScrollBar bar() {
    return bar;
  }

  Button follow() {
    return follow;
  }

  /** Shows which places are in sight, and how many rows are not yet. */
  void draw(Sight sight) {
    LogScroll scroll = sight.scroll();
    long range = scroll.range();
    drawing = true;
    bar.setMax((double) Math.max(1, range));
    bar.setVisibleAmount(range == 0 ? 1 : (double) range * scroll.rows() / (range + scroll.rows()));
    bar.setBlockIncrement(Math.max(1, scroll.rows() - 1));
    bar.setUnitIncrement(1);
    bar.setValue((double) (scroll.top() - scroll.first()));
    bar.setVisible(range > 0);
    drawing = false;
    follow.setVisible(sight.frozen() || !scroll.following() && range > 0);
    follow.setText(words(sight));
  }

  private String words(Sight sight) {
    long below = sight.scroll().below();
    if (sight.frozen()) {
      return context.say("ui.traffic-follow.frozen", Formats.count(sight.since()));
    }
    return below == 0
        ? context.say("ui.traffic-follow.label")
        : context.say("ui.traffic-follow.label-count", Formats.count(below));
  }
}
