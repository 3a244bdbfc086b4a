package org.portbound.ui.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.experiment.Matrix;
import org.portbound.experiment.MatrixGrid;
import org.portbound.experiment.Progress;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.ui.control.FileChoice;
import org.portbound.ui.control.FocusMove;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.PngFile;
import org.portbound.ui.control.Scrolling;
import org.portbound.ui.control.Segments;
import org.portbound.ui.control.UiContext;

/** All pairs of options over the address cases, on this very kernel, and each of them explained. */
public final class MatrixPage extends VBox {
  private static final Duration PROGRESS_EVERY = Duration.millis(50);

  /** What the header and every row of the grid need. */
  private static final double GRID_PX = 508;

  private static final double DETAIL_PX = 150;

  /** More height than this goes to the grid. */
  private static final double MOST_DETAIL_PX = 300;

  private static final String PLACE = "matrix-page";

  private final UiContext context;
  private final MatrixTable table;
  private final MatrixDetail detail;
  private final ScrollPane scroll;
  private final StackPane place = new StackPane();
  private final Label summary = new Label();
  private final Label left = new Label();
  private final ProgressBar progress = new ProgressBar(0);
  private final Button run;
  private final Button cancel;
  private final Button csv;
  private final Button png;
  private final ToggleButton same;
  private final ToggleButton other;
  private final Timeline clock =
      new Timeline(new KeyFrame(PROGRESS_EVERY, event -> showProgress()));
  private final MatrixState state;

  /**
   * @param load takes the plan of a cell for the bind form
   */
  public MatrixPage(UiContext context, SocketProvider provider, Consumer<SocketPlan> load) {
    this.context = context;
    this.state =
        context
            .memory()
            .keep(
                MatrixState.class,
                () -> new MatrixState((done, stop) -> Matrix.run(provider, done, stop)));
    this.detail = new MatrixDetail(context, load);
    this.table = new MatrixTable(context, detail::show);
    this.run = button("matrix-run", Feather.PLAY);
    this.cancel = button("matrix-cancel", Feather.STOP_CIRCLE);
    this.csv = button("matrix-csv", Feather.DOWNLOAD);
    this.png = button("matrix-png", Feather.IMAGE);
    this.same = segment("matrix-same-user");
    this.other = segment("matrix-other-user");
    setId(PLACE);
    getStyleClass().add("pb-right");
    clock.setCycleCount(Animation.INDEFINITE);
    run.getStyleClass().add("accent");
    run.setOnAction(event -> run());
    cancel.setOnAction(event -> state.cancelled.set(true));
    csv.setOnAction(event -> saveCsv());
    png.setOnAction(event -> savePicture());
    scroll = Scrolling.around(table);
    scroll.setFitToWidth(true);
    scroll.setFitToHeight(true);
    place.getChildren().setAll(emptyState());
    place.setMinHeight(0);
    VBox.setVgrow(place, Priority.ALWAYS);
    detail.managedProperty().bind(detail.visibleProperty());
    detail.setVisible(false);
    detail
        .prefHeightProperty()
        .bind(
            heightProperty()
                .map(px -> Math.clamp(px.doubleValue() - GRID_PX, DETAIL_PX, MOST_DETAIL_PX)));
    Panes.mark(place, () -> FocusMove.firstIn(table));
    Panes.mark(detail);
    getChildren().addAll(header(), place, detail);
    context.memory().replace(PLACE, MatrixPage.class, this);
    running(state.running);
    summarize();
    showGrid();
  }

  private Button button(String id, Feather icon) {
    Button button = context.named(new Button(context.say("ui." + id + ".label")), id);
    button.setGraphic(Icons.of(icon));
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }

  private ToggleButton segment(String id) {
    return context.named(new ToggleButton(context.say("ui." + id + ".label")), id);
  }

