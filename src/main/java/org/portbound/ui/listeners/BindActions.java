package org.portbound.ui.listeners;

import java.util.Map;
import java.util.function.Consumer;
import org.portbound.diagnosis.Forecast;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.workbench.ListenerPlan;

/** What the bind form asks for. JavaFX thread; nothing here blocks. */
public interface BindActions {
  /**
   * Bind it.
   *
   * @param peer number of the peer process that binds it, or 0 for this process
   */
  void bind(int peer, ListenerPlan plan);

  /**
   * Find out what the kernel will say.
   *
   * @param peer number of the peer process that is to bind it, or 0 for this process
   * @param then takes the answers later, on the JavaFX thread
   */
  void forecast(int peer, SocketPlan plan, Consumer<Map<ReuseOptions, Forecast>> then);
}
