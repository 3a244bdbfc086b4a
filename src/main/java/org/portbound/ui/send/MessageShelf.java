package org.portbound.ui.send;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;
import org.portbound.file.MessageStore;
import org.portbound.message.BuiltInMessages;
import org.portbound.message.MessageFile;
import org.portbound.message.SavedMessage;
import org.portbound.message.SavedMessages;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.UndoList;

/**
 * The messages there are: the user's own, as the file has them, and those that come with the
 * program. The last change can be taken back. JavaFX thread; the file is read and written on the
 * commands' thread.
 */
final class MessageShelf {
  private final UiContext context;
  private final MessageStore store;
  private final List<SavedMessage> builtIn = BuiltInMessages.all();
  private final ObservableList<Shelved> all = FXCollections.observableArrayList();
  private List<SavedMessage> own = List.of();
  private Consumer<String> teller = sentence -> {};
  private @Nullable UnaryOperator<List<SavedMessage>> undo;

  /** The last change, if the whole window can take it back. */
  private UndoList.@Nullable Step step;

  /**
   * A message on the shelf.
   *
   * @param own whether the user wrote it
   * @param note what it is for, in the window's language
   */
  record Shelved(SavedMessage message, boolean own, String note) {}

  MessageShelf(UiContext context, MessageStore store) {
    this.context = context;
    this.store = store;
    context.memory().replace("messages", MessageShelf.class, this);
    arrange();
  }

  /** Who says what came of a change. */
  void setTeller(Consumer<String> newTeller) {
    teller = newTeller;
  }

  /** Those that have all these words; those whose name begins with them come first. */
  List<Shelved> search(String words) {
    String beginning = words.strip();
    return all.stream()
        .filter(
            each ->
                !SavedMessages.search(List.of(each.message().withNote(each.note())), words)
                    .isEmpty())
        .sorted(Comparator.comparing(each -> !each.message().name().startsWith(beginning)))
        .toList();
  }

  ObservableList<Shelved> all() {
    return all;
  }

  Optional<SavedMessage> ownNamed(String name) {
    return SavedMessages.named(own, name);
  }

  private void arrange() {
    all.setAll(
        Stream.concat(
                own.stream().map(each -> new Shelved(each, true, each.note())),
                builtIn.stream()
                    .map(
                        each ->
                            new Shelved(
                                each, false, context.say("message.built-in." + each.name()))))
            .toList());
  }

  /** Reads the file again: the terminal may have changed it. */
  void load() {
    context
        .commands()
        .run(
            store::load,
            read -> {
              switch (read) {
                case Parsed.Valid<MessageFile.Reading>(MessageFile.Reading reading) -> {
                  own = reading.messages();
                  arrange();
                  tellFaults(store.file(), reading.faults());
                }
                case Parsed.Invalid<MessageFile.Reading>(Message why) ->
                    teller.accept(context.say(why));
              }
            });
  }

  private void tellFaults(Path file, List<MessageFile.Fault> faults) {
    if (!faults.isEmpty()) {
      teller.accept(faultLines(file, faults));
    }
  }

  private String faultLines(Path file, List<MessageFile.Fault> faults) {
    return String.join(
        "\n",
        faults.stream()
            .map(
                each ->
                    context.say(
                        "cli.messages.fault",
                        String.valueOf(file.getFileName()),
                        each.line(),
                        context.say(each.why())))
            .toList());
  }

  /** Saves a message, in the place of the one that was edited if one was. */
  void save(SavedMessage message, String edited) {
    Optional<SavedMessage> before = ownNamed(edited).or(() -> ownNamed(message.name()));
    change(
        messages -> SavedMessages.replaced(messages, edited, message),
        messages ->
            before
                .map(old -> SavedMessages.replaced(messages, message.name(), old))
                .orElseGet(() -> SavedMessages.without(messages, message.name())),
        context.say("ui.messages.saved", message.name()));
  }

  void delete(SavedMessage message) {
    List<SavedMessage> before = own;
    UnaryOperator<List<SavedMessage>> back = messages -> SavedMessages.merged(before, messages);
    var deletion =
        new UndoList.Step(
            Message.of("ui.messages.deleted", message.name()),
            Message.of("ui.undo.delete-message", message.name()),
            () -> context.memory().newest("messages", MessageShelf.class).takeBack(back));
    change(
        messages -> SavedMessages.without(messages, message.name()),
        back,
        context.say(deletion.done()),
        () -> {
          step = deletion;
          UndoList.of(context).add(deletion);
        });
  }

  private void takeBack(UnaryOperator<List<SavedMessage>> back) {
    change(back, null, context.say("ui.messages.undone"));
  }

  /** A copy of one's own, or a message of one's own made of a built-in one. */
  void duplicate(Shelved shelved) {
    SavedMessage message = shelved.message();
    SavedMessage copy =
        message.withName(SavedMessages.freeName(own, message.name())).withNote(shelved.note());
    change(
        messages -> SavedMessages.with(messages, copy),
        messages -> SavedMessages.without(messages, copy.name()),
        context.say("ui.messages.duplicated", copy.name()));
  }

  /** Adds the messages of a file; what is wrong in it is told, and the others are there. */
  void importFrom(Path file) {
    context
        .commands()
        .run(
            () -> MessageStore.read(file),
            read -> {
              switch (read) {
                case Parsed.Valid<MessageFile.Reading>(MessageFile.Reading reading) ->
                    add(file, reading);
                case Parsed.Invalid<MessageFile.Reading>(Message why) ->
                    teller.accept(context.say(why));
              }
            });
  }

  private void add(Path file, MessageFile.Reading reading) {
    List<SavedMessage> before = own;
    String done = context.say("ui.messages.imported", String.valueOf(reading.messages().size()));
    change(
        messages -> SavedMessages.merged(messages, reading.messages()),
        messages -> before,
        reading.faults().isEmpty() ? done : done + "\n" + faultLines(file, reading.faults()));
  }

  void exportTo(Path file) {
    List<SavedMessage> messages = own;
    context
        .commands()
        .run(
            () -> MessageStore.write(file, messages),
            written ->
                teller.accept(
                    written instanceof Parsed.Invalid<Path>(Message why)
                        ? context.say(why)
                        : context.say(
                            "ui.messages.exported",
                            String.valueOf(messages.size()),
                            file.getFileName())));
  }

  /** Whether the last change can be taken back. */
  boolean canUndo() {
    return undo != null;
  }

  void undo() {
    UnaryOperator<List<SavedMessage>> back = undo;
    if (step != null) {
      UndoList.of(context).forget(step);
    }
    if (back != null) {
      takeBack(back);
    }
  }

  private void change(
      UnaryOperator<List<SavedMessage>> change,
      @Nullable UnaryOperator<List<SavedMessage>> back,
      String done) {
    change(change, back, done, () -> {});
  }

  private void change(
      UnaryOperator<List<SavedMessage>> change,
      @Nullable UnaryOperator<List<SavedMessage>> back,
      String done,
      Runnable then) {
    context
        .commands()
        .run(
            () -> store.change(change),
            changed -> {
              switch (changed) {
                case Parsed.Valid<MessageStore.Changed>(MessageStore.Changed now) -> {
                  own = now.messages();
                  undo = back;
                  step = null;
                  then.run();
                  arrange();
                  teller.accept(
                      now.setAside().map(each -> done + "\n" + context.say(each)).orElse(done));
                }
                case Parsed.Invalid<MessageStore.Changed>(Message why) ->
                    teller.accept(context.say(why));
              }
            });
  }
}
