package org.portbound.experiment.predict;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.jr.ob.JSON;
import com.fasterxml.jackson.jr.ob.JSONObjectException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Endpoint;
import org.portbound.text.Message;

/** A scenario as one JSON line; the format is in the help of {@code portbound predict}. */
public final class ScenarioLine {
  /** The port of a scenario that names none. */
  public static final int USUAL_PORT = 12_345;

  /** More steps than this are a mistake. */
  static final int MOST_ACTIONS = 100_000;

  /** So much of a line that is no JSON is quoted. */
  private static final int EXCERPT_CHARS = 24;

  private static final JSON READER =
      JSON.builder().enable(JSON.Feature.FAIL_ON_DUPLICATE_MAP_KEYS).build();

  private static final JSON WRITER =
      JSON.builder(JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build()).build();

  private ScenarioLine() {}

  /** Reads a line, or says what is wrong with it. */
  public static ScenarioReading read(String line) {
    var reader = new ActionReader();
    try {
      Fields fields = Fields.of(READER.anyFrom(line));
      int port = fields.number("port", 1, Endpoint.MAX_PORT, USUAL_PORT);
      List<?> steps = fields.list("actions");
      fields.end();
      if (steps.isEmpty() || steps.size() > MOST_ACTIONS) {
        throw new BadScenario(
            Message.of("experiment.scenario.action-count", String.valueOf(MOST_ACTIONS)));
      }
      var actions = new ArrayList<Action>(steps.size());
      for (Object step : steps) {
        actions.add(reader.next(step));
      }
      return new ScenarioReading.Read(new Scenario(port, actions));
    } catch (BadScenario e) {
      return new ScenarioReading.Fault(reader.action(), e.why());
    } catch (JSONObjectException e) {
      // The one complaint that the reader has about JSON that can be parsed (JSON.Feature).
      return new ScenarioReading.Fault(0, Message.of("experiment.scenario.name-twice"));
    } catch (JsonProcessingException e) {
      return noJson(line, e.getLocation());
    } catch (IOException e) {
      return noJson(line, null);
    }
  }

  /** The words are ours, for the parser speaks English only; it stands where it gave up. */
  private static ScenarioReading noJson(String line, @Nullable JsonLocation stop) {
    String read = line.stripTrailing();
    int at = stop == null ? 0 : (int) Math.clamp(stop.getCharOffset(), 0, read.length());
    String rest = read.substring(at, Math.min(read.length(), at + EXCERPT_CHARS));
    return new ScenarioReading.Fault(
        0,
        rest.isEmpty()
            ? Message.of("experiment.scenario.json-ends")
            : Message.of("experiment.scenario.no-json", String.valueOf(at + 1), rest));
  }

  /** A scenario as the line that {@link #read} understands. */
  public static String write(Scenario scenario) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("port", scenario.port());
    fields.put("actions", scenario.actions().stream().map(ActionWriter::fields).toList());
    return asString(fields);
  }

  /**
   * Verdicts as one line.
   *
   * @param line number of the line that they answer
   */
  public static String write(long line, List<Verdict> verdicts) {
    var each = new ArrayList<Map<String, Object>>(verdicts.size());
    for (Verdict verdict : verdicts) {
      each.add(VerdictWriter.fields(each.size() + 1, verdict));
    }
    var fields = new LinkedHashMap<String, Object>();
    fields.put("line", line);
    fields.put("verdicts", each);
    return asString(fields);
  }

  /** One verdict as JSON. */
  public static String write(int action, Verdict verdict) {
    return asString(VerdictWriter.fields(action, verdict));
  }

  private static String asString(Map<String, Object> fields) {
    try {
      return WRITER.asString(fields);
    } catch (IOException e) {
      throw new AssertionError("a string takes whatever is written to it", e);
    }
  }
}
