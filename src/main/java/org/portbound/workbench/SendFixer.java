package org.portbound.workbench;

import java.util.List;
import org.portbound.diagnosis.Fix;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.SendFix;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/** Carries out fixes for sends. Used by one command at a time: the workbench's lock guards it. */
final class SendFixer {
  private final ListenerDesk desk;
  private final Sender sender;
  private final Fixer fixer;

  SendFixer(ListenerDesk desk, Sender sender, Fixer fixer) {
    this.desk = desk;
    this.sender = sender;
    this.fixer = fixer;
  }

  SendFixResult apply(SendResult.Failed failed, SendFix fix) {
    return switch (fix) {
      case SendFix.SendAgain again -> send(failed.plan(), again);
      case SendFix.ListenThere(SocketPlan listener, SendFix.SendAgain again) ->
          switch (desk.open(new ListenerPlan(listener, false))) {
            case OpenResult.Listening opened -> send(failed.plan(), again);
            case OpenResult.Refused(Refusal refusal) ->
                new SendFixResult.Failed(refusal.diagnosis().headline());
          };
      case SendFix.Advice advice ->
          new SendFixResult.Failed(Message.of("workbench.fix.advice-only"));
    };
  }

  private SendFixResult send(SendPlan plan, SendFix.SendAgain again) {
    return new SendFixResult.Answered(sender.send(plan.with(again.attempt())), again.expected());
  }

  /** What the fix would have bound as a listener is the socket that sends. */
  SendFixResult apply(SendResult.NotOpened notOpened, Fix fix) {
    SendPlan plan = notOpened.plan();
    return switch (fixer.prepare(notOpened.refusal(), fix)) {
      case Fixer.Prepared.Ready(ListenerPlan ready, List<ListenerView> before) -> {
        SocketPlan socket = ready.socket();
        Forecast expected = desk.forecast(0, socket);
        var source = new Source.Bound(socket.local(), socket.reuse());
        yield new SendFixResult.Answered(sender.send(plan.withSource(source)), expected);
      }
      case Fixer.Prepared.Ended(FixResult.Failed(Message why)) -> new SendFixResult.Failed(why);
      case Fixer.Prepared.Ended(FixResult.StillRefused(Refusal refusal, Forecast expected)) ->
          new SendFixResult.Failed(refusal.diagnosis().headline());
      case Fixer.Prepared.Ended(FixResult.Fixed fixed) ->
          throw new IllegalStateException("nothing is bound before the last step");
    };
  }
}
