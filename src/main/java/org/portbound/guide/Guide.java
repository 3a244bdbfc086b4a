package org.portbound.guide;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The guide in one language. Immutable. */
public final class Guide {
  private static final String FOLDER = "/org/portbound/assets/guide/";
  private static final String CONTENTS = "README";

  private final Locale language;
  private final List<Part> parts;

  private Guide(Locale language, List<Part> parts) {
    this.language = language;
    this.parts = List.copyOf(parts);
  }

  /**
   * Chapters that belong together.
   *
   * @param title a heading of the table of contents
   */
  public record Part(String title, List<Chapter> chapters) {
    /** Copies the list. */
    public Part {
      chapters = List.copyOf(chapters);
    }
  }

  /** Reads the guide in this language, or in English if it is not there in it. */
  public static Guide in(Locale wanted) {
    Locale language =
        resource(wanted.getLanguage() + "/" + CONTENTS + ".md") == null ? Locale.ENGLISH : wanted;
    var parts = new ArrayList<Part>();
    String title = "";
    for (Block each : blocks(language, CONTENTS)) {
      switch (each) {
        case Block.Heading heading -> title = heading.text();
        case Block.Items list -> parts.add(new Part(title, chapters(language, list)));
        default -> {
          // What is said about the guide itself is for readers of the repository.
        }
      }
    }
    return new Guide(language, parts);
  }

  private static List<Chapter> chapters(Locale language, Block.Items list) {
    return list.items().stream()
        .flatMap(List::stream)
        .flatMap(each -> each instanceof Block.Paragraph line ? line.spans().stream() : Stream.of())
        .flatMap(
            each -> each instanceof Span.Link to ? Place.of(to.target()).stream() : Stream.of())
        .map(each -> chapter(language, each.chapter()))
        .toList();
  }

  private static Chapter chapter(Locale language, String name) {
    List<Block> blocks = blocks(language, name);
    if (blocks.getFirst() instanceof Block.Heading title) {
      return new Chapter(name, title.text(), blocks.subList(1, blocks.size()));
    }
    throw new IllegalArgumentException("the chapter " + name + " has no title");
  }

  private static List<Block> blocks(Locale language, String name) {
    String path = language.getLanguage() + "/" + name + ".md";
    try (InputStream stream =
        Objects.requireNonNull(Guide.class.getResourceAsStream(FOLDER + path), path)) {
      return Markdown.read(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  private static @Nullable URL resource(String path) {
    return Guide.class.getResource(FOLDER + path);
  }

  /** Where a picture is. */
  public static URL picture(Block.Picture picture) {
    return Objects.requireNonNull(resource("pictures/" + picture.file()), picture.file());
  }

  /** The language that it is in. */
  public Locale language() {
    return language;
  }

  /** The parts in their order. */
  public List<Part> parts() {
    return parts;
  }

  /** All chapters in their order. */
  public List<Chapter> chapters() {
    return parts.stream().flatMap(each -> each.chapters().stream()).toList();
  }

  /** The chapter of this name. */
  public Optional<Chapter> chapter(String name) {
    return chapters().stream().filter(each -> each.name().equals(name)).findFirst();
  }
}
