package org.portbound.ui.traffic;

import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import org.portbound.capture.Datagram;
import org.portbound.socket.Interface;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;

/** What the kernel told of a datagram; what it did not tell is "unknown", never a guess. */
final class FactGrid extends GridPane {
  private final UiContext context;
  private final Label time = value("time");
  private final Label source = value("source");
  private final Label destination = value("destination");
  private final Label arrival = value("interface");
  private final Label ttl = value("ttl");
  private final Label length = value("length");

  FactGrid(UiContext context) {
    super(12, 3);
    this.context = context;
    getStyleClass().add("pb-facts");
    var names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    getColumnConstraints().setAll(names, new ColumnConstraints());
    addRow(0, name("source"), source);
    addRow(1, name("destination"), destination);
    addRow(2, name("time"), time);
    addRow(3, name("interface"), arrival);
    addRow(4, name("ttl"), ttl);
    addRow(5, name("length"), length);
  }

  private Label name(String key) {
    var label = new Label(context.say("ui.detail." + key));
    label.getStyleClass().add("pb-caption");
    return label;
  }

  private static Label value(String id) {
    var label = new Label();
    label.setId("detail-" + id);
    label.getStyleClass().add("pb-fact");
    return label;
  }

  void show(Datagram datagram, String destinationText) {
    source.setText(datagram.source().toString());
    destination.setText(
        datagram.destinationKnown() ? destinationText : context.say("ui.detail.unknown"));
    time.setText(
        context.say(
            datagram.kernelTime() ? "ui.detail.time.kernel" : "ui.detail.time.own",
            Formats.clock(datagram.timeNs())));
    ttl.setText(
        datagram.ttlHops() < 0
            ? context.say("ui.detail.unknown")
            : String.valueOf(datagram.ttlHops()));
    length.setText(
        datagram.truncated()
            ? context.say(
                "ui.detail.length.cut",
                Formats.count(datagram.trueLengthBytes()),
                Formats.count(datagram.lengthBytes()))
            : context.say("ui.detail.length.whole", Formats.count(datagram.lengthBytes())));
    showInterface(datagram.interfaceIndex());
  }

  private void showInterface(int index) {
    if (index == 0) {
      arrival.setText(context.say("ui.detail.unknown"));
      return;
    }
    arrival.setText(String.valueOf(index));
    context
        .commands()
        .run(
            () ->
                Interface.all().stream()
                    .filter(each -> each.index() == index)
                    .map(Interface::name)
                    .findFirst()
                    .orElse(String.valueOf(index)),
            arrival::setText);
  }
}
