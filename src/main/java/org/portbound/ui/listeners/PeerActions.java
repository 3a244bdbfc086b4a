package org.portbound.ui.listeners;

import org.portbound.peer.PeerUser;
import org.portbound.workbench.PeerAction;

/** What a user may wish for peer processes. JavaFX thread; nothing here blocks. */
public interface PeerActions {
  /** Start one. */
  void start(PeerUser as);

  /** Close, kill, stop or continue one. */
  void act(int peer, PeerAction action);
}
