package org.portbound.ui;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.portbound.diagnosis.Fix;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.arrival.Check;
import org.portbound.diagnosis.arrival.Expectation;
import org.portbound.file.MessageStore;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.examine.ExaminePanel;
import org.portbound.ui.groups.GroupsPanel;
import org.portbound.ui.listeners.BindActions;
import org.portbound.ui.listeners.BindForm;
import org.portbound.ui.listeners.ListenerActions;
import org.portbound.ui.refusal.Offer;
import org.portbound.ui.refusal.RefusalCard;
import org.portbound.ui.send.SendPanel;
import org.portbound.workbench.CommandLines;
import org.portbound.workbench.FixResult;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.PeerOpenResult;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.Workbench;

/**
 * What the user wants, carried to the workbench on the commands' thread; and its answers, carried
 * back to the pages. JavaFX thread.
 */
final class Wishes implements ListenerActions, BindActions {
  private static final String SUBJECT = "bind";

  private final Workbench workbench;
  private final UiContext context;
  private final RefusalCard refusalCard;
  private final SendWishes sendWishes;
  private final BindForm bindForm;
  private final ExaminePanel examinePanel;
  private final GroupsPanel groupsPanel;
  private final PeerWishes peerWishes;
  private final CodeWishes codeWishes;
  private final Closings closings;
  private final Answers answers;

  /** What came of a bind, and what had been expected. */
  private record Attempt(Forecast expected, PeerOpenResult result) {}

  /**
   * @param messages the user's own
   * @param showRow shows a row of the log, by its number
   */
  Wishes(Workbench workbench, UiContext context, MessageStore messages, LongConsumer showRow) {
    this.workbench = workbench;
    this.context = context;
    this.answers = context.memory().keep(Answers.class, Answers::new);
    this.closings = new Closings(workbench, context);
    context.memory().replace("wishes", Wishes.class, this);
    this.refusalCard = new RefusalCard(context);
    this.bindForm = new BindForm(context, this);
    this.examinePanel = new ExaminePanel(context, this::examine);
    this.groupsPanel = new GroupsPanel(context, new GroupWishes(workbench, context.commands()));
    this.codeWishes = new CodeWishes(workbench, context);
    this.sendWishes =
        new SendWishes(
            workbench, context, messages, refusalCard, codeWishes, this::makeRoom, showRow);
    this.peerWishes = new PeerWishes(workbench, context, this::failed);
  }

  /** The window goes; what is in sight is shown again in the next one. */
  void leaveBehind() {
    if (!refusalCard.isVisible() && !examinePanel.isVisible() && !groupsPanel.isVisible()) {
      answers.clear();
    }
  }

  /** Shows what the window before showed. */
  void takeOver() {
    answers.showAgain(this, sendWishes);
  }

  /** What has to do with sending. */
  SendWishes sends() {
    return sendWishes;
  }

  BindForm bindForm() {
    return bindForm;
  }

  GroupsPanel groupsPanel() {
    return groupsPanel;
  }

  /** For a refusal. */
  private void makeRoom() {
    examinePanel.dismiss();
    groupsPanel.dismiss();
  }

  ExaminePanel examinePanel() {
    return examinePanel;
  }

  PeerWishes peerWishes() {
    return peerWishes;
  }

  RefusalCard refusalCard() {
    return refusalCard;
  }

  SendPanel sendPanel() {
    return sendWishes.panel();
  }

  BottomPane bottomPane() {
    return sendWishes.bottom();
  }

  @Override
  public void bind(int peer, ListenerPlan plan) {
    context.commands().run(() -> attempt(peer, plan), attempt -> attempted(peer, plan, attempt));
  }

  /** What is expected is asked at the last moment, so that it is about what the kernel sees. */
  private Attempt attempt(int peer, ListenerPlan plan) {
    Forecast expected =
        Objects.requireNonNull(
            workbench.outlook().forecast(peer, plan.socket()).get(plan.socket().reuse()));
    return new Attempt(
        expected,
        peer == 0
            ? new PeerOpenResult.Answered(workbench.open(plan))
            : workbench.processes().open(peer, plan));
  }

