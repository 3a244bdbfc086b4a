package org.portbound.workbench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.portbound.file.bench.BenchListener;
import org.portbound.peer.PeerUser;
import org.portbound.socket.SocketPlan;

/**
 * The listeners of a workbench as they are saved, and those of a file opened again, exactly as they
 * are written there or not at all. Commands block; any thread.
 */
public final class Benches {
  private final Workbench workbench;

  /** Works on this workbench. */
  public Benches(Workbench workbench) {
    this.workbench = workbench;
  }

  /**
   * An open listener in the form in which it is saved.
   *
   * @param number its number now
   */
  public record Kept(int number, BenchListener listener) {}

  /**
   * What came of one listener of a file.
   *
   * @param listener as it is written there
   * @param result what the kernel said, or why nobody asked it
   */
  public record Answer(BenchListener listener, PeerOpenResult result) {
    /** Its number if it is open now. */
    public OptionalInt number() {
      return result instanceof PeerOpenResult.Answered(OpenResult.Listening(ListenerView view))
          ? OptionalInt.of(view.number())
          : OptionalInt.empty();
    }
  }

  /** The open listeners that the user has bound, with the options and groups they have now. */
  public List<Kept> open() {
    var kept = new ArrayList<Kept>();
    Map<Integer, Integer> processes = new HashMap<>();
    for (ListenerView each : workbench.listeners()) {
      if (each.state() == ListenerState.OPEN && !each.plan().forReplies()) {
        // A file may name so many processes; whoever has more, has them in one.
        int process =
            each.peer() == 0
                ? 0
                : processes.computeIfAbsent(
                    each.peer(), peer -> Math.min(processes.size() + 1, BenchListener.MAX_PROCESS));
        SocketPlan plan = each.plan().socket().withReuse(each.reuse()).withGroups(each.groups());
        kept.add(
            new Kept(each.number(), new BenchListener(plan, each.plan().closeOnExit(), process)));
      }
    }
    return kept;
  }

  /** Closes every listener that the user has bound, and takes them off the list. */
  public void closeAll() {
    for (ListenerView each : workbench.listeners()) {
      if (!each.plan().forReplies()) {
        workbench.close(each.number());
      }
    }
  }

  /**
   * Opens listeners, one after the other; one that is refused changes nothing for the next.
   *
   * @return an answer for each, in their order
   */
  public List<Answer> open(List<BenchListener> listeners) {
    Map<Integer, PeerResult> processes = new HashMap<>();
    var answers = new ArrayList<Answer>();
    for (BenchListener each : listeners) {
      answers.add(new Answer(each, open(each, processes)));
    }
    return answers;
  }

  private PeerOpenResult open(BenchListener listener, Map<Integer, PeerResult> processes) {
    var plan = new ListenerPlan(listener.socket(), listener.closeOnExit());
    if (listener.process() == 0) {
      return new PeerOpenResult.Answered(workbench.open(plan));
    }
    PeerResult started =
        processes.computeIfAbsent(
            listener.process(), number -> workbench.processes().start(new PeerUser.Same()));
    return switch (started) {
      case PeerResult.Done(PeerView peer) -> workbench.processes().open(peer.number(), plan);
      case PeerResult.NotDone(var why) -> new PeerOpenResult.NotAnswered(why);
    };
  }
}
