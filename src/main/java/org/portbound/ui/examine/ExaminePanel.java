package org.portbound.ui.examine;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.arrival.Check;
import org.portbound.diagnosis.arrival.Verdict;
import org.portbound.ui.control.ListenerPanel;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.ListenerView;

/** Why nothing arrives at a listener; takes no room while nobody asks. */
public final class ExaminePanel extends ListenerPanel {
  private final UiContext context;
  private final Examination examination;
  private final ProgressIndicator progress = new ProgressIndicator();
  private final VBox rows = new VBox();
  private final ExpectationForm form;
  private final Button run;
  private @Nullable ListenerView listener;
  private long asked;

  /** A panel that shows nothing yet. */
  public ExaminePanel(UiContext context, Examination examination) {
    super(context, "examine");
    this.context = context;
    this.examination = examination;
    run = context.named(new Button(context.say("ui.examine-run.label")), "examine-run");
    run.setMinWidth(Region.USE_PREF_SIZE);
    run.setOnAction(event -> run());
    this.form = new ExpectationForm(context, run, this::run);
    run.disableProperty().bind(form.invalidProperty().or(progress.visibleProperty()));
    rows.getStyleClass().add("pb-checks");
    progress.setMaxSize(16, 16);
    progress.setVisible(false);
    compose(Feather.HELP_CIRCLE, form, "examine-checks", rows, progress);
  }

  /** Asks about this listener at once; what is expected can be changed then. */
  public void show(ListenerView view) {
    begin(view);
    run();
  }

  /** Shows what was found about this listener before. */
  public void show(ListenerView view, List<Check> checks) {
    begin(view);
    if (!checks.isEmpty()) {
      show(checks);
    }
  }

  private void begin(ListenerView view) {
    listener = view;
    form.fill(view);
    present(view);
  }

  /** Puts it away; what is still being checked is not shown. */
  @Override
  public void dismiss() {
    asked++;
    setVisible(false);
    progress.setVisible(false);
    rows.getChildren().clear();
  }

  private void run() {
    ListenerView about = listener;
    if (about == null) {
      return;
    }
    form.expectation()
        .ifPresent(
            expected -> {
              long number = ++asked;
              progress.setVisible(true);
              summarize(context.say("ui.examine.running"));
              examination.start(
                  about,
                  expected,
                  checks -> {
                    if (number == asked) {
                      show(checks);
                    }
                  });
            });
  }

  private void show(List<Check> checks) {
    progress.setVisible(false);
    rows.getChildren().setAll(checks.stream().map(each -> new CheckRow(context, each)).toList());
    summarize(
        context.say(
            "ui.examine.summary",
            count(checks, Verdict.PASSED),
            count(checks, Verdict.FAILED),
            count(checks, Verdict.UNKNOWN)));
  }

  private static String count(List<Check> checks, Verdict verdict) {
    return String.valueOf(checks.stream().filter(each -> each.verdict() == verdict).count());
  }
}
