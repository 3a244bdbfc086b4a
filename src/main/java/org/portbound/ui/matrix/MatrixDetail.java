package org.portbound.ui.matrix;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.experiment.BindAddress;
import org.portbound.experiment.MatrixCell;
import org.portbound.experiment.OtherSystem;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Scrolling;
import org.portbound.ui.control.UiContext;

/** One cell explained, beside what other systems document of themselves. */
final class MatrixDetail extends HBox {
  private static final int PORT = 12_345;

  private final UiContext context;
  private final MatrixWords words;
  private final Consumer<SocketPlan> load;

  MatrixDetail(UiContext context, Consumer<SocketPlan> load) {
    this.context = context;
    this.words = new MatrixWords(context);
    this.load = load;
    getStyleClass().add("pb-matrix-detail");
    setSpacing(24);
  }

  /** Explains a cell. */
  void show(MatrixCell cell) {
    Label headline = line("pb-section", "matrix-detail-headline", words.pair(cell));
    Label prediction = line("pb-muted", "matrix-detail-prediction", words.prediction(cell));
    Label answer = line("pb-muted", "matrix-detail-answer", words.answer(cell));
    answer.setGraphic(
        cell.agrees()
            ? Icons.of(Feather.CHECK_CIRCLE, "pb-icon-small", "pb-icon-success")
            : Icons.of(Feather.ALERT_TRIANGLE, "pb-icon-small", "pb-icon-warning"));
    var buttons =
        new HBox(
            8,
            button("matrix-load-first", cell.addresses().first(), cell.first()),
            button("matrix-load", cell.addresses().second(), cell.second()));
    var left = new VBox(6, headline, prediction, answer, buttons);
    left.setMinWidth(0);
    HBox.setHgrow(left, Priority.ALWAYS);
    left.setMaxWidth(Double.MAX_VALUE);
    left.setPrefWidth(1);
    var right = new VBox(6, line("pb-label", "matrix-documentation", say("ui.matrix.documented")));
    for (OtherSystem each : OtherSystem.values()) {
      right.getChildren().add(system(each, cell));
    }
    var scroll = Scrolling.byKeys(Scrolling.around(right));
    UiContext.label(scroll, "matrix-documentation-place", say("ui.matrix.documented"));
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    HBox.setHgrow(scroll, Priority.ALWAYS);
    scroll.setPrefWidth(1);
    getChildren().setAll(left, scroll);
  }

  private String say(String key) {
    return context.say(key);
  }

  private Button button(String id, BindAddress address, ReuseOptions reuse) {
    Button button = context.named(new Button(context.say("ui." + id + ".label")), id);
    button.setGraphic(Icons.of(Feather.CORNER_UP_LEFT));
    button.getStyleClass().add("small");
    SocketPlan plan = address.plan(PORT, reuse);
    // The form binds an IPv4 address as IPv4: it has no way to say "mapped".
    button.setDisable(Family.of(address.address()) != address.family());
    button.setOnAction(event -> load.accept(plan));
    return button;
  }

  private Node system(OtherSystem system, MatrixCell cell) {
    OtherSystem.Answer answer = MatrixWords.answer(system, cell);
    var word =
        line(
            "pb-check-title",
            "matrix-other-" + system.ordinal(),
            context.say("ui.matrix.other", context.say(system.title()), words.answer(answer)));
    word.setGraphic(
        switch (answer) {
          case ALLOWED -> Icons.of(Feather.CHECK, "pb-icon-small", "pb-icon-success");
          case REFUSED -> Icons.of(Feather.X, "pb-icon-small", "pb-icon-danger");
          case NOT_SAID, NO_SUCH_OPTION ->
              Icons.of(Feather.MINUS, "pb-icon-small", "pb-icon-muted");
        });
    var remark =
        line(
            "pb-muted",
            "matrix-remark-" + system.ordinal(),
            context.say(system.remark()) + " " + context.say(system.source()));
    return new VBox(1, word, remark);
  }

  private static Label line(String styleClass, String id, String text) {
    var label = new Label(text);
    label.setId(id);
    label.getStyleClass().add(styleClass);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }
}
