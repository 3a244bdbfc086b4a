package org.portbound.ui;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.portbound.diagnosis.Fix;
import org.portbound.text.Message;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.listeners.ListenerActions;
import org.portbound.ui.refusal.RefusalCard;
import org.portbound.ui.send.SendPanel;
import org.portbound.workbench.FixResult;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SendResult;
import org.portbound.workbench.Workbench;

/**
 * What the user wants, carried to the workbench on the commands' thread; and its answers, carried
 * back to the pages. JavaFX thread.
 */
final class Wishes implements ListenerActions {
  private final Workbench workbench;
  private final UiContext context;
  private final RefusalCard refusalCard;
  private final SendPanel sendPanel;

  Wishes(Workbench workbench, UiContext context) {
    this.workbench = workbench;
    this.context = context;
    this.refusalCard = new RefusalCard(context, this::fix);
    this.sendPanel = new SendPanel(context, this::send);
  }

  RefusalCard refusalCard() {
    return refusalCard;
  }

  SendPanel sendPanel() {
    return sendPanel;
  }

  void bind(ListenerPlan plan) {
    context.commands().run(() -> workbench.open(plan), this::opened);
  }

  private void opened(OpenResult result) {
    switch (result) {
      case OpenResult.Listening(ListenerView listener) -> refusalCard.dismiss();
      case OpenResult.Refused(Refusal refusal) -> refusalCard.show(refusal);
    }
  }

  private void fix(Refusal refusal, Fix fix) {
    context.commands().run(() -> workbench.apply(refusal, fix), this::fixed);
  }

  private void fixed(FixResult result) {
    switch (result) {
      case FixResult.Fixed(List<ListenerView> listeners) ->
          refusalCard.showAnswer(bound(listeners));
      case FixResult.StillRefused(Refusal refusal) -> refusalCard.showAgain(refusal);
      case FixResult.Failed(Message why) -> refusalCard.showObstacle(why);
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

  void send(SendPlan plan) {
    context.commands().run(() -> workbench.send(plan), this::sent);
  }

  private void sent(SendResult result) {
    var outcome = sendPanel.outcome();
    switch (result) {
      case SendResult.Sent(var from, var to, int lengthBytes) ->
          outcome.sent(context.say("ui.send.sent", String.valueOf(lengthBytes), from, to));
      case SendResult.NotOpened(Refusal refusal) -> {
        outcome.refused(context.say("ui.send.not-sent"));
        refusalCard.showFailure(
            context.say(refusal.diagnosis().headline()), refusal.diagnosis().reasons());
      }
      case SendResult.Failed(Message headline, List<Message> reasons) -> {
        outcome.refused(context.say("ui.send.not-sent"));
        refusalCard.showFailure(context.say(headline), reasons);
      }
      case SendResult.NoListener(int number) ->
          outcome.refused(context.say("ui.send.no-listener", String.valueOf(number)));
    }
  }

  @Override
  public void close(int listener) {
    context.commands().run(() -> workbench.close(listener), known -> {});
  }

  @Override
  public void dismiss(int listener) {
    context.commands().run(() -> workbench.dismiss(listener), known -> {});
  }

  @Override
  public void bindAgain(ListenerView listener) {
    context
        .commands()
        .run(
            () -> {
              workbench.dismiss(listener.number());
              return workbench.open(listener.plan());
            },
            this::opened);
  }
}
