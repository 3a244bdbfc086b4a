package org.portbound.workbench;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;

/**
 * What happened without being asked for: a listener closed by {@code exit}, a receive error, an
 * error that nobody expected. Numbered from 1; the last {@link #CAPACITY} are kept. Any thread;
 * {@code this} guards the entries.
 */
public final class Notices {
  /** How many notices are kept. */
  public static final int CAPACITY = 1_000;

  private final ArrayDeque<Notice> entries = new ArrayDeque<>();
  private final AtomicLong revision;
  private long end = 1;

  Notices(AtomicLong revision) {
    this.revision = revision;
  }

  /** How much a notice matters. */
  public enum Severity {
    /** Good to know. */
    INFORMATION,
    /** Something did not go as asked. */
    WARNING,
    /** Something broke. */
    ERROR
  }

  /**
   * One thing that happened.
   *
   * @param number from 1
   * @param at when
   * @param severity how much it matters
   * @param message what
   * @param detail more for whoever wants to report it, such as a stack trace, or null
   */
  public record Notice(
      long number, Instant at, Severity severity, Message message, @Nullable String detail) {}

  /** Number that the next notice will have. */
  public synchronized long end() {
    return end;
  }

  /** The notices from this number on that are still kept. */
  public synchronized List<Notice> since(long number) {
    return entries.stream().filter(each -> each.number() >= number).toList();
  }

  synchronized void add(Severity severity, Message message, @Nullable String detail) {
    if (entries.size() == CAPACITY) {
      entries.removeFirst();
    }
    entries.addLast(new Notice(end++, Instant.now(), severity, message, detail));
    revision.incrementAndGet();
  }
}
