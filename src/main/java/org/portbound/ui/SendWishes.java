package org.portbound.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Fix;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.SendFix;
import org.portbound.file.MessageStore;
import org.portbound.socket.Endpoint;
import org.portbound.socket.PathMtu;
import org.portbound.socket.SendOptions;
import org.portbound.text.Message;
import org.portbound.ui.control.FocusMove;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.refusal.Offer;
import org.portbound.ui.refusal.RefusalCard;
import org.portbound.ui.send.RepliesPane;
import org.portbound.ui.send.SendActions;
import org.portbound.ui.send.SendPanel;
import org.portbound.ui.send.SeriesPane;
import org.portbound.workbench.CommandLines;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.SendFixResult;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SendResult;
import org.portbound.workbench.SeriesPlan;
import org.portbound.workbench.SeriesResult;
import org.portbound.workbench.SeriesView;
import org.portbound.workbench.Source;
import org.portbound.workbench.Workbench;

/**
 * What the user wants sent, carried to the workbench; and what the kernel said, with what helps.
 * JavaFX thread.
 */
final class SendWishes implements SendActions {
  private static final String SUBJECT = "send";

  private final Workbench workbench;
  private final UiContext context;
  private final RefusalCard card;
  private final CodeWishes codeWishes;
  private final Runnable makeRoom;
  private final SendPanel panel;
  private final RepliesPane replies;
  private final SeriesPane series;
  private final BottomPane bottom;
  private final Answers answers;

  /**
   * @param messages the user's own
   * @param codeWishes shows sends as programs
   * @param makeRoom is run before the card shows a refusal
   * @param showRow shows a row of the log, by its number
   */
  SendWishes(
      Workbench workbench,
      UiContext context,
      MessageStore messages,
      RefusalCard card,
      CodeWishes codeWishes,
      Runnable makeRoom,
      LongConsumer showRow) {
    this.workbench = workbench;
    this.context = context;
    this.card = card;
    this.codeWishes = codeWishes;
    this.makeRoom = makeRoom;
    this.answers = context.memory().keep(Answers.class, Answers::new);
    this.panel = new SendPanel(context, this, messages);
    this.replies = new RepliesPane(context, workbench.log(), this, showRow);
    this.series = new SeriesPane(context, this);
    this.bottom = new BottomPane(context, workbench, replies, series);
    panel.onExpectation(this::expect);
  }

  /** What may come back to the message that was chosen; nothing if nothing does. */
  private void expect(String note) {
    replies.expect(
        note.isEmpty()
            ? context.say("ui.replies.empty")
            : context.say("ui.replies.expected", note));
    if (!note.isEmpty()) {
      bottom.showReplies();
    }
  }

  SendPanel panel() {
    return panel;
  }

  BottomPane bottom() {
    return bottom;
  }

  @Override
  public void send(SendPlan plan) {
    context.commands().run(() -> workbench.sending().send(plan), result -> show(plan, result));
  }

  private void show(SendPlan plan, SendResult result) {
    switch (result) {
      case SendResult.Sent sent -> sent(plan, sent);
      case SendResult.NotOpened notOpened -> {
        answers.above(again -> again.sends().show(plan, result));
        refused();
        card.show(notOpened.refusal().diagnosis(), offers(notOpened));
      }
      case SendResult.Failed failed -> {
        answers.above(again -> again.sends().show(plan, result));
        refused();
        card.showFailure(context.say(failed.headline()), failed.reasons(), offers(failed));
      }
      case SendResult.NoListener(int number) -> noListener(number);
    }
  }

  private void noListener(int number) {
    answers.outcome(again -> again.noListener(number));
    panel.outcome().refused(context.say("ui.send.no-listener", String.valueOf(number)));
  }

  private void sent(SendPlan plan, SendResult.Sent sent) {
    answers.outcome(again -> again.panel.outcome().sent(again.words(plan, sent)));
    panel.outcome().sent(words(plan, sent));
    if (sent.replies().isPresent()) {
      replies.add(sent.replies().get());
      bottom.showReplies();
    }
  }

  @Override
  public void start(SeriesPlan plan) {
    context.commands().run(() -> workbench.sending().start(plan), result -> started(plan, result));
  }

  private void started(SeriesPlan plan, SeriesResult result) {
    switch (result) {
      case SeriesResult.Started(SeriesView view) -> {
        answers.outcome(again -> again.started(view));
        started(view);
        bottom.showSeries();
      }
      case SeriesResult.NotOpened(Refusal refusal) -> {
        answers.above(again -> again.sends().started(plan, result));
        refused();
        card.show(
            refusal.diagnosis(),
            refusal.diagnosis().fixes().stream()
                .map(
                    fix ->
                        new Offer(
                            fix.label(), fix.detail(), CommandLines.of(fix, plan.example()), null))
                .toList());
      }
      case SeriesResult.NoListener(int number) -> noListener(number);
    }
  }

