package org.portbound.ui.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.Holder;
import org.portbound.socket.ReuseOptions;
import org.portbound.text.Visible;
import org.portbound.ui.control.Badge;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;

/** Who holds the port: one line a socket, with its options, process and user. */
final class HolderRows extends VBox {
  /** A port may have thousands of holders; the card is no list. */
  private static final int SHOWN = 4;

  private final UiContext context;

  HolderRows(UiContext context, List<Holder> holders) {
    super(4);
    this.context = context;
    setId("refusal-holders");
    getStyleClass().add("pb-refusal-indent");
    holders.stream().limit(SHOWN).map(this::row).forEach(getChildren()::add);
    if (holders.size() > SHOWN) {
      getChildren()
          .add(
              label(
                  "pb-muted",
                  context.say("ui.refusal.holders.more", String.valueOf(holders.size() - SHOWN))));
    }
  }

  private Node row(Holder holder) {
    var parts = new ArrayList<Node>();
    parts.add(label("pb-caption", context.say("ui.refusal.holder")));
    parts.add(
        holder.ownListener().isPresent()
            ? Badge.listener(holder.ownListener().getAsInt())
            : Icons.of(Feather.CPU));
    parts.add(label("pb-holder-endpoint", holder.local().toString()));
    parts.addAll(options(holder.reuse()));
    parts.add(label("pb-muted", process(holder)));
    parts.add(label("pb-muted", user(holder)));
    var row = new HBox(8);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getChildren().addAll(parts);
    return row;
  }

  private List<Node> options(@Nullable ReuseOptions reuse) {
    if (reuse == null) {
      return List.of(Badge.neutral(context.say("ui.refusal.holder.options-unknown")));
    }
    var badges = new ArrayList<Node>();
    if (reuse.reusePort()) {
      badges.add(Badge.option("SO_REUSEPORT"));
    }
    if (reuse.reuseAddr()) {
      badges.add(Badge.option("SO_REUSEADDR"));
    }
    return badges.isEmpty() ? List.of(Badge.neutral(context.say("ui.listener.no-reuse"))) : badges;
  }

  private String process(Holder holder) {
    if (holder.ownListener().isPresent()) {
      return context.say("ui.refusal.holder.own");
    }
    return holder.processes().isEmpty()
        ? context.say("ui.refusal.holder.process-unknown")
        : holder.processes().stream()
            .map(
                each ->
                    context.say(
                        "ui.refusal.holder.process",
                        Visible.of(each.program()),
                        String.valueOf(each.pid())))
            .collect(Collectors.joining(", "));
  }

  private String user(Holder holder) {
    String user = holder.user();
    return context.say(
        "ui.refusal.holder.user", user == null ? String.valueOf(holder.uid()) : user);
  }

  private static Label label(String styleClass, String text) {
    var label = new Label(text);
    label.getStyleClass().add(styleClass);
    return label;
  }
}
