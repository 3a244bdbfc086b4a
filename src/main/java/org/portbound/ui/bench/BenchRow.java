package org.portbound.ui.bench;

import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.file.bench.BenchListener;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;
import org.portbound.ui.control.Badge;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.Benches.Answer;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.PeerOpenResult;
import org.portbound.workbench.Refusal;

/** One listener of a workbench file: what it is to be, and what it has become. JavaFX thread. */
final class BenchRow extends HBox {
  /** More groups are told by their number. */
  private static final int GROUPS_SHOWN = 3;

  private final UiContext context;

  private BenchRow(UiContext context, int place) {
    super(8);
    this.context = context;
    setId("bench-listener-" + place);
    getStyleClass().add("pb-bench-row");
    setAlignment(Pos.CENTER_LEFT);
  }

  /** One that is to be opened; an interface that is not there is told. */
  static BenchRow planned(UiContext context, int place, BenchListener listener) {
    var row = new BenchRow(context, place);
    Optional<Message> missing = missing(context, listener.socket());
    Feather icon = missing.isPresent() ? Feather.ALERT_TRIANGLE : Feather.CIRCLE;
    String style = missing.isPresent() ? "pb-icon-warning" : "pb-icon-muted";
    row.fill(listener, icon, style, missing.map(context::say).orElse(""), List.of());
    return row;
  }

  private static Optional<Message> missing(UiContext context, SocketPlan plan) {
    String device = plan.device();
    Optional<Message> noDevice =
        device == null ? Optional.empty() : context.interfaces().missing(device);
    return noDevice.or(
        () ->
            plan.groups().stream()
                .map(each -> context.interfaces().missing(each.interfaceName()))
                .flatMap(Optional::stream)
                .findFirst());
  }

  /** One that was opened, or was not. */
  static BenchRow answered(UiContext context, int place, Answer answer, BenchActions actions) {
    var row = new BenchRow(context, place);
    switch (answer.result()) {
      case PeerOpenResult.Answered(OpenResult.Listening(ListenerView view)) ->
          row.fill(
              answer.listener(),
              Feather.CHECK_CIRCLE,
              "pb-icon-success",
              context.say("ui.bench.listening", String.valueOf(view.number()), view.local()),
              List.of());
      case PeerOpenResult.Answered(OpenResult.Refused(Refusal refusal)) -> {
        var why = new Button(context.say("ui.bench-why.label"));
        UiContext.label(why, "bench-why-" + place, context.say("ui.bench-why.name", place));
        UiContext.tip(why, context.say("ui.bench-why.tip"));
        why.getStyleClass().add("small");
        why.setMinWidth(USE_PREF_SIZE);
        why.setOnAction(event -> actions.explain(refusal));
        row.fill(
            answer.listener(),
            Feather.X_OCTAGON,
            "pb-icon-danger",
            context.say(refusal.diagnosis().headline()),
            List.of(why));
      }
      case PeerOpenResult.NotAnswered(Message why) ->
          row.fill(
              answer.listener(), Feather.X_OCTAGON, "pb-icon-danger", context.say(why), List.of());
    }
    return row;
  }

  private void fill(
      BenchListener listener, Feather icon, String style, String words, List<Node> actions) {
    SocketPlan plan = listener.socket();
    var local = new Label(plan.local().toString());
    local.getStyleClass().add("pb-mono");
    local.setMinWidth(USE_PREF_SIZE);
    var badges = new HBox(4);
    badges.setAlignment(Pos.CENTER_LEFT);
    addBadges(badges, listener);
    var said = new Label(words);
    said.setId(getId() + "-state");
    said.setWrapText(true);
    said.setMinWidth(0);
    said.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(said, Priority.ALWAYS);
    getChildren().addAll(Icons.of(icon, style), local, badges, said);
    getChildren().addAll(actions);
    setAccessibleText(plan.local() + " " + words);
  }

  private void addBadges(HBox badges, BenchListener listener) {
    SocketPlan plan = listener.socket();
    var all = badges.getChildren();
    ReuseOptions reuse = plan.reuse();
    if (reuse.reuseAddr()) {
      all.add(Badge.option("SO_REUSEADDR"));
    }
    if (reuse.reusePort()) {
      all.add(Badge.option("SO_REUSEPORT"));
    }
    plan.groups().stream()
        .limit(GROUPS_SHOWN)
        .map(GroupMembership::toString)
        .map(Badge::group)
        .forEach(all::add);
    if (plan.groups().size() > GROUPS_SHOWN) {
      int more = plan.groups().size() - GROUPS_SHOWN;
      all.add(Badge.neutral(context.say("ui.bench.more-groups", String.valueOf(more))));
    }
    if (plan.device() != null) {
      all.add(Badge.neutral(plan.device()));
    }
    if (listener.closeOnExit()) {
      all.add(Badge.neutral(context.say("ui.listener.on-exit")));
    }
    if (listener.process() != 0) {
      all.add(Badge.process(context.say("ui.bench.process", String.valueOf(listener.process()))));
    }
  }
}
