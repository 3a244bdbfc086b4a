package org.portbound.file.bench;

import java.util.List;
import java.util.Optional;
import org.portbound.capture.filter.NamedFilter;
import org.portbound.message.SavedMessage;

/**
 * A workbench as it is saved.
 *
 * @param listeners what is to be opened, in this order
 * @param messages the messages to send
 * @param send what is about to be sent, if anything
 * @param filter the filter in force, or empty
 * @param filters filters with names
 */
public record Bench(
    List<BenchListener> listeners,
    List<SavedMessage> messages,
    Optional<BenchSend> send,
    String filter,
    List<NamedFilter> filters) {
  /** Copies the lists. */
  public Bench {
    listeners = List.copyOf(listeners);
    messages = List.copyOf(messages);
    filters = List.copyOf(filters);
  }

  /** Whether nothing is in it. */
  public boolean isEmpty() {
    return listeners.isEmpty()
        && messages.isEmpty()
        && send.isEmpty()
        && filter.isEmpty()
        && filters.isEmpty();
  }
}
