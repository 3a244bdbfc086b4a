package org.portbound.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Lists of saved messages, in which each name stands once. Pure functions. */
public final class SavedMessages {
  private SavedMessages() {}

  /** The message of this name. */
  public static Optional<SavedMessage> named(List<SavedMessage> among, String name) {
    return among.stream().filter(each -> each.name().equals(name)).findFirst();
  }

  /** With this message, in the place of the one of its name if there is one, else at the end. */
  public static List<SavedMessage> with(List<SavedMessage> messages, SavedMessage message) {
    return replaced(messages, message.name(), message);
  }

  /**
   * With this message in the place of another, which may have another name.
   *
   * @param name of the one before; if there is none, the message goes to the end
   */
  public static List<SavedMessage> replaced(
      List<SavedMessage> messages, String name, SavedMessage message) {
    var changed = new ArrayList<SavedMessage>();
    boolean placed = false;
    for (SavedMessage each : messages) {
      if (each.name().equals(name)) {
        changed.add(message);
        placed = true;
      } else if (!each.name().equals(message.name())) {
        changed.add(each);
      }
    }
    if (!placed) {
      changed.add(message);
    }
    return changed;
  }

  /** Without the message of this name. */
  public static List<SavedMessage> without(List<SavedMessage> messages, String name) {
    return messages.stream().filter(each -> !each.name().equals(name)).toList();
  }

  /**
   * With messages from elsewhere at the end. One that is there already in every part is left out;
   * one whose name is taken gets the next free name.
   */
  public static List<SavedMessage> merged(List<SavedMessage> messages, List<SavedMessage> more) {
    var changed = new ArrayList<SavedMessage>(messages);
    for (SavedMessage each : more) {
      if (!changed.contains(each)) {
        changed.add(each.withName(freeName(changed, each.name())));
      }
    }
    return changed;
  }

  /** This name, or the first of {@code NAME 2}, {@code NAME 3}, … that no message has. */
  public static String freeName(List<SavedMessage> messages, String name) {
    String free = name;
    for (int i = 2; named(messages, free).isPresent(); i++) {
      free = name + " " + i;
    }
    return free;
  }

  /** Those with all of these words somewhere in name, note, destination or payload. */
  public static List<SavedMessage> search(List<SavedMessage> messages, String words) {
    String[] wanted = words.toLowerCase(Locale.ROOT).strip().split("\\s+");
    return messages.stream()
        .filter(
            each -> {
              String all =
                  String.join("\n", each.name(), each.note(), each.destination(), each.payload())
                      .toLowerCase(Locale.ROOT);
              return List.of(wanted).stream().allMatch(all::contains);
            })
        .toList();
  }
}
