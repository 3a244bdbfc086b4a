package org.portbound.ui.probe;

import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.probe.ProbeStream;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ListenerView;

/**
 * Says where datagrams were lost. Three losses are three numbers: on the way, in this kernel, and
 * in this program none. JavaFX thread.
 */
final class LossLine extends Label {
  private final UiContext context;

  LossLine(UiContext context) {
    this.context = context;
    setId("probe-losses");
    getStyleClass().add("pb-ports-note");
    setGraphic(Icons.of(Feather.INFO, "pb-icon-small"));
    setWrapText(true);
    setMaxWidth(Double.MAX_VALUE);
    setMinHeight(USE_PREF_SIZE);
  }

  void show(List<ProbeStream> streams, List<ListenerView> listeners) {
    String all = losses(streams, listeners);
    boolean otherClock = streams.stream().anyMatch(each -> !each.delay().sameClock());
    setText(otherClock ? all + " " + context.say("ui.probe.other-clock") : all);
  }

  private String losses(List<ProbeStream> streams, List<ListenerView> listeners) {
    Set<Integer> receiving =
        streams.stream().map(ProbeStream::listener).collect(Collectors.toSet());
    long lost = streams.stream().mapToLong(each -> each.counts().lost()).sum();
    List<OptionalLong> drops =
        listeners.stream()
            .filter(each -> receiving.contains(each.number()))
            .map(ListenerView::droppedByKernel)
            .toList();
    long dropped = drops.stream().mapToLong(each -> each.orElse(0)).sum();
    boolean known = !drops.isEmpty() && drops.stream().allMatch(OptionalLong::isPresent);
    if (!known) {
      return context.say("ui.probe.losses-unknown", ProbeWords.count(lost));
    }
    return lost == 0 && dropped == 0
        ? context.say("ui.probe.no-losses")
        : context.say(
            "ui.probe.losses",
            ProbeWords.count(lost),
            ProbeWords.count(dropped),
            ProbeWords.count(Math.max(0, lost - dropped)));
  }
}
