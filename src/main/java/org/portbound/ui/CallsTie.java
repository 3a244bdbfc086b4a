package org.portbound.ui;

import org.portbound.ui.listeners.ListenerList;

/** Cards of listeners and their system calls: who clicks one sees the other. JavaFX thread. */
final class CallsTie {
  private CallsTie() {}

  static void between(ListenerList listeners, BottomPane bottom) {
    listeners.onChoice(bottom::showCalls);
    bottom.ledger().onChoice(call -> listeners.select(call.listener()), () -> listeners.select(0));
  }
}
