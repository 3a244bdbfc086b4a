package org.portbound.ui;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.portbound.diagnosis.Fix;
import org.portbound.diagnosis.Forecast;
import org.portbound.text.Message;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.listeners.BindForm;
import org.portbound.ui.refusal.Offer;
import org.portbound.ui.refusal.RefusalCard;
import org.portbound.workbench.CommandLines;
import org.portbound.workbench.FixResult;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.Workbench;

/**
 * Shows why a bind was refused, does what the user chooses against it, and shows what came of it.
 */
final class RefusalWishes {
  private static final String SUBJECT = "bind";

  private final Workbench workbench;
  private final UiContext context;
  private final RefusalCard card;
  private final BindForm bindForm;
  private final Answers answers;
  private final Runnable makeRoom;
  private IntConsumer bound = listener -> {};

  /**
   * @param card on which all of it is shown
   * @param bindForm shows the kernel's answer too
   * @param makeRoom takes away what stands in the card's place
   */
  RefusalWishes(
      Workbench workbench,
      UiContext context,
      RefusalCard card,
      BindForm bindForm,
      Answers answers,
      Runnable makeRoom) {
    this.workbench = workbench;
    this.context = context;
    this.card = card;
    this.bindForm = bindForm;
    this.answers = answers;
    this.makeRoom = makeRoom;
  }

  /**
   * Who hears what a fix has bound, if the focus was at the fix: it goes on there.
   *
   * @param hears the listener's number
   */
  void onFixed(IntConsumer hears) {
    bound = hears;
  }

  /** Shows why a listener of a file is not open. */
  void refused(Refusal refusal) {
    answers.above(again -> again.refusals().refused(refusal));
    makeRoom.run();
    show(refusal);
  }

  /** Shows why a bind was refused, beside what had been expected. */
  void refused(Refusal refusal, Forecast expected) {
    refused(refusal);
    answers.above(again -> again.refusals().refused(refusal, expected));
    card.addPrediction(SUBJECT, expected, false);
  }

  /** Shows that something else could not be done. */
  void failed(Message headline, Message why) {
    answers.above(again -> again.refusals().failed(headline, why));
    makeRoom.run();
    card.showFailure(context.say(headline), List.of(why), List.of());
  }

  private void fix(Refusal refusal, Fix fix) {
    context.commands().run(() -> workbench.apply(refusal, fix), this::fixed);
  }

  private void show(Refusal refusal) {
    card.show(
        refusal.diagnosis(),
        refusal.diagnosis().fixes().stream()
            .map(
                fix ->
                    new Offer(
                        fix.label(),
                        fix.detail(),
                        CommandLines.of(fix, refusal.plan()),
                        fix instanceof Fix.Advice ? null : () -> fix(refusal, fix)))
            .toList());
  }

  /** What the kernel says now, beside what it had been expected to say. */
  private void fixed(FixResult result) {
    answers.above(again -> again.refusals().showFixed(result));
    showFixed(result);
    switch (result) {
      case FixResult.Fixed(List<ListenerView> listeners, Forecast expected) -> {
        bindForm.answered(expected, true);
        if (card.isFocusWithin()) {
          bound.accept(listeners.getLast().number());
        }
      }
      case FixResult.StillRefused(var _, Forecast expected) -> bindForm.answered(expected, false);
      case FixResult.Failed _ -> {}
    }
  }

  private void showFixed(FixResult result) {
    switch (result) {
      case FixResult.Fixed(List<ListenerView> listeners, Forecast expected) -> {
        card.showAnswer(bound(listeners));
        card.addPrediction(SUBJECT, expected, true);
      }
      case FixResult.StillRefused(Refusal refusal, Forecast expected) -> {
        show(refusal);
        card.addAgain();
        card.addPrediction(SUBJECT, expected, false);
      }
      case FixResult.Failed(Message why) -> card.showObstacle(why);
    }
  }

  /** {@code Both are bound now: listeners 1 and 2 on 127.0.0.1:12345 with SO_REUSEPORT}. */
  private String bound(List<ListenerView> listeners) {
    String numbers =
        listeners.stream().map(each -> "#" + each.number()).collect(Collectors.joining(", "));
    Set<String> places = new TreeSet<>();
    listeners.forEach(each -> places.add(each.local().toString()));
    String key =
        switch (listeners.size()) {
          case 1 -> "ui.refusal.answer.one";
          case 2 -> "ui.refusal.answer.both";
          default -> "ui.refusal.answer.all";
        };
    return context.say(key, numbers, String.join(", ", places));
  }
}
