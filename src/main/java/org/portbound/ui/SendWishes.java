package org.portbound.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Fix;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.SendFix;
import org.portbound.text.Message;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.refusal.Offer;
import org.portbound.ui.refusal.RefusalCard;
import org.portbound.ui.send.SendPanel;
import org.portbound.workbench.CommandLines;
import org.portbound.workbench.SendFixResult;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SendResult;
import org.portbound.workbench.Source;
import org.portbound.workbench.Workbench;

/**
 * What the user wants sent, carried to the workbench; and what the kernel said, with what helps.
 * JavaFX thread.
 */
final class SendWishes {
  private static final String SUBJECT = "send";

  private final Workbench workbench;
  private final UiContext context;
  private final RefusalCard card;
  private final Runnable makeRoom;
  private final SendPanel panel;

  /**
   * @param makeRoom is run before the card shows a refusal
   */
  SendWishes(Workbench workbench, UiContext context, RefusalCard card, Runnable makeRoom) {
    this.workbench = workbench;
    this.context = context;
    this.card = card;
    this.makeRoom = makeRoom;
    this.panel = new SendPanel(context, this::send);
  }

  SendPanel panel() {
    return panel;
  }

  private void send(SendPlan plan) {
    context.commands().run(() -> workbench.sending().send(plan), result -> show(plan, result));
  }

  private void show(SendPlan plan, SendResult result) {
    switch (result) {
      case SendResult.Sent sent -> panel.outcome().sent(words(plan, sent));
      case SendResult.NotOpened notOpened -> {
        refused();
        card.show(notOpened.refusal().diagnosis(), offers(notOpened));
      }
      case SendResult.Failed failed -> {
        refused();
        card.showFailure(context.say(failed.headline()), failed.reasons(), offers(failed));
      }
      case SendResult.NoListener(int number) ->
          panel.outcome().refused(context.say("ui.send.no-listener", String.valueOf(number)));
    }
  }

  private void refused() {
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
        boolean sent = answer instanceof SendResult.Sent;
        show(plan, answer);
        if (answer instanceof SendResult.Sent taken) {
          card.showAnswer(words(plan, taken));
        } else {
          card.addAgain();
        }
        predicted(expected, sent);
      }
    }
  }

  private void predicted(@Nullable Forecast expected, boolean sent) {
    if (expected != null) {
      card.addPrediction(SUBJECT, expected, sent);
    }
  }
}
