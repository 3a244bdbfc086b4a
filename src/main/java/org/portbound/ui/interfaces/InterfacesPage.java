package org.portbound.ui.interfaces;

import java.util.List;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.arrival.GroupTable;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Interface;
import org.portbound.socket.WellKnownGroups;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.Scrolling;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.Workbench;

/** Every network interface, live, and below the groups that are joined on the selected one. */
public final class InterfacesPage extends VBox {
  private static final Duration EVERY = Duration.seconds(1);
  private static final double DETAIL_PX = 200;

  private final UiContext context;
  private final Workbench workbench;
  private final InterfacesTable table;
  private final Label count = new Label();
  private final Label title = new Label();
  private final VBox groups = new VBox(4);
  private final Timeline clock = new Timeline(new KeyFrame(EVERY, event -> look()));
  private Optional<List<GroupTable.Member>> members = Optional.of(List.of());
  private boolean looking;

  /** A page that looks for groups while it is in sight; the interfaces are always looked at. */
  public InterfacesPage(UiContext context, Workbench workbench) {
    this.context = context;
    this.workbench = workbench;
    this.table = new InterfacesTable(context, this::membersOn);
    clock.setCycleCount(Animation.INDEFINITE);
    getStyleClass().add("pb-right");
    VBox.setVgrow(table, Priority.ALWAYS);
    table.getSelectionModel().selectedItemProperty().subscribe(this::showGroups);
    context.interfaces().interfacesProperty().subscribe(this::show);
    Panes.mark(table);
    getChildren().addAll(header(), table, detail());
  }

  private Node header() {
    var name = new Label(context.say("ui.interfaces.title"));
    name.getStyleClass().add("pb-section");
    count.setId("interfaces-count");
    count.getStyleClass().add("pb-muted");
    var live = new Label(context.say("ui.interfaces.live"));
    live.getStyleClass().add("pb-muted");
    var header = new HBox(8, name, count, live);
    header.getStyleClass().addAll("pb-pane-header", "pb-page-header");
    return header;
  }

  private Node detail() {
    title.setId("interfaces-groups-title");
    title.getStyleClass().add("pb-section");
    title.setGraphic(Icons.of(Feather.USERS));
    groups.setId("interfaces-groups");
    var scroll = Scrolling.byKeys(Scrolling.around(groups));
    UiContext.label(scroll, "interfaces-groups-list", context.say("ui.interfaces.column.groups"));
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("pb-checks-scroll");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    var detail = new VBox(8, title, scroll);
    detail.getStyleClass().addAll("pb-examine", "pb-interfaces-detail");
    detail.setMinHeight(DETAIL_PX);
    detail.setMaxHeight(DETAIL_PX);
    Panes.mark(detail);
    return detail;
  }

  /** Looks for groups while the page is in sight, and not otherwise. */
  public void shown(boolean inSight) {
    if (inSight) {
      look();
      clock.playFromStart();
    } else {
      clock.stop();
    }
  }

  private void look() {
    if (!looking) {
      looking = true;
      context
          .commands()
          .ask(
              () -> GroupTable.in(workbench.provider().networkFiles()),
              found -> {
                looking = false;
                if (!found.equals(members)) {
                  members = found;
                  table.refresh();
                  showGroups(table.getSelectionModel().getSelectedItem());
                }
              });
    }
  }

  private List<GroupTable.Member> membersOn(Interface each) {
    return members.orElse(List.of()).stream()
        .filter(member -> member.interfaceName().equals(each.name()))
        .toList();
  }

  private void show(List<Interface> now) {
    table.show(now);
    count.setText(String.valueOf(now.size()));
    showGroups(table.getSelectionModel().getSelectedItem());
  }

  private void showGroups(@Nullable Interface selected) {
    if (selected == null) {
      title.setText(context.say("ui.interfaces.groups.none-selected"));
      groups.getChildren().clear();
      return;
    }
    List<GroupTable.Member> joined = membersOn(selected);
    String key = joined.isEmpty() ? "ui.interfaces.groups.none" : "ui.interfaces.groups";
    title.setText(
        members.isEmpty()
            ? context.say("ui.groups.kernel.unconfirmed")
            : context.say(key, selected.name()));
    groups.getChildren().setAll(joined.stream().map(this::line).toList());
  }

  private Node line(GroupTable.Member member) {
    var group = new Label(Endpoint.text(member.group()));
    group.getStyleClass().add("pb-mono");
    group.setMinWidth(DETAIL_PX);
    String name = WellKnownGroups.nameOf(member.group()).map(context::say).orElse("");
    var words =
        new Label(
            context.say(
                    member.users() == 1 ? "ui.groups.kernel.member" : "ui.groups.kernel.members",
                    String.valueOf(member.users()))
                + (name.isEmpty() ? "" : " · " + name));
    words.getStyleClass().add("pb-muted");
    var line = new HBox(12, group, words);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }
}
