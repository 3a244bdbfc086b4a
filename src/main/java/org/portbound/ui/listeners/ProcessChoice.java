package org.portbound.ui.listeners;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.ComboBox;
import org.portbound.peer.PeerProcess;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.PeerView;

/** Which process binds the listener; takes no room while there is only this one. */
final class ProcessChoice extends ComboBox<ProcessChoice.Entry> {
  private static final double NARROWEST_PX = 96;

  private final Entry here;

  /**
   * A process.
   *
   * @param peer number of the peer, or 0 for this process
   * @param words what it is called
   */
  record Entry(int peer, String words) {
    @Override
    public String toString() {
      return words;
    }
  }

  private final UiContext context;

  ProcessChoice(UiContext context) {
    this.context = context;
    this.here = new Entry(0, context.say("ui.bind-process.here"));
    context.named(this, "bind-process");
    getStyleClass().add("pb-process-choice");
    setMinWidth(NARROWEST_PX);
    getItems().add(here);
    setValue(here);
    managedProperty().bind(visibleProperty());
    setVisible(false);
  }

  /** Number of the peer that is chosen, or 0 for this process. */
  int peer() {
    Entry chosen = getValue();
    return chosen == null ? 0 : chosen.peer();
  }

  /** Offers these, and keeps what is chosen as long as it is there. */
  void show(List<PeerView> peers) {
    var offered = new ArrayList<Entry>();
    offered.add(here);
    peers.stream()
        .filter(each -> each.state() != PeerProcess.State.ENDED)
        .map(
            each ->
                new Entry(
                    each.number(),
                    context.say(
                        "ui.bind-process.peer",
                        each.number(),
                        String.valueOf(each.pid()),
                        each.user())))
        .forEach(offered::add);
    if (!offered.equals(getItems())) {
      Entry chosen = getValue();
      getItems().setAll(offered);
      setValue(offered.contains(chosen) ? chosen : here);
      setVisible(offered.size() > 1);
    }
  }
}
