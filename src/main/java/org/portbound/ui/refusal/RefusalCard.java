package org.portbound.ui.refusal;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.portbound.diagnosis.Diagnosis;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.Holder;
import org.portbound.text.Message;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.Action.Kind;
import org.portbound.ui.control.FocusMove;
import org.portbound.ui.control.FocusReturn;
import org.portbound.ui.control.Icons;
import org.portbound.ui.control.Panes;
import org.portbound.ui.control.UiContext;

/** What the kernel refused and what helps; takes no room while there is nothing to say. */
public final class RefusalCard extends RefusalFrame {
  private static final PseudoClass SUCCESS = PseudoClass.getPseudoClass("success");

  /** As where programs are written: to what would mend it. */
  private static final KeyCombination TO_FIXES =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.ALT_DOWN);

  private final UiContext context;
  private final ProgressIndicator progress = new ProgressIndicator();
  private final FocusReturn focus = new FocusReturn(this);
  private FixRows fixes;
  private Supplier<Optional<Node>> home = Optional::empty;

  /** An empty card. */
  public RefusalCard(UiContext context) {
    super(context.say("ui.refusal.reasons"));
    this.context = context;
    this.fixes = new FixRows(context, List.of(), () -> {});
    setId("refusal-card");
    getStyleClass().add("pb-refusal");
    progress.setMaxSize(16, 16);
    progress.setVisible(false);
    managedProperty().bind(visibleProperty());
    putAway();
    Panes.mark(this, this::first);
    context.actions().addEach(() -> fixes.actions());
  }

  /** Leads to the first fix, wherever the focus is. */
  public Action toFixes() {
    return new Action("view-fixes", Kind.FIX, context.say("ui.refusal.to-fixes"), this::focusFirst)
        .withKey(TO_FIXES)
        .on("desk")
        .unless(() -> !isVisible(), context.say("ui.refusal.nothing"));
  }

  /**
   * Where the focus goes when it was in the card and the card goes, unless it goes back to where it
   * came from.
   */
  public void onLeave(Supplier<Optional<Node>> leads) {
    home = leads;
  }

  /** Nothing to say any more. */
  public void dismiss() {
    focus.around(this::putAway, Optional::empty, () -> home.get());
  }

  private void putAway() {
    setVisible(false);
    clear();
    fixes = new FixRows(context, List.of(), () -> {});
  }

  /** The focus to the first thing that can be done; nothing while there is no card. */
  public void focusFirst() {
    first().ifPresent(FocusMove::to);
  }

  private Optional<Node> first() {
    return fixes.first().or(() -> FocusMove.firstIn(this));
  }

  /** While a fix works its button is off; then the focus goes to the first that is there. */
  private void follow(boolean hadFocus) {
    if (hadFocus) {
      applyCss();
      focusFirst();
    }
  }

  /**
   * Shows a socket that could not be opened.
   *
   * @param offers what helps, the least harm first
   */
  public void show(Diagnosis diagnosis, List<Offer> offers) {
    boolean hadFocus = isFocusWithin();
    begin(false, context.say(diagnosis.headline()));
    addReasons(diagnosis.reasons());
    addHolders(diagnosis.holders());
    addNotes(diagnosis.notes());
    addOffers(offers);
    follow(hadFocus);
  }

  /**
   * Shows something else that failed, such as a send.
   *
   * @param offers what helps, the least harm first
   */
  public void showFailure(String headline, List<Message> reasons, List<Offer> offers) {
    boolean hadFocus = isFocusWithin();
    begin(false, headline);
    addReasons(reasons);
    addOffers(offers);
    follow(hadFocus);
  }

  /** Shows the kernel's good answer after a fix. */
  public void showAnswer(String answer) {
    boolean hadFocus = isFocusWithin();
    begin(true, answer);
    follow(hadFocus);
  }

  /** Says below the headline that the kernel refused once more after a fix. */
  public void addAgain() {
    head()
        .getChildren()
        .add(sentence(context.say("ui.refusal.again"), Feather.ROTATE_CCW, "pb-icon-danger"));
  }

  /**
   * Says below the headline what the kernel had been expected to say.
   *
   * @param subject {@code bind} or {@code send}
   * @param allowed what it did say
   */
  public void addPrediction(String subject, Forecast expected, boolean allowed) {
    boolean differs = expected.contradictedBy(allowed);
    String how = differs ? "predicted-otherwise" : "predicted";
    String key = "ui." + how + "." + subject + "-" + expected.outlook();
    HBox line =
        sentence(
            context.say(key, context.say(expected.why())),
            differs ? Feather.ALERT_TRIANGLE : icon(expected),
            differs ? "pb-icon-warning" : "pb-icon-muted");
    line.getChildren().getLast().setId("refusal-predicted");
    reasons().getChildren().addFirst(line);
  }

  private static Feather icon(Forecast kept) {
    return kept.outlook() == Forecast.Outlook.UNCERTAIN ? Feather.HELP_CIRCLE : Feather.CHECK;
  }

  /** Says below the headline why a fix could not be carried out; the fixes are on again. */
  public void showObstacle(Message why) {
    boolean hadFocus = isFocusWithin();
    setWorking(false);
    follow(hadFocus);
    head().getChildren().removeIf(node -> "refusal-obstacle".equals(node.getId()));
    HBox obstacle = sentence(context.say(why), Feather.ALERT_TRIANGLE, "pb-icon-warning");
    obstacle.setId("refusal-obstacle");
    head().getChildren().add(Math.min(1, head().getChildren().size()), obstacle);
  }

  private void begin(boolean success, String headline) {
    putAway();
    setVisible(true);
    pseudoClassStateChanged(SUCCESS, success);
    var icon =
        success
            ? Icons.of(Feather.CHECK_CIRCLE, "pb-icon-large", "pb-icon-success")
            : Icons.of(Feather.X_OCTAGON, "pb-icon-large", "pb-icon-danger");
    var title = new Label(headline);
    title.setId("refusal-headline");
    title.getStyleClass().add(success ? "pb-answer" : "pb-headline");
    title.setWrapText(true);
    title.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(title, Priority.ALWAYS);
    Button dismiss = context.named(new Button(), "refusal-dismiss");
    dismiss.setGraphic(Icons.of(Feather.X));
    dismiss.getStyleClass().addAll("flat", "pb-tool");
    dismiss.setOnAction(event -> dismiss());
    var key = new Label(context.say("ui.refusal.key", TO_FIXES.getDisplayText()));
    key.setId("refusal-key");
    key.getStyleClass().add("pb-refusal-key");
    key.setMinWidth(USE_PREF_SIZE);
    key.setVisible(!success);
    var top = new HBox(8, icon, title, progress, key, dismiss);
    top.setAlignment(Pos.CENTER_LEFT);
    progress.setVisible(false);
    head().getChildren().add(top);
    setAccessibleText(headline);
    notifyAccessibleAttributeChanged(AccessibleAttribute.TEXT);
  }

  private void addReasons(List<Message> reasons) {
    if (reasons.isEmpty()) {
      return;
    }
    var box = new VBox(4);
    box.setId("refusal-reasons");
    box.getStyleClass().add("pb-refusal-indent");
    for (Message reason : reasons) {
      var label = new Label(context.say(reason));
      label.getStyleClass().add("pb-reason");
      label.setWrapText(true);
      label.setMinHeight(USE_PREF_SIZE);
      box.getChildren().add(label);
    }
    reasons().getChildren().add(box);
  }

  private void addHolders(List<Holder> holders) {
    if (!holders.isEmpty()) {
      reasons().getChildren().add(new HolderRows(context, holders));
    }
  }

  /** What could not be seen, and what would show it. */
  private void addNotes(List<Message> notes) {
    for (Message note : notes) {
      reasons().getChildren().add(sentence(context.say(note), Feather.INFO, "pb-icon-muted"));
    }
  }

  private void addOffers(List<Offer> offers) {
    if (!offers.isEmpty()) {
      fixes = new FixRows(context, offers, () -> setWorking(true));
      help().getChildren().add(fixes);
    }
  }

  private void setWorking(boolean working) {
    if (working && isFocusWithin()) {
      requestFocus();
    }
    progress.setVisible(working);
    fixes.setWorking(working);
  }

  private static HBox sentence(String text, Feather glyph, String style) {
    var label = new Label(text);
    label.setWrapText(true);
    label.getStyleClass().add("pb-reason");
    var line = new HBox(8, Icons.of(glyph, style), label);
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("pb-refusal-indent");
    return line;
  }
}
