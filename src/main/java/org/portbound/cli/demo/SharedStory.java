package org.portbound.cli.demo;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Visible;
import org.portbound.workbench.SendResult;
import org.portbound.workbench.Source;

/** The part of the story in which a second process takes part. */
final class SharedStory {
  /** So many that each of three sockets gets some, but for a chance of one in 10¹¹. */
  static final int SENDERS = 64;

  /** The second process ends by itself after this time, should nobody be left to end it. */
  private static final String LIFETIME = "60s";

  private static final int REFUSED = 1;

  private SharedStory() {}

  static Answer secondProcessWithoutOption(Stage stage) {
    SecondProcess process =
        stage.start("listen", stage.shared().toString(), "--json", "--for", LIFETIME);
    stage.await(() -> process.exitStatus().isPresent() || !events(process, "listening").isEmpty());
    OptionalInt status = process.exitStatus();
    List<Map<String, Object>> refusals = parse(process.errors(), "refusal");
    if (status.isEmpty() || refusals.isEmpty()) {
      return otherwise(process);
    }
    Map<String, Object> refusal = refusals.getFirst();
    String errno = String.valueOf(refusal.get("errno"));
    String key = namesUs(refusal) ? "cli.demo.stranger.named" : "cli.demo.stranger.refused";
    return errno.equals("EADDRINUSE") && status.getAsInt() == REFUSED
        ? Answer.expected(key, process.pid(), errno)
        : Answer.unexpected(key, process.pid(), errno);
  }

  /** Whether this process is among those that hold the port. */
  private static boolean namesUs(Map<String, Object> refusal) {
    String us = String.valueOf(ProcessHandle.current().pid());
    return objects(refusal.get("holders")).stream()
        .flatMap(holder -> objects(holder.get("processes")).stream())
        .anyMatch(process -> us.equals(String.valueOf(process.get("pid"))));
  }

  private static List<Map<?, ?>> objects(@Nullable Object list) {
    return list instanceof List<?> all
        ? all.stream()
            .<Map<?, ?>>mapMulti(
                (each, into) -> {
                  if (each instanceof Map<?, ?> object) {
                    into.accept(object);
                  }
                })
            .toList()
        : List.of();
  }

  static Answer secondProcessWithOption(Stage stage) {
    SecondProcess process =
        stage.start(
            "listen", stage.shared().toString(), "--reuseport", "--json", "--for", LIFETIME);
    stage.sharer = process;
    stage.await(() -> process.exitStatus().isPresent() || !events(process, "listening").isEmpty());
    return events(process, "listening").isEmpty()
        ? otherwise(process)
        : Answer.expected("cli.demo.sharer.done", process.pid(), stage.shared());
  }

  static Answer spread(Stage stage) {
    SecondProcess process = stage.sharer;
    if (process == null) {
      return Answer.unexpected("cli.demo.nothing-arrived");
    }
    List<Long> before = stage.receivedOnShared();
    for (int i = 0; i < SENDERS; i++) {
      SendResult sent = stage.send(new Source.AnyPort(), stage.shared(), "hello " + (i + 1));
      if (!(sent instanceof SendResult.Sent)) {
        return Story.notSent(sent);
      }
    }
    stage.await(() -> sum(shares(stage, process, before)) >= SENDERS);
    List<Long> shares = shares(stage, process, before);
    String each = shares.stream().map(String::valueOf).collect(Collectors.joining(" + "));
    boolean expected = sum(shares) == SENDERS && shares.stream().allMatch(share -> share > 0);
    return expected
        ? Answer.expected("cli.demo.spread.done", each, sum(shares))
        : Answer.unexpected("cli.demo.spread.done", each, sum(shares));
  }

  /** What each listener got since then, the second process's last. */
  private static List<Long> shares(Stage stage, SecondProcess process, List<Long> before) {
    List<Long> now = stage.receivedOnShared();
    var shares = new ArrayList<Long>();
    for (int i = 0; i < now.size(); i++) {
      shares.add(now.get(i) - before.get(i));
    }
    shares.add((long) events(process, "datagram").size());
    return shares;
  }

  private static long sum(List<Long> shares) {
    return shares.stream().mapToLong(Long::longValue).sum();
  }

  private static Answer otherwise(SecondProcess process) {
    String said =
        process.errors().isEmpty() ? String.valueOf(process.output()) : process.errors().getFirst();
    return Answer.unexpected(
        "cli.demo.process-otherwise",
        process.pid(),
        process.exitStatus().isPresent() ? process.exitStatus().getAsInt() : "-",
        Visible.of(said));
  }

  private static List<Map<String, Object>> events(SecondProcess process, String event) {
    return parse(process.output(), event);
  }

  /** The objects that tell of an event; a line that is no JSON is the virtual machine's. */
  private static List<Map<String, Object>> parse(List<String> lines, String event) {
    return lines.stream()
        .filter(line -> line.startsWith("{"))
        .map(SharedStory::parse)
        .filter(object -> event.equals(object.get("event")))
        .toList();
  }

  private static Map<String, Object> parse(String line) {
    try {
      return JSON.std.mapFrom(line);
    } catch (IOException e) {
      // Cut in the middle, for the process is being ended; it tells of nothing.
      return Map.of();
    }
  }
}
