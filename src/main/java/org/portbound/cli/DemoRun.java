package org.portbound.cli;

import java.util.List;
import java.util.Optional;
import org.portbound.cli.demo.Answer;
import org.portbound.cli.demo.Stage;
import org.portbound.cli.demo.Step;
import org.portbound.cli.demo.Story;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.workbench.LedgerEntry;
import org.portbound.workbench.Refusal;

/** Tells the demonstration: each step, what is expected, the kernel's answer. One thread. */
final class DemoRun {
  /** The port that the story is told with. */
  static final int PORT = 12_345;

  /** WS-Discovery's, which is the story's example of a group. */
  private static final int GROUP_PORT = 3_702;

  /** More calls than these are counted, not printed. */
  private static final int CALLS_SHOWN = 6;

  private static final String INDENT = "   ";

  private final Terminal terminal;
  private final SocketProvider provider;

  DemoRun(Terminal terminal, SocketProvider provider) {
    this.terminal = terminal;
    this.provider = provider;
  }

  /**
   * Plays the story.
   *
   * @param port the shared port; 0 takes free ones, here and for the group
   * @return the exit status
   */
  int on(int port) {
    return switch (set(port)) {
      case Stage.Setting.Ready(Stage stage) -> play(stage);
      case Stage.Setting.Taken(Refusal refusal) -> {
        new Refusals(terminal, false).tell(refusal, fix -> Optional.empty());
        terminal.tell(terminal.say("cli.demo.taken"));
        yield ExitStatus.REFUSED;
      }
    };
  }

  /** Plays the story on its own port, or on free ones, after a word, if that is taken. */
  int onAnyPort() {
    return switch (set(PORT)) {
      case Stage.Setting.Ready(Stage stage) -> play(stage);
      case Stage.Setting.Taken(Refusal refusal) -> {
        terminal.line(
            terminal.say("cli.demo.elsewhere", terminal.say(refusal.diagnosis().headline())));
        yield on(0);
      }
    };
  }

  private Stage.Setting set(int port) {
    return Stage.set(provider, port, port == 0 ? 0 : GROUP_PORT, InterfaceNames.loopback());
  }

  private int play(Stage stage) {
    try (stage) {
      terminal.line(terminal.strong(terminal.say("cli.demo.title", provider.name())));
      terminal.line(terminal.say("cli.demo.stays-here"));
      List<Step> steps = Story.steps(stage);
      int expected = 0;
      for (int i = 0; i < steps.size(); i++) {
        expected += tell(i + 1, steps.get(i), stage) ? 1 : 0;
      }
      boolean all = expected == steps.size();
      terminal.line("");
      terminal.line(
          all
              ? terminal.good(terminal.say("cli.demo.all", String.valueOf(expected)))
              : terminal.bad(terminal.say("cli.demo.some", expected, steps.size())));
      return all ? ExitStatus.OK : ExitStatus.UNEXPECTED_ANSWER;
    }
  }

  private boolean tell(int number, Step step, Stage stage) {
    terminal.line("");
    terminal.line(terminal.strong(number + ". " + terminal.say(step.what())));
    terminal.line(INDENT + terminal.say("cli.demo.expected", terminal.say(step.expectation())));
    terminal.flush();
    long first = stage.workbench().ledger().mark();
    Answer answer = step.action().perform(stage);
    stage.workbench().ledger().mark();
    tellCalls(stage.workbench().ledger().since(first));
    String words = terminal.say(answer.words());
    String mark = terminal.mark(answer.expected());
    terminal.line(
        INDENT
            + (answer.expected()
                ? terminal.good(terminal.say("cli.demo.as-expected", mark)) + " " + words
                : terminal.bad(terminal.say("cli.demo.not-as-expected", mark)) + " " + words));
    Refusal refusal = answer.refusal();
    if (refusal != null) {
      new Refusals(terminal, false)
          .lines(refusal.diagnosis(), fix -> Optional.empty()).stream()
              .skip(1)
              .forEach(line -> terminal.line(INDENT + line));
    }
    terminal.flush();
    return answer.expected();
  }

  private void tellCalls(List<LedgerEntry> entries) {
    List<SystemCall> calls =
        entries.stream().map(LedgerEntry::call).filter(DemoRun::matters).toList();
    calls.stream()
        .limit(CALLS_SHOWN)
        .forEach(call -> terminal.line(INDENT + terminal.faint(terminal.shown(call.toString()))));
    if (calls.size() > CALLS_SHOWN) {
      terminal.line(
          INDENT + terminal.faint(terminal.say("cli.demo.more-calls", calls.size() - CALLS_SHOWN)));
    }
  }

  /** The calls that the story is about, among those that every socket needs. */
  private static boolean matters(SystemCall call) {
    String name = call.name();
    String arguments = call.arguments();
    return call.failed()
        || name.contains("bind")
        || name.contains("send")
        || name.contains("join")
        || arguments.contains("SO_REUSE")
        || arguments.contains("MEMBERSHIP")
        || arguments.contains("JOIN_GROUP");
  }
}
