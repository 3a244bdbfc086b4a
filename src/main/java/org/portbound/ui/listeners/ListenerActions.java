package org.portbound.ui.listeners;

import org.portbound.workbench.ListenerView;

/** What a user may wish for a listener in the list. */
public interface ListenerActions {
  /** Close it; it leaves the list. */
  void close(int listener);

  /** Take a closed one off the list. */
  void dismiss(int listener);

  /** Let a child of its peer process inherit its socket. */
  void holdInChild(int listener);

  /** Find out why nothing arrives at it. */
  void examine(ListenerView listener);

  /** See and change the groups it has joined. */
  void groups(ListenerView listener);

  /** See the same as a program. */
  void code(ListenerView listener);

  /** Bind a closed one again as it was. */
  void bindAgain(ListenerView listener);
}
