package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The lines that a process says, as they come. */
final class ProcessLines {
  private static final long TIMEOUT_MS = 30_000;

  private final List<String> lines = new ArrayList<>();
  private final Thread reader;

  ProcessLines(InputStream from) {
    reader = Thread.ofVirtual().start(() -> read(from));
  }

  private void read(InputStream from) {
    try (var text = new BufferedReader(new InputStreamReader(from, UTF_8))) {
      for (String line = text.readLine(); line != null; line = text.readLine()) {
        add(line);
      }
    } catch (IOException e) {
      add("(" + e.getMessage() + ")");
    }
  }

  private synchronized void add(String line) {
    lines.add(line);
    notifyAll();
  }

  synchronized List<String> all() {
    return List.copyOf(lines);
  }

  synchronized String await(Predicate<String> wanted) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
    while (lines.stream().noneMatch(wanted)) {
      long leftMs = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (leftMs <= 0) {
        throw new AssertionError("no such line among " + lines);
      }
      wait(leftMs);
    }
    return lines.stream().filter(wanted).findFirst().orElseThrow();
  }

  void end() throws InterruptedException {
    reader.join(TIMEOUT_MS);
  }

  @Override
  public String toString() {
    return all().toString();
  }
}
