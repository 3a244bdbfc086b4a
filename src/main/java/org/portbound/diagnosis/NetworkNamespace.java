package org.portbound.diagnosis;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;

/**
 * Another network namespace (network_namespaces(7)): its sockets hold ports of its own, never those
 * of this one.
 *
 * @param number as in {@code net:[4026532314]}, or empty if this user may not read it
 * @param pid the first process in it
 * @param program that process's program
 * @param name its name in /run/netns, as {@code ip netns} gave it, or null
 * @param container the container that the process is in, or null if it is in none but ours
 */
public record NetworkNamespace(
    OptionalLong number,
    int pid,
    String program,
    @Nullable String name,
    @Nullable Container container) {

  /** {@code net:[4026532314]}, or its name or container alone where that is not known. */
  public String label() {
    if (name != null) {
      return name;
    }
    if (container != null) {
      return container.name();
    }
    return number.isPresent() ? "net:[" + number.getAsLong() + "]" : "PID " + pid;
  }

  /** What it is, and that its sockets are not in the way here. */
  public List<Message> description() {
    var messages = new ArrayList<Message>();
    messages.add(
        number.isPresent()
            ? Message.of(
                "diagnosis.namespace", String.valueOf(number.getAsLong()), pidText(), program)
            : Message.of("diagnosis.namespace.no-number", pidText(), program));
    if (name != null) {
      messages.add(Message.of("diagnosis.namespace.named", name));
    }
    if (container != null) {
      messages.add(container.message());
    }
    return messages;
  }

  private String pidText() {
    return String.valueOf(pid);
  }
}
