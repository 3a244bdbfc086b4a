package org.portbound.ui.groups;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.ui.control.ListenerPanel;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.GroupResult;
import org.portbound.workbench.GroupsView;
import org.portbound.workbench.ListenerView;

/** The groups of one listener; takes no room while nobody asks. */
public final class GroupsPanel extends ListenerPanel {
  private static final long LOOK_NS = TimeUnit.SECONDS.toNanos(1);

  private final UiContext context;
  private final GroupActions actions;
  private final CheckBox all4;
  private final CheckBox all6;
  private final JoinForm form;
  private final AnswerLines answer;
  private final VBox rows = new VBox();
  private @Nullable GroupsView shown;
  private int listener;
  private long asked;
  private boolean looking;
  private long lookedNs;

  /** A panel that shows nothing yet. */
  public GroupsPanel(UiContext context, GroupActions actions) {
    super(context, "groups");
    this.context = context;
    this.actions = actions;
    this.all4 = all("groups-all4", Family.INET);
    this.all6 = all("groups-all6", Family.INET6);
    this.form = new JoinForm(context, actions, this::wanted);
    this.answer = new AnswerLines(context);
    rows.getStyleClass().add("pb-checks");
    compose(Feather.USERS, form, "groups-list", new VBox(4, answer, rows), all4, all6);
  }

  private CheckBox all(String id, Family family) {
    CheckBox box = context.named(new CheckBox(context.say("ui." + id + ".label")), id);
    box.getStyleClass().add("pb-mono");
    box.setMinWidth(Region.USE_PREF_SIZE);
    box.setMnemonicParsing(false);
    box.managedProperty().bind(box.visibleProperty());
    box.setOnAction(
        event ->
            actions.setMulticastAll(
                listener, family, box.isSelected(), result -> switched(result, box)));
    return box;
  }

  /** Shows the groups of this listener. */
  public void show(ListenerView view) {
    listener = view.number();
    shown = null;
    asked++;
    summarize("");
    rows.getChildren().clear();
    answer.clear();
    form.begin(listener);
    present(view);
    look();
  }

  /** Puts it away. */
  @Override
  public void dismiss() {
    asked++;
    setVisible(false);
  }

  /** Looks again now and then while it is in sight; called every frame. */
  public void look(long nowNs) {
    if (isVisible() && !looking && nowNs - lookedNs > LOOK_NS) {
      lookedNs = nowNs;
      look();
    }
  }

  private void look() {
    long number = asked;
    looking = true;
    actions.view(
        listener,
        view -> {
          looking = false;
          if (number == asked) {
            show(view);
          }
        });
  }

  private void show(Optional<GroupsView> view) {
    if (view.isEmpty()) {
      dismiss();
      return;
    }
    GroupsView now = view.get();
    if (now.equals(shown)) {
      return;
    }
    shown = now;
    summarize(summary(now));
    show(all4, now.all4(), true);
    show(all6, now.all6(), now.ipv6());
    var lines = new ArrayList<Node>();
    for (int i = 0; i < now.groups().size(); i++) {
      lines.add(new GroupRow(context, i, now.groups().get(i), new RowWishes()));
    }
    if (lines.isEmpty()) {
      var empty = new Label(context.say("ui.groups.none"));
      empty.setId("groups-none");
      empty.getStyleClass().add("pb-muted");
      empty.setWrapText(true);
      lines.add(empty);
    }
    rows.getChildren().setAll(lines);
    form.changed();
  }

  private static void show(CheckBox box, Optional<Boolean> value, boolean there) {
    box.setVisible(there);
    box.setAllowIndeterminate(false);
    box.setIndeterminate(value.isEmpty());
    box.setSelected(value.orElse(false));
  }

  private String summary(GroupsView now) {
    return now.limits().memberships().isPresent()
        ? context.say(
            "ui.groups.summary",
            String.valueOf(now.joined4()),
            String.valueOf(now.limits().memberships().getAsInt()))
        : context.say("ui.groups.summary-unlimited", String.valueOf(now.groups().size()));
  }

  private void wanted(List<GroupMembership> memberships) {
    GroupMembership changing = form.changing();
    if (changing != null) {
      GroupMembership now = changing.withSources(memberships.getFirst().sources());
      actions.setSources(
          listener,
          changing,
          now.sources(),
          result -> {
            form.begin(listener);
            answered(result, context.say("ui.groups.answer.changed", now.toString()));
          });
      return;
    }
    String words =
        memberships.size() == 1
            ? memberships.getFirst().toString()
            : memberships.getFirst() + " … " + memberships.getLast();
    actions.join(
        listener,
        memberships,
        result -> answered(result, context.say("ui.groups.answer.joined", words)));
  }

  private void answered(GroupResult result, String sentence) {
    switch (result) {
      case GroupResult.Done(var expected) -> answer.done(sentence, expected);
      case GroupResult.Refused refused ->
          answer.refused(
              refused.refusal(),
              refused.expected(),
              fix ->
                  actions.apply(
                      listener,
                      fix,
                      then -> answered(then, context.say("ui.groups.answer.fixed"))));
      case GroupResult.NotSwitched(var why) -> answer.notDone(context.say(why));
      case GroupResult.NoListener _ -> dismiss();
    }
    look();
  }

  private void switched(GroupResult result, CheckBox box) {
    shown = null;
    answered(
        result,
        context.say(
            box.isSelected() ? "ui.groups.answer.on" : "ui.groups.answer.off", box.getText()));
  }

  private final class RowWishes implements GroupRow.Wishes {
    @Override
    public void leave(GroupMembership membership) {
      actions.leave(
          listener,
          membership,
          result -> answered(result, context.say("ui.groups.answer.left", membership.toString())));
    }

    @Override
    public void joinAgain(GroupMembership membership) {
      actions.join(
          listener,
          List.of(membership),
          result ->
              answered(result, context.say("ui.groups.answer.joined", membership.toString())));
    }

    @Override
    public void change(GroupMembership membership) {
      answer.clear();
      form.change(membership);
    }
  }
}
