package org.portbound.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.portbound.text.Texts;

/** The guide's chapters: complete in each language, and every link and picture of them is there. */
final class GuideTest {
  private static final Path FOLDER = Path.of("assets/guide");
  private static final long PICTURES_BYTES = 3_000_000;

  private static final List<Guide> GUIDES = Texts.languages().stream().map(Guide::in).toList();

  private static void look(List<Block> blocks, Consumer<Block> seen) {
    for (Block each : blocks) {
      seen.accept(each);
      if (each instanceof Block.Items list) {
        list.items().forEach(item -> look(item, seen));
      }
    }
  }

  private static List<String> links(Chapter chapter) {
    var links = new ArrayList<String>();
    Consumer<List<Span>> collect =
        spans ->
            spans.forEach(
                each -> {
                  if (each instanceof Span.Link link) {
                    links.add(link.target());
                  }
                });
    look(
        chapter.blocks(),
        block -> {
          switch (block) {
            case Block.Paragraph paragraph -> collect.accept(paragraph.spans());
            case Block.Table table -> table.rows().stream().flatMap(List::stream).forEach(collect);
            default -> {}
          }
        });
    return links;
  }

  private static List<Block.Picture> pictures(Chapter chapter) {
    var pictures = new ArrayList<Block.Picture>();
    look(
        chapter.blocks(),
        block -> {
          if (block instanceof Block.Picture picture) {
            pictures.add(picture);
          }
        });
    return pictures;
  }

  /** The file of a picture of the English guide in another one: its own, in its language. */
  private static String inFolder(Guide guide, Block.Picture english) {
    String language = guide.language().getLanguage();
    return language.equals("en") ? english.file() : language + "/" + english.file();
  }

  private static List<String> anchors(Chapter chapter) {
    return chapter.sections().stream().skip(1).map(Chapter.Section::anchor).toList();
  }

  @Test
  void everyLanguageHasTheSameChaptersSectionsAndPictures() {
    Guide english = Guide.in(Locale.ENGLISH);
    assertTrue(english.chapters().size() > 15);
    for (Guide guide : GUIDES) {
      assertEquals(english.parts().size(), guide.parts().size());
      assertEquals(
          english.chapters().stream().map(Chapter::name).toList(),
          guide.chapters().stream().map(Chapter::name).toList());
      for (Chapter each : english.chapters()) {
        Chapter other = guide.chapter(each.name()).orElseThrow();
        String where = guide.language() + " " + each.name();
        assertEquals(anchors(each), anchors(other), where);
        assertEquals(
            pictures(each).stream().map(picture -> inFolder(guide, picture)).toList(),
            pictures(other).stream().map(Block.Picture::file).toList(),
            where);
        assertEquals(links(each).size(), links(other).size(), where);
      }
    }
  }

  @Test
  void theRepositoryHasNoChapterThatTheContentsLack() throws IOException {
    for (Guide guide : GUIDES) {
      try (Stream<Path> files = Files.list(FOLDER.resolve(guide.language().getLanguage()))) {
        var names = new TreeSet<String>();
        guide.chapters().forEach(each -> names.add(each.name() + ".md"));
        names.add("README.md");
        assertEquals(
            names, files.map(each -> each.getFileName().toString()).collect(Collectors.toSet()));
      }
    }
  }

  @Test
  void everyLinkLeadsSomewhere() {
    for (Guide guide : GUIDES) {
      for (Chapter chapter : guide.chapters()) {
        for (String target : links(chapter)) {
          Place.of(target)
              .ifPresentOrElse(
                  place -> {
                    Chapter to = guide.chapter(place.chapter()).orElseThrow();
                    assertTrue(
                        place.anchor().isEmpty() || anchors(to).contains(place.anchor()),
                        chapter.name() + " links to " + target);
                  },
                  () -> assertEquals("https", URI.create(target).getScheme(), target));
        }
      }
    }
  }

  @Test
  void everySectionHasANameOfItsOwn() {
    for (Guide guide : GUIDES) {
      for (Chapter chapter : guide.chapters()) {
        List<String> anchors = anchors(chapter);
        assertFalse(anchors.contains(""), chapter.name());
        assertEquals(anchors.size(), Set.copyOf(anchors).size(), chapter.name());
      }
    }
  }

  @Test
  void everyPictureIsThereAndShownAndSmall() throws IOException {
    var shown = new HashSet<String>();
    for (Guide guide : GUIDES) {
      for (Chapter chapter : guide.chapters()) {
        for (Block.Picture each : pictures(chapter)) {
          assertFalse(each.text().isBlank(), each.file());
          assertTrue(Files.exists(FOLDER.resolve("pictures").resolve(each.file())), each.file());
          shown.add(each.file());
        }
      }
    }
    long sum = 0;
    Path pictures = FOLDER.resolve("pictures");
    try (Stream<Path> files = Files.walk(pictures)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = pictures.relativize(file).toString();
        assertTrue(shown.remove(name), file + " is in no chapter");
        sum += Files.size(file);
      }
    }
    assertEquals(Set.of(), shown);
    assertTrue(sum < PICTURES_BYTES, sum + " bytes of pictures");
  }

  @Test
  void aSearchFindsSectionsWithAllWords() {
    Guide guide = Guide.in(Locale.ENGLISH);
    List<Search.Hit> hits = Search.of("Newest  REUSEADDR").in(guide);
    assertTrue(
        hits.stream().anyMatch(each -> each.place().equals(new Place("bind", "many"))),
        hits.toString());
    assertTrue(hits.stream().allMatch(each -> each.excerpt().length() < 120), hits.toString());
    assertEquals(List.of(), Search.of("nosuchword bind").in(guide));
    assertEquals(List.of(), Search.of("  ").in(guide));
  }

  @Test
  void aTerminalShowsEveryChapterInItsWidth() {
    for (Guide guide : GUIDES) {
      for (Chapter chapter : guide.chapters()) {
        List<String> lines = PlainText.of(chapter, 80);
        assertEquals(chapter.title(), lines.getFirst());
        for (String line : lines) {
          boolean listing = line.startsWith("  ");
          assertTrue(listing || line.length() <= 80, line);
        }
      }
    }
    String bind =
        String.join("\n", PlainText.of(Guide.in(Locale.ENGLISH).chapter("bind").orElseThrow(), 80));
    assertTrue(bind.contains("  REUSEADDR  ✗     ✓          ✗          ✓"), bind);
    assertFalse(bind.contains("pictures/"), bind);
  }

  @Test
  void aLanguageWithoutAGuideReadsEnglish() {
    assertEquals(Locale.ENGLISH, Guide.in(Locale.GERMAN).language());
    assertEquals("Langkah pertama", Guide.in(Locale.of("id")).chapters().getFirst().title());
  }
}