  private void attempted(int peer, ListenerPlan plan, Attempt attempt) {
    switch (attempt.result()) {
      case PeerOpenResult.Answered(OpenResult.Listening(ListenerView listener)) -> {
        refusalCard.dismiss();
        bindForm.answered(attempt.expected(), true);
      }
      case PeerOpenResult.Answered(OpenResult.Refused(Refusal refusal)) -> {
        refused(refusal, attempt.expected());
        bindForm.answered(attempt.expected(), false);
      }
      case PeerOpenResult.NotAnswered(Message why) ->
          failed(Message.of("ui.peer.not-bound", peer, plan.socket().local()), why);
    }
  }

  /** Shows why a listener of a file is not open. */
  void refused(Refusal refusal) {
    answers.above(again -> again.refused(refusal));
    makeRoom();
    show(refusal);
  }

  private void refused(Refusal refusal, Forecast expected) {
    refused(refusal);
    answers.above(again -> again.refused(refusal, expected));
    refusalCard.addPrediction(SUBJECT, expected, false);
  }

  private void failed(Message headline, Message why) {
    answers.above(again -> again.failed(headline, why));
    makeRoom();
    refusalCard.showFailure(context.say(headline), List.of(why), List.of());
  }

  @Override
  public void forecast(int peer, SocketPlan plan, Consumer<Map<ReuseOptions, Forecast>> then) {
    context.commands().ask(() -> workbench.outlook().forecast(peer, plan), then);
  }

  @Override
  public void examine(ListenerView listener) {
    refusalCard.dismiss();
    groupsPanel.dismiss();
    examinePanel.show(listener);
    answers.above(again -> again.examined(listener, List.of()));
  }

  @Override
  public void groups(ListenerView listener) {
    refusalCard.dismiss();
    examinePanel.dismiss();
    groupsPanel.show(listener);
    answers.above(again -> again.groups(listener));
  }

  @Override
  public void code(ListenerView listener) {
    codeWishes.listener(bindForm, listener.number());
  }

  private void examine(ListenerView listener, Expectation expected, Consumer<List<Check>> then) {
    context
        .commands()
        .ask(
            () -> workbench.outlook().examine(listener.number(), expected),
            checks -> {
              if (examinePanel.isVisible()) {
                answers.above(again -> again.examined(listener, checks));
              }
              then.accept(checks);
            });
  }

  /** What was found before; none of it is looked at again. */
  private void examined(ListenerView listener, List<Check> checks) {
    refusalCard.dismiss();
    groupsPanel.dismiss();
    examinePanel.show(listener, checks);
  }

  @Override
  public void holdInChild(int listener) {
    context
        .commands()
        .run(
            () -> workbench.processes().holdInChild(listener),
            result -> peerWishes.done(result, "ui.listener.not-held", String.valueOf(listener)));
  }

  private void fix(Refusal refusal, Fix fix) {
    context.commands().run(() -> workbench.apply(refusal, fix), this::fixed);
  }

  private void show(Refusal refusal) {
    refusalCard.show(
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
    answers.above(again -> again.showFixed(result));
    showFixed(result);
    switch (result) {
      case FixResult.Fixed(var _, Forecast expected) -> bindForm.answered(expected, true);
      case FixResult.StillRefused(var _, Forecast expected) -> bindForm.answered(expected, false);
      case FixResult.Failed _ -> {}
    }
  }

  private void showFixed(FixResult result) {
    switch (result) {
      case FixResult.Fixed(List<ListenerView> listeners, Forecast expected) -> {
        refusalCard.showAnswer(bound(listeners));
        refusalCard.addPrediction(SUBJECT, expected, true);
      }
      case FixResult.StillRefused(Refusal refusal, Forecast expected) -> {
        show(refusal);
        refusalCard.addAgain();
        refusalCard.addPrediction(SUBJECT, expected, false);
      }
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

  @Override
  public void close(int listener) {
    closings.close(listener);
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
              return attempt(listener.peer(), listener.plan());
            },
            attempt -> attempted(listener.peer(), listener.plan(), attempt));
  }
}
