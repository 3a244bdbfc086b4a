package org.portbound.workbench;

import java.util.List;
import org.portbound.diagnosis.Forecast;
import org.portbound.text.Message;

/** What the kernel said after a fix was carried out. */
public sealed interface FixResult {
  /**
   * The plan that had been refused is bound now.
   *
   * @param listeners every listener that the fix bound, the refused one last
   * @param expected what the kernel had been expected to say to the last bind
   */
  record Fixed(List<ListenerView> listeners, Forecast expected) implements FixResult {
    /** Copies the listeners. */
    public Fixed {
      listeners = List.copyOf(listeners);
    }
  }

  /**
   * It was refused again.
   *
   * @param refusal the new refusal
   * @param expected what the kernel had been expected to say to that bind
   */
  record StillRefused(Refusal refusal, Forecast expected) implements FixResult {}

  /**
   * The fix itself could not be carried out.
   *
   * @param why names the obstacle
   */
  record Failed(Message why) implements FixResult {}
}
