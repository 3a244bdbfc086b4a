package org.portbound.ui.map;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Steering;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.Segments;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.chart.Palette;
import org.portbound.ui.control.chart.SharesChart;
import org.portbound.ui.control.chart.SharesChart.Bar;
import org.portbound.ui.map.GroupTally.Row;
import org.portbound.workbench.GroupSteering;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.SharedGroup;

/**
 * How a reuseport group shares: its datagrams and its flows by socket, beside what was to be
 * expected, and what decides. JavaFX thread.
 */
final class DistributionPane extends VBox {
  private static final int MOST_ROWS = 8;

  private final UiContext context;
  private final ComboBox<Integer> choice = new ComboBox<>();
  private final SharesChart datagrams;
  private final SharesChart flows;
  private final Label datagramsTitle = caption("map-datagrams-title");
  private final Label flowsTitle = caption("map-flows-title");
  private final Label meaning = caption("map-meaning");
  private final Label outcome = caption("map-outcome");
  private final Map<GroupSteering, ToggleButton> steering = new EnumMap<>(GroupSteering.class);
  private final Button send;
  private final VBox content = new VBox(6);
  private final Label none = caption("map-no-group");
  private List<ListenerView> listeners = List.of();
  private @Nullable SharedGroup group;
  private boolean filling;

  /** What the user can have done to a group. */
  interface Actions {
    /** Something else is to decide. */
    void steer(SharedGroup group, GroupSteering by);

    /** Datagrams from many ports. */
    void send(SharedGroup group);
  }

  DistributionPane(UiContext context, Palette palette, Actions actions) {
    super(6);
    this.context = context;
    this.datagrams = chart("map-datagrams", palette);
    this.flows = chart("map-flows", palette);
    this.send = context.named(new Button(context.say("ui.map-send.label")), "map-send");
    setId("map-distribution");
    send.setOnAction(event -> withGroup(actions::send));
    var title = new Label(context.say("ui.map.distribution"));
    title.getStyleClass().add("pb-label");
    context.named(choice, "map-group");
    choice.getStyleClass().add("pb-chart-port");
    choice.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable Integer listener) {
            return listener == null ? "" : name(listener);
          }

