package org.portbound.decode;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;

/**
 * JSON (RFC 8259), token by token and no further than its first fault. Numbers are never computed.
 * The parser that knows the place of each byte keeps a table of names, which is of bounded size.
 */
final class JsonDecoder implements Decoder {
  /** Fewer in a faulty array are chance: {@code [12:30] hello}. */
  private static final int MIN_VALUES = 2;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Tree.MAX_DEPTH).build())
          .build();

  @Override
  public Protocol protocol() {
    return Protocol.JSON;
  }

  @Override
  public int confidence(Input input) {
    int at = afterBlanks(input, 0);
    if (at == input.length()) {
      return NO;
    }
    int next = afterBlanks(input, at + 1);
    int following = next < input.length() ? input.u8(next) : -1;
    return switch (input.u8(at)) {
      case '{' -> following == '"' || following == '}' ? LIKELY : NO;
      case '[' -> following >= 0 && "[{\"]-0123456789tfn".indexOf(following) >= 0 ? LIKELY : NO;
      default -> NO;
    };
  }

  private static int afterBlanks(Input input, int from) {
    int at = from;
    while (at < input.length() && " \t\r\n".indexOf(input.u8(at)) >= 0) {
      at++;
    }
    return at;
  }

  @Override
  public Optional<Decoded> decode(Input input) {
    if (confidence(input) == NO) {
      return Optional.empty();
    }
    try (JsonParser parser = FACTORY.createParser(input.bytes())) {
      return new Reading(input, parser).read();
    } catch (IOException e) {
      // It reads from an array.
      throw new UncheckedIOException(e);
    }
  }

  /** One payload being read. */
  private static final class Reading {
    private final Input input;
    private final JsonParser parser;
    private final Tree tree;
    private final JsonSummary line = new JsonSummary();
    private @Nullable String memberName;
    private int memberAt;
    private boolean anyName;
    private int values;

    Reading(Input input, JsonParser parser) {
      this.input = input;
      this.parser = parser;
      this.tree = new Tree(input);
    }

    Optional<Decoded> read() throws IOException {
      boolean whole = false;
      try {
        whole = readTokens();
      } catch (JsonEOFException e) {
        tree.stop(Message.of("decode.stopped.cut"), input.length());
      } catch (StreamConstraintsException e) {
        tree.stop(Message.of("decode.stopped.limit"), here());
      } catch (JacksonException e) {
        tree.stop(Message.of("decode.stopped.broken"), here());
      }
      if (!whole && !anyName && values < MIN_VALUES) {
        return Optional.empty();
      }
      List<Field> fields = tree.finish(Math.min(here(), input.length()));
      return Optional.of(new Decoded(Protocol.JSON, summary(), fields));
    }

    /** True once the outermost value has ended. */
    private boolean readTokens() throws IOException {
      JsonToken token = parser.nextToken();
      while (token != null) {
        if (!tree.hasRoom()) {
          tree.stopFull(tokenAt());
          return true;
        }
        take(token);
        if (tree.depth() == 0) {
          return endsHere();
        }
        token = parser.nextToken();
      }
      return false;
    }

    /** What follows the outermost value is not JSON any more, but for blanks. */
    private boolean endsHere() {
      int rest = afterBlanks(input, here());
      if (rest < input.length()) {
        tree.stop(Message.of("decode.json.more"), rest);
      }
      return true;
    }

    private void take(JsonToken token) throws IOException {
      switch (token) {
        case FIELD_NAME -> {
          memberName = parser.currentName();
          memberAt = tokenAt();
          anyName |= tree.depth() == 1;
          if (!line.full()) {
            line.name(Words.visible(memberName));
          }
        }
        case START_OBJECT, START_ARRAY -> {
          tree.open(name(), fieldAt());
          line.open(token == JsonToken.START_ARRAY);
          memberName = null;
        }
        case END_OBJECT, END_ARRAY -> {
          boolean array = token == JsonToken.END_ARRAY;
          line.close(array);
          tree.close(
              Message.of(
                  array ? "decode.json.array" : "decode.json.object", String.valueOf(tree.parts())),
              here());
        }
        default -> {
          int at = fieldAt();
          Message name = name();
          String text = Words.visible(parser.getText());
          String value = token == JsonToken.VALUE_STRING ? "\"" + text + "\"" : text;
          values++;
          line.value(value);
          tree.add(name, Words.own(value), at, here() - at);
          memberName = null;
        }
      }
    }

    private Message name() {
      if (memberName != null) {
        return Words.foreign(memberName);
      }
      return tree.depth() == 0
          ? Message.of("decode.json.value")
          : Message.of("decode.json.item", String.valueOf(tree.parts() + 1));
    }

    /** A member begins with its name. */
    private int fieldAt() {
      return memberName != null ? memberAt : tokenAt();
    }

    private int tokenAt() {
      return (int) parser.currentTokenLocation().getByteOffset();
    }

    private int here() {
      return (int) parser.currentLocation().getByteOffset();
    }

    /** As much of it as fits into a line; an empty object says that it is one. */
    private Message summary() {
      String said = line.toString();
      return said.isEmpty() ? Message.of("decode.json.object", "0") : Words.own(said);
    }
  }
}