  private void started(SeriesView view) {
    panel.outcome().note(context.say("ui.series.started", String.valueOf(view.number())));
  }

  @Override
  public void code(SendPlan plan) {
    codeWishes.send(panel, plan);
  }

  @Override
  public void stop(int number) {
    workbench.sending().stop(number);
  }

  @Override
  public void endWait(int listener) {
    context.commands().run(() -> workbench.sending().endWait(listener), was -> {});
  }

  @Override
  public void pathMtu(Endpoint destination, SendOptions options, Consumer<PathMtu> then) {
    context.commands().ask(() -> workbench.sending().pathMtu(destination, options), then);
  }

  private void refused() {
    answers.outcome(again -> {});
    panel.outcome().refused(context.say("ui.send.not-sent"));
    makeRoom.run();
  }

  private String words(SendPlan plan, SendResult.Sent sent) {
    return context.say(
        plan.setup().connect() ? "ui.send.sent-connected" : "ui.send.sent",
        String.valueOf(sent.lengthBytes()),
        sent.from(),
        sent.to());
  }

  private List<Offer> offers(SendResult.Failed failed) {
    return failed.fixes().stream()
        .map(
            fix ->
                new Offer(
                    fix.label(),
                    fix.detail(),
                    CommandLines.of(fix, failed.plan()),
                    fix instanceof SendFix.Advice ? null : () -> apply(failed, fix)))
        .toList();
  }

  private void apply(SendResult.Failed failed, SendFix fix) {
    context
        .commands()
        .run(() -> workbench.sending().apply(failed, fix), result -> fixed(failed.plan(), result));
  }

  /** The listener that has the port may send itself: that changes least. */
  private List<Offer> offers(SendResult.NotOpened notOpened) {
    var offers = new ArrayList<Offer>();
    SendPlan plan = notOpened.plan();
    if (notOpened.holder().isPresent()) {
      int listener = notOpened.holder().getAsInt();
      String number = String.valueOf(listener);
      offers.add(
          new Offer(
              Message.of("ui.send.from-listener", number),
              Message.of("ui.send.from-listener-detail", number),
              Optional.empty(),
              () -> sendFrom(listener, plan)));
    }
    for (Fix fix : notOpened.refusal().diagnosis().fixes()) {
      offers.add(
          new Offer(
              fix.label(),
              fix.detail(),
              CommandLines.of(fix, plan),
              fix instanceof Fix.Advice ? null : () -> apply(notOpened, fix)));
    }
    return offers;
  }

  private void sendFrom(int listener, SendPlan plan) {
    SendPlan other = plan.withSource(new Source.Listener(listener));
    context
        .commands()
        .run(
            () -> workbench.sending().send(other),
            result -> fixed(other, new SendFixResult.Answered(result, null)));
  }

  private void apply(SendResult.NotOpened notOpened, Fix fix) {
    context
        .commands()
        .run(
            () -> workbench.sending().apply(notOpened, fix),
            result -> fixed(notOpened.plan(), result));
  }

  /** What the kernel says now, beside what it had been expected to say. */
  private void fixed(SendPlan plan, SendFixResult result) {
    switch (result) {
      case SendFixResult.Failed(Message why) -> card.showObstacle(why);
      case SendFixResult.Answered(SendResult.NoListener(int number), var expected) ->
          card.showObstacle(Message.of("ui.send.no-listener", String.valueOf(number)));
      case SendFixResult.Answered(SendResult answer, var expected) -> {
        if (answer instanceof SendResult.Sent taken) {
          sent(plan, taken);
        }
        boolean hadFocus = card.isFocusWithin();
        answers.above(again -> again.sends().showFixed(plan, answer, expected));
        showFixed(plan, answer, expected);
        if (hadFocus && answer instanceof SendResult.Sent) {
          FocusMove.to(panel.button());
        }
      }
    }
  }

  private void showFixed(SendPlan plan, SendResult answer, @Nullable Forecast expected) {
    if (answer instanceof SendResult.Sent taken) {
      card.showAnswer(words(plan, taken));
      predicted(expected, true);
    } else {
      show(plan, answer);
      answers.above(again -> again.sends().showFixed(plan, answer, expected));
      card.addAgain();
      predicted(expected, false);
    }
  }

  private void predicted(@Nullable Forecast expected, boolean sent) {
    if (expected != null) {
      card.addPrediction(SUBJECT, expected, sent);
    }
  }
}