          @Override
          public @Nullable Integer fromString(String text) {
            return null;
          }
        });
    var header = new HBox(8, title, choice);
    header.setAlignment(Pos.CENTER_LEFT);
    for (GroupSteering each : GroupSteering.values()) {
      String id = "map-steer-" + each.label();
      var button = context.named(new ToggleButton(context.say("ui." + id + ".label")), id);
      button.setOnAction(event -> withGroup(of -> actions.steer(of, each)));
      steering.put(each, button);
    }
    Label others = caption("map-others");
    others.setText(context.say("ui.map.others-left-out"));
    content
        .getChildren()
        .addAll(
            Segments.of(steering.values().toArray(ToggleButton[]::new)),
            meaning,
            datagramsTitle,
            datagrams,
            flowsTitle,
            flows,
            others,
            send);
    none.setText(context.say("ui.map.no-group"));
    getChildren().addAll(header, none, content, outcome);
    content.managedProperty().bind(content.visibleProperty());
    none.managedProperty().bind(none.visibleProperty());
    outcome.managedProperty().bind(outcome.textProperty().isNotEmpty());
  }

  private static Label caption(String id) {
    var label = new Label();
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    label.getStyleClass().add("pb-caption");
    return label;
  }

  private SharesChart chart(String id, Palette palette) {
    var chart =
        new SharesChart(
            palette,
            new SharesChart.Words() {
              @Override
              public String nothing() {
                return context.say("ui.map.nothing-yet");
              }

              @Override
              public String more(int more, long count) {
                return context.say("ui.charts.more", String.valueOf(more), Formats.count(count));
              }
            });
    chart.setId(id);
    return chart;
  }

  private void withGroup(Consumer<SharedGroup> action) {
    SharedGroup now = group;
    if (now != null && !filling) {
      action.accept(now);
    }
  }

  /** The group's address, by its first member. */
  private String name(int listener) {
    return listeners.stream()
        .filter(each -> each.number() == listener)
        .map(each -> each.local().toString())
        .findFirst()
        .orElse("");
  }

  /** Tells what came of an action. */
  void tell(String sentence) {
    outcome.setText(sentence);
  }

  /**
   * Shows the groups.
   *
   * @param preferred a listener whose group is wanted, or 0
   */
  void show(List<GroupTally> tallies, List<ListenerView> now, int preferred) {
    listeners = now;
    boolean some = !tallies.isEmpty();
    content.setVisible(some);
    choice.setVisible(some);
    none.setVisible(!some);
    if (!some) {
      group = null;
      return;
    }
    List<Integer> firsts =
        tallies.stream().map(each -> each.group().members().getFirst().listener()).toList();
    Integer wish = preferred > 0 ? firstOf(tallies, preferred) : choice.getValue();
    filling = true;
    if (!choice.getItems().equals(firsts)) {
      choice.getItems().setAll(firsts);
    }
    choice.setValue(wish != null && firsts.contains(wish) ? wish : firsts.getFirst());
    GroupTally tally = tallies.get(firsts.indexOf(choice.getValue()));
    group = tally.group();
    Objects.requireNonNull(steering.get(by(tally.group()))).setSelected(true);
    filling = false;
    draw(tally);
  }

  private static @Nullable Integer firstOf(List<GroupTally> tallies, int listener) {
    return tallies.stream()
        .filter(each -> each.has(listener))
        .map(each -> each.group().members().getFirst().listener())
        .findFirst()
        .orElse(null);
  }

  private static GroupSteering by(SharedGroup group) {
    if (group.steering() == Steering.FIRST_BYTE) {
      return GroupSteering.FIRST_BYTE;
    }
    return group.byCpu() ? GroupSteering.CPU : GroupSteering.HASH;
  }

  private void draw(GroupTally tally) {
    GroupSteering by = by(tally.group());
    meaning.setText(context.say("ui.map.meaning." + by.label()));
    List<Row> rows = tally.rows();
    int count = rows.size();
    double evenFlows = (double) tally.flows() / count;
    double flowSpread = 2 * Math.sqrt(evenFlows * (1 - 1.0 / count));
    var ofDatagrams = new ArrayList<Bar>();
    var ofFlows = new ArrayList<Bar>();
    for (int i = 0; i < count; i++) {
      Row row = rows.get(i);
      String label = label(tally.group(), by, i);
      ofDatagrams.add(
          new Bar(label, row.listener(), row.datagrams(), row.expected(), row.spread()));
      ofFlows.add(
          new Bar(
              label,
              row.listener(),
              row.flows(),
              by == GroupSteering.HASH ? evenFlows : Double.NaN,
              flowSpread));
    }
    draw(datagrams, ofDatagrams);
    draw(flows, ofFlows);
    String all = Formats.count(tally.datagrams());
    datagramsTitle.setText(context.say("ui.map.datagrams", all));
    flowsTitle.setText(
        context.say("ui.map.flows", (tally.full() ? ">" : "") + Formats.count(tally.flows())));
    datagrams.setAccessibleText(aloud("ui.map.datagrams", all, ofDatagrams));
    flows.setAccessibleText(aloud("ui.map.flows", Formats.count(tally.flows()), ofFlows));
  }

  /** What leads to a socket: its index, or its processor. */
  private String label(SharedGroup of, GroupSteering by, int index) {
    return switch (by) {
      case HASH -> "";
      case FIRST_BYTE -> context.say("ui.map.byte", String.valueOf(index));
      case CPU -> {
        int cpu = of.members().get(index).incomingCpu();
        yield cpu < 0 ? "–" : context.say("ui.map.cpu", String.valueOf(cpu));
      }
    };
  }

  private static void draw(SharesChart chart, List<Bar> bars) {
    double heightPx = Math.clamp(bars.size(), 2, MOST_ROWS) * SharesChart.ROW_PX;
    chart.setMinHeight(heightPx);
    chart.setPrefHeight(heightPx);
    chart.show(bars);
  }

  private String aloud(String title, String all, List<Bar> bars) {
    var words = new StringBuilder(context.say(title, all));
    for (Bar each : bars) {
      words.append(
          Double.isNaN(each.expected())
              ? context.say(
                  "ui.map.bar", String.valueOf(each.listener()), Formats.count(each.count()))
              : context.say(
                  "ui.map.bar-expected",
                  String.valueOf(each.listener()),
                  Formats.count(each.count()),
                  Formats.count(Math.round(each.expected())),
                  Formats.count(Math.round(each.spread()))));
    }
    return words.toString();
  }
}
