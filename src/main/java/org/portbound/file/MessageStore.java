package org.portbound.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.portbound.message.MessageFile;
import org.portbound.message.SavedMessage;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/**
 * The user's own messages in a file. Several programs may change it at once: each change is made to
 * what the file holds then, under a lock beside it. A file with mistakes is copied aside before it
 * is written, so that nothing in it is lost.
 *
 * <p>Any thread; blocks.
 */
public final class MessageStore {
  private final Path file;

  /**
   * @param file need not exist
   */
  public MessageStore(Path file) {
    this.file = file;
  }

  /**
   * What is saved after a change.
   *
   * @param setAside tells where the file is kept as it was, because of mistakes in it
   */
  public record Changed(List<SavedMessage> messages, Optional<Message> setAside) {}

  /** Where the messages are kept. */
  public Path file() {
    return file;
  }

  /** What is saved now, with the mistakes in the file; no file is the same as an empty one. */
  public Parsed<MessageFile.Reading> load() {
    return read(file, true);
  }

  /** Reads a file of messages from elsewhere; it must be there. */
  public static Parsed<MessageFile.Reading> read(Path from) {
    return read(from, false);
  }

  private static Parsed<MessageFile.Reading> read(Path from, boolean mayBeMissing) {
    try {
      return Parsed.valid(MessageFile.read(Files.readString(from)));
    } catch (NoSuchFileException e) {
      return mayBeMissing
          ? Parsed.valid(new MessageFile.Reading(List.of(), List.of()))
          : new Parsed.Invalid<>(FileErrors.notRead(from, e));
    } catch (CharacterCodingException e) {
      return Parsed.invalid("file.not-utf8", from);
    } catch (IOException e) {
      return new Parsed.Invalid<>(FileErrors.notRead(from, e));
    }
  }

  /** Writes messages to a file elsewhere, in the place of what is there. */
  public static Parsed<Path> write(Path to, List<SavedMessage> messages) {
    try {
      WholeFile.replace(to, MessageFile.write(messages));
      return Parsed.valid(to);
    } catch (IOException e) {
      return new Parsed.Invalid<>(FileErrors.notMade(to, e));
    }
  }

  /**
   * Changes what is saved.
   *
   * @param change makes the new list of the present one
   * @return the new list, or why it could not be saved: then all is as it was
   */
  public Parsed<Changed> change(UnaryOperator<List<SavedMessage>> change) {
    try {
      return WholeFile.locked(
          file,
          () ->
              switch (load()) {
                case Parsed.Invalid<MessageFile.Reading>(Message why) -> new Parsed.Invalid<>(why);
                case Parsed.Valid<MessageFile.Reading>(MessageFile.Reading reading) ->
                    Parsed.valid(changed(reading, change));
              });
    } catch (IOException e) {
      return new Parsed.Invalid<>(FileErrors.notMade(file, e));
    }
  }

  private Changed changed(MessageFile.Reading reading, UnaryOperator<List<SavedMessage>> change)
      throws IOException {
    Optional<Message> setAside = Optional.empty();
    if (!reading.faults().isEmpty()) {
      Path other = WholeFile.aside(file);
      Files.copy(file, other);
      setAside = Optional.of(Message.of("file.messages-aside", file, other.getFileName()));
    }
    List<SavedMessage> changed = List.copyOf(change.apply(reading.messages()));
    WholeFile.replace(file, MessageFile.write(changed));
    return new Changed(changed, setAside);
  }
}
