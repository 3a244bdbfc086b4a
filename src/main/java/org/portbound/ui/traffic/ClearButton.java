package org.portbound.ui.traffic;

import javafx.scene.control.Button;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.capture.DatagramLog;
import org.portbound.text.Message;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.UndoList;

/**
 * Forgets the datagrams received so far. The log keeps them until it needs their memory, so that
 * can be taken back. JavaFX thread.
 */
final class ClearButton extends Button {
  private static final String PLACE = "clear";

  private final UiContext context;
  private final DatagramLog log;
  private final Runnable cleared;
  private final Runnable restored;

  /**
   * @param cleared draws the table, which is empty now
   * @param restored shows the table's rows anew
   */
  ClearButton(UiContext context, DatagramLog log, Runnable cleared, Runnable restored) {
    super(context.say("ui.traffic-clear.label"), Icons.of(Feather.TRASH_2));
    this.context = context;
    this.log = log;
    this.cleared = cleared;
    this.restored = restored;
    context.named(this, "traffic-clear");
    getStyleClass().addAll("flat", "pb-tool");
    setOnAction(event -> clear());
    context.offered(this, Kind.DATAGRAMS, "desk", context.say("ui.palette.off.file"));
    context.memory().replace(PLACE, ClearButton.class, this);
  }

  private void clear() {
    long held = log.end() - log.first();
    long oldest = log.clear();
    cleared.run();
    if (held > 0) {
      String rows = Formats.count(held);
      UndoList.of(context)
          .add(
              new UndoList.Step(
                  Message.of("ui.undo.cleared", rows),
                  Message.of("ui.undo.clear", rows),
                  () -> context.memory().newest(PLACE, ClearButton.class).restore(oldest)));
    }
  }

  private void restore(long oldest) {
    log.restore(oldest);
    restored.run();
  }
}
