package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import org.portbound.experiment.predict.Prediction;
import org.portbound.experiment.predict.Scenario;
import org.portbound.experiment.predict.ScenarioLine;
import org.portbound.experiment.predict.ScenarioReading;
import org.portbound.text.Message;
import picocli.CommandLine.Command;

/** {@code portbound predict}: scenarios in, verdicts out. Opens no socket. */
@Command(name = "predict", sortOptions = false)
final class PredictCommand implements Callable<Integer> {
  /** Longer than any scenario that makes sense, and short enough for the memory. */
  private static final int MOST_CHARS = 1 << 24;

  private final Terminal terminal;
  private final InputStream in;
  private boolean faulty;

  PredictCommand(Terminal terminal, InputStream in) {
    this.terminal = terminal;
    this.in = in;
  }

  @Override
  public Integer call() {
    try {
      var reader = new BufferedReader(new InputStreamReader(in, UTF_8));
      var line = new StringBuilder();
      for (long number = 1; readLine(reader, line); number++) {
        answer(number, line);
        // Somebody may type the lines, or wait for an answer before the next one.
        if (!reader.ready() && !terminal.flush()) {
          break;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return faulty ? ExitStatus.REFUSED : ExitStatus.OK;
  }

  private void answer(long number, StringBuilder line) {
    if (line.length() > MOST_CHARS) {
      fault(number, 0, Message.of("cli.predict.too-long", String.valueOf(MOST_CHARS)));
      return;
    }
    String text = line.toString();
    if (text.isBlank()) {
      return;
    }
    switch (ScenarioLine.read(text)) {
      case ScenarioReading.Read(Scenario scenario) ->
          terminal.line(ScenarioLine.write(number, Prediction.of(scenario)));
      case ScenarioReading.Fault(int action, Message why) -> fault(number, action, why);
    }
  }

  private void fault(long line, int action, Message why) {
    faulty = true;
    // The sentence may quote what stands in the line.
    String sentence = terminal.shown(terminal.say(why));
    terminal.tell(
        action == 0
            ? terminal.say("cli.predict.fault", String.valueOf(line), sentence)
            : terminal.say(
                "cli.predict.fault-in-action",
                String.valueOf(line),
                String.valueOf(action),
                sentence));
  }

  /**
   * Reads a line, but keeps only little more of it than may be.
   *
   * @return false at the end
   */
  private static boolean readLine(BufferedReader reader, StringBuilder line) throws IOException {
    line.setLength(0);
    int next = reader.read();
    if (next < 0) {
      return false;
    }
    while (next >= 0 && next != '\n') {
      if (line.length() <= MOST_CHARS) {
        line.append((char) next);
      }
      next = reader.read();
    }
    return true;
  }
}
