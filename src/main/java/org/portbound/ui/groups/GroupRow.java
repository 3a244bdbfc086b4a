package org.portbound.ui.groups;

import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.SourceFilter;
import org.portbound.socket.WellKnownGroups;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.GroupsView.JoinedView;
import org.portbound.workbench.GroupsView.State;

/** One membership: the group, what the kernel says of it, and what can be done. */
final class GroupRow extends HBox {
  private static final double PLACE_PX = 200;
  private static final double COUNT_PX = 104;

  /** What can be wished for a membership. */
  interface Wishes {
    /** Leave it. */
    void leave(GroupMembership membership);

    /** Join it again, as it was. */
    void joinAgain(GroupMembership membership);

    /** Ask for other sources. */
    void change(GroupMembership membership);
  }

  GroupRow(UiContext context, int place, JoinedView view, Wishes wishes) {
    super(8);
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("pb-check");
    GroupMembership membership = view.membership();
    String id = "groups-row-" + place;
    String where = membership.withSources(SourceFilter.ANY).toString();
    var name = new Label(where, icon(view.state()));
    name.setId(id + "-name");
    name.getStyleClass().add("pb-mono");
    fix(name, PLACE_PX);
    UiContext.tip(name, membership.toString());
    var count =
        new Label(
            view.datagrams() < 0
                ? context.say("ui.groups.count-unknown")
                : context.say("ui.groups.count", Formats.count(view.datagrams())));
    count.setId(id + "-count");
    count.getStyleClass().add("pb-figure");
    fix(count, COUNT_PX);
    var words = new Label(words(context, view));
    words.setId(id + "-kernel");
    words.getStyleClass().add("pb-muted");
    words.setMinWidth(0);
    words.setMaxWidth(Double.MAX_VALUE);
    UiContext.tip(words, words.getText());
    HBox.setHgrow(words, Priority.ALWAYS);
    getChildren().addAll(name, count, words);
    if (view.state() == State.LOST) {
      getChildren()
          .add(button(context, id, "again", membership, () -> wishes.joinAgain(membership)));
    } else {
      getChildren().add(button(context, id, "change", membership, () -> wishes.change(membership)));
    }
    getChildren().add(button(context, id, "leave", membership, () -> wishes.leave(membership)));
    UiContext.label(this, id, name.getText() + ": " + words.getText());
  }

  private static void fix(Label label, double widthPx) {
    label.setMinWidth(widthPx);
    label.setPrefWidth(widthPx);
    label.setMaxWidth(widthPx);
  }

  private static Button button(
      UiContext context, String id, String verb, GroupMembership of, Runnable action) {
    var button = new Button(context.say("ui.groups." + verb + ".label"));
    UiContext.label(
        button, id + "-" + verb, context.say("ui.groups." + verb + ".name", of.toString()));
    UiContext.tip(button, context.say("ui.groups." + verb + ".tip"));
    button.getStyleClass().addAll("small", "flat");
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(event -> action.run());
    return button;
  }

  private static Node icon(State state) {
    return switch (state) {
      case CONFIRMED -> Icons.of(Feather.CHECK, "pb-icon-small", "pb-icon-success");
      case LOST -> Icons.of(Feather.X, "pb-icon-small", "pb-icon-danger");
      case UNCONFIRMED -> Icons.of(Feather.HELP_CIRCLE, "pb-icon-small", "pb-icon-warning");
    };
  }

  /** What it is for, and the kernel's word. */
  private static String words(UiContext context, JoinedView view) {
    SourceFilter sources = view.membership().sources();
    String list = String.join(", ", sources.sources().stream().map(Endpoint::text).toList());
    String from =
        sources.isAny()
            ? ""
            : context.say(
                    sources.mode() == SourceFilter.Mode.ONLY
                        ? "ui.groups.from-only"
                        : "ui.groups.from-all-but",
                    list)
                + " · ";
    String known =
        WellKnownGroups.nameOf(view.membership().group())
            .map(each -> context.say(each) + " · ")
            .orElse("");
    Optional<SourceFilter> kernel = view.kernelSources();
    boolean differs = kernel.isPresent() && !kernel.get().isSameAs(sources);
    return from
        + known
        + switch (view.state()) {
          case LOST -> context.say("ui.groups.kernel.lost", view.membership().interfaceName());
          case UNCONFIRMED -> context.say("ui.groups.kernel.unconfirmed");
          case CONFIRMED ->
              differs
                  ? context.say("ui.groups.kernel.differs", kernel.get().toString())
                  : context.say(
                      view.members().orElse(1) == 1
                          ? "ui.groups.kernel.member"
                          : "ui.groups.kernel.members",
                      String.valueOf(view.members().orElse(1)));
        };
  }
}
