package org.portbound.ui;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.arrival.Check;
import org.portbound.diagnosis.arrival.Expectation;
import org.portbound.file.MessageStore;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;
import org.portbound.ui.control.Action;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.examine.ExaminePanel;
import org.portbound.ui.groups.GroupsPanel;
import org.portbound.ui.listeners.BindActions;
import org.portbound.ui.listeners.BindForm;
import org.portbound.ui.listeners.ListenerActions;
import org.portbound.ui.refusal.RefusalCard;
import org.portbound.ui.send.SendPanel;
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
  private final Workbench workbench;
  private final UiContext context;
  private final RefusalCard refusalCard;
  private final RefusalWishes refusals;
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
    refusalCard.onLeave(bindForm::button);
    this.refusals =
        new RefusalWishes(workbench, context, refusalCard, bindForm, answers, this::makeRoom);
    this.examinePanel = new ExaminePanel(context, this::examine);
    this.groupsPanel = new GroupsPanel(context, new GroupWishes(workbench, context.commands()));
    this.codeWishes = new CodeWishes(workbench, context);
    this.sendWishes =
        new SendWishes(
            workbench, context, messages, refusalCard, codeWishes, this::makeRoom, showRow);
    this.peerWishes = new PeerWishes(workbench, context, refusals::failed);
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

  /** What has to do with a bind that was refused. */
  RefusalWishes refusals() {
    return refusals;
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
        refusals.refused(refusal, attempt.expected());
        bindForm.answered(attempt.expected(), false);
      }
      case PeerOpenResult.NotAnswered(Message why) ->
          refusals.failed(Message.of("ui.peer.not-bound", peer, plan.socket().local()), why);
    }
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

  @Override
  public void close(int listener) {
    closings.close(listener);
  }

  /** Closes every listener, or binds them again. */
  Action receiving() {
    return closings.receiving();
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