  private Node header() {
    var title = new Label(context.say("ui.matrix.title"));
    title.getStyleClass().add("pb-section");
    title.setMinWidth(USE_PREF_SIZE);
    summary.setId("matrix-summary");
    summary.getStyleClass().add("pb-muted");
    left.setId("matrix-left");
    left.getStyleClass().add("pb-muted");
    left.setMinWidth(USE_PREF_SIZE);
    left.visibleProperty().bind(progress.visibleProperty());
    left.managedProperty().bind(progress.visibleProperty());
    UiContext.label(progress, "matrix-progress", context.say("ui.matrix.progress"));
    var segments = Segments.of(same, other);
    same.selectedProperty().subscribe(this::showGrid);
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var header =
        new HBox(8, title, summary, space, left, progress, segments, csv, png, cancel, run);
    header.getStyleClass().addAll("pb-pane-header", "pb-page-header");
    Panes.mark(header);
    return header;
  }

  private Node emptyState() {
    var title = new Label();
    title.setId("matrix-empty-title");
    title
        .textProperty()
        .bind(
            progress
                .visibleProperty()
                .map(
                    running ->
                        context.say(
                            running ? "ui.matrix.running.title" : "ui.matrix.empty.title")));
    title.getStyleClass().add("pb-empty-title");
    var sentence = new Label(context.say("ui.matrix.empty.detail"));
    sentence.getStyleClass().add("pb-empty-detail");
    sentence.setWrapText(true);
    var box = new VBox(8, Icons.of(Feather.GRID, "pb-icon-empty"), title, sentence);
    box.setId("matrix-empty");
    box.getStyleClass().add("pb-empty");
    return box;
  }

  private void run() {
    state.begin();
    running(true);
    context
        .commands()
        .ask(
            state::run,
            result -> context.memory().newest(PLACE, MatrixPage.class).finished(result));
  }

  private void running(boolean now) {
    run.setDisable(now);
    cancel.setVisible(now);
    cancel.setManaged(now);
    progress.setVisible(now);
    progress.setManaged(now);
    MatrixGrid shown = state.grid;
    boolean nothing = now || shown == null;
    csv.setDisable(nothing);
    png.setDisable(nothing);
    same.setDisable(nothing);
    other.setDisable(now || shown == null || shown.laboratory().otherUser().isEmpty());
    if (now) {
      clock.playFromStart();
    } else {
      clock.stop();
    }
  }

  private void showProgress() {
    progress.setProgress(state.doneShare);
    left.setText(state.left().map(context::say).orElse(""));
  }

  private void finished(MatrixGrid result) {
    state.end(result);
    running(false);
    detail.setVisible(false);
    showGrid();
    summarize();
  }

  private void summarize() {
    MatrixGrid result = state.last;
    if (result == null) {
      return;
    }
    int differing = result.differences().size();
    String key = state.cancelled.get() ? "cancelled" : differing == 0 ? "agrees" : "differs";
    summary.setText(
        context.say(
            "ui.matrix.summary." + key,
            String.valueOf(result.cells().size()),
            String.valueOf(differing)));
  }

  private void showGrid() {
    MatrixGrid shown = state.grid;
    if (shown != null) {
      table.show(shown, other.isSelected());
      detail.show(shown.cells().getFirst());
      detail.setVisible(true);
      place.getChildren().setAll(scroll);
    }
  }

  /** What makes the matrix; blocks, on a thread of its own. */
  @FunctionalInterface
  public interface Experiment {
    /** Runs it until it is done or cancelled. */
    MatrixGrid run(Progress progress, BooleanSupplier cancelled);
  }

  /** Makes the matrix in another way than on this kernel alone. */
  public void experimentBy(Experiment other) {
    state.experiment = other;
  }

  private void saveCsv() {
    MatrixGrid saved = state.grid;
    if (saved != null) {
      save("csv", file -> Files.writeString(file, saved.toCsv()));
    }
  }

  private void savePicture() {
    Image picture = table.snapshot(null, null);
    save("png", file -> PngFile.write(picture, file));
  }

  @FunctionalInterface
  private interface Write {
    void to(Path file) throws IOException;
  }

  private void save(String ending, Write write) {
    context
        .files()
        .save(
            getScene().getWindow(),
            "portbound-matrix." + ending,
            List.of(new FileChoice.Kind(context.say("ui.file." + ending), List.of("." + ending))))
        .ifPresent(
            file ->
                context
                    .commands()
                    .ask(
                        () -> {
                          try {
                            write.to(file);
                            return context.say("ui.file.saved", file);
                          } catch (IOException e) {
                            return context.say("ui.file.not-saved", file, e.toString());
                          }
                        },
                        summary::setText));
  }
}
