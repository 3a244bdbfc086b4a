package org.portbound.ui;

import org.portbound.socket.Endpoint;
import org.portbound.socket.SocketPlan;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/**
 * The window as a receiver for a benchmark, in a process of its own: a listener, the desk in sight,
 * the table following the newest. Says {@code ready} and runs until it is ended.
 */
public final class WindowReceiver {
  private WindowReceiver() {}

  /** Takes the address to receive at, and how many bytes of datagrams to keep. */
  public static void main(String[] arguments) throws Exception {
    Workbench workbench = Workbench.open(Providers.standard(), Long.parseLong(arguments[1]));
    var plan = new ListenerPlan(SocketPlan.of(Endpoint.parse(arguments[0])), false);
    if (!(workbench.open(plan) instanceof OpenResult.Listening)) {
      throw new IllegalStateException(arguments[0] + " was refused");
    }
    try (ShownWindow window = ShownWindow.of(workbench)) {
      System.out.println(window.lookup("#traffic-table") == null ? "no table" : "ready");
      Thread.currentThread().join();
    }
  }
}
