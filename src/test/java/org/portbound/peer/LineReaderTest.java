package org.portbound.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.peer.LineReader.Line;

@Timeout(30)
class LineReaderTest {
  private static final int MAX_BYTES = 200_000;

  @Test
  void linesComeWholeHoweverThePipeCutsThem() throws IOException {
    var random = new Random(5);
    var expected = new ArrayList<String>();
    var all = new StringBuilder();
    for (int i = 0; i < 200; i++) {
      String line = "ü".repeat(random.nextInt(2_000));
      expected.add(line);
      all.append(line).append('\n');
    }
    var reader = new LineReader(trickling(all.toString(), random), MAX_BYTES);
    var read = new ArrayList<String>();
    Line line = reader.next();
    while (line instanceof Line.Text(String text)) {
      read.add(text);
      line = reader.next();
    }
    assertInstanceOf(Line.End.class, line);
    assertEquals(expected, read);
  }

  @Test
  void aLineThatIsTooLongIsSkippedAndTheNextOneRead() throws IOException {
    String limit = "a".repeat(MAX_BYTES);
    var reader = reader(limit + "\n" + "b".repeat(5 * MAX_BYTES) + "\nafter\n");
    assertEquals(new Line.Text(limit), reader.next());
    assertEquals(new Line.TooLong(5L * MAX_BYTES), reader.next());
    assertEquals(new Line.Text("after"), reader.next());
    assertInstanceOf(Line.End.class, reader.next());
  }

  @Test
  void aLineWithoutItsEndIsNotALine() throws IOException {
    var reader = reader("whole\n\nhalf");
    assertEquals(
        List.of(new Line.Text("whole"), new Line.Text("")), List.of(reader.next(), reader.next()));
    assertInstanceOf(Line.End.class, reader.next());
    assertInstanceOf(Line.End.class, reader.next());
  }

  private static LineReader reader(String text) {
    return new LineReader(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), MAX_BYTES);
  }

  /** A stream that gives some bytes at a time, as a pipe does. */
  private static InputStream trickling(String text, Random random) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
      @Override
      public synchronized int read(byte[] into, int offset, int lengthBytes) {
        return super.read(into, offset, Math.min(lengthBytes, 1 + random.nextInt(3_000)));
      }
    };
  }
}
