package org.portbound.ui;

import java.util.List;
import java.util.function.Consumer;
import org.portbound.peer.PeerUser;
import org.portbound.text.Message;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.listeners.PeerActions;
import org.portbound.workbench.PeerAction;
import org.portbound.workbench.PeerResult;
import org.portbound.workbench.PeerView;
import org.portbound.workbench.Workbench;

/** What the user wants of peer processes; and how they are, asked now and then. JavaFX thread. */
final class PeerWishes implements PeerActions {
  /** A peer may be stopped or killed from elsewhere, which nothing reports. */
  private static final long LOOK_NS = 1_000_000_000L;

  private final Workbench workbench;
  private final UiContext context;
  private final Failures failures;
  private List<PeerView> known = List.of();
  private long lookedNs;
  private long lookedRevision = -1;
  private boolean looking;

  /** Where it is said that something was not done. */
  @FunctionalInterface
  interface Failures {
    /** Shows it. */
    void show(Message headline, Message why);
  }

  PeerWishes(Workbench workbench, UiContext context, Failures failures) {
    this.workbench = workbench;
    this.context = context;
    this.failures = failures;
  }

  @Override
  public void start(PeerUser as) {
    context
        .commands()
        .ask(() -> workbench.processes().start(as), result -> done(result, "ui.peer.not-started"));
  }

  @Override
  public void act(int peer, PeerAction action) {
    context
        .commands()
        .run(
            () -> workbench.processes().act(peer, action),
            result -> done(result, "ui.peer.not-done", String.valueOf(peer)));
  }

  void done(PeerResult result, String key, Object... arguments) {
    if (result instanceof PeerResult.NotDone(Message why)) {
      failures.show(Message.of(key, arguments), why);
    }
  }

  /** Asks how they are if something has changed, or while there are some; called every frame. */
  void look(long nowNs, Consumer<List<PeerView>> then) {
    long revision = workbench.revision();
    boolean due = !known.isEmpty() && nowNs - lookedNs > LOOK_NS;
    if (looking || (revision == lookedRevision && !due)) {
      return;
    }
    looking = true;
    lookedNs = nowNs;
    lookedRevision = revision;
    context
        .commands()
        .ask(
            workbench.processes()::views,
            found -> {
              looking = false;
              known = found;
              then.accept(found);
            });
  }
}
