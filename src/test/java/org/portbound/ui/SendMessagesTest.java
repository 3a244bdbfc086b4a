package org.portbound.ui;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import javafx.application.ColorScheme;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.scene.shape.Shape;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.portbound.capture.Datagram;
import org.portbound.message.Template;
import org.portbound.socket.Endpoint;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SendSetup;
import org.portbound.ui.control.Theme;
import org.portbound.workbench.Providers;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.SendResult;
import org.portbound.workbench.SeriesView;
import org.portbound.workbench.Source;
import org.portbound.workbench.Workbench;

/** Messages chosen, sent, answered, repeated, saved and shared, by clicks. */
@Tag("long")
@Timeout(240)
final class SendMessagesTest {
  private final GivenFiles files = new GivenFiles();

  @TempDir private Path folder;

  private WindowDriver open() {
    return WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800, files);
  }

  private static Datagram row(WindowDriver window, long number) {
    return Objects.requireNonNull(window.workbench().log().get(number));
  }

  /** Answers the datagram in this row from the listener that received it. */
  private static void answer(WindowDriver window, long row, byte[] reply) {
    Datagram asked = row(window, row);
    var plan =
        new SendPlan(
            new Source.Listener(asked.listener()),
            asked.source(),
            Template.of(reply),
            SendOptions.DEFAULT,
            SendSetup.NONE,
            Duration.ZERO);
    SendResult result = window.workbench().sending().send(plan);
    assertTrue(result instanceof SendResult.Sent, result::toString);
  }

  private static int listen(WindowDriver window) {
    int port = FreePorts.any();
    window.type("#bind-port", String.valueOf(port));
    window.click("#bind-none").awaitText("#listener-1-state", "Listening");
    return port;
  }

  private static int lines(WindowDriver window) {
    return ((ListView<?>) window.node("#replies-list")).getItems().size();
  }

  /** ControlsFX would draw it grey in each. */
  @ParameterizedTest
  @EnumSource(names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
  void popOversAreAsBrightAsTheWindow(Theme.Choice theme) {
    try (var window = open()) {
      window.click("#view-menu").click("#view-theme-" + theme);
      window.click("#messages").await("the list is there", () -> window.exists("#message-test"));
      window.picture("messages-" + theme, "#messages-list");
      var border =
          (Shape) window.node("#messages-list").getScene().getRoot().lookup(".popover > .border");
      double brightness = ((Color) border.getFill()).getBrightness();
      assertEquals(theme == Theme.Choice.LIGHT, brightness > 0.5, border.getFill()::toString);
    }
  }

  @Test
  void aMessageIsChosenSentAndAnswered() {
    try (var window = open()) {
      int port = listen(window);
      window.click("#messages").await("the list is there", () -> window.exists("#message-test"));
      window.picture("messages", "#messages-list");
      window.type("#messages-search", "dns query a name server");
      window.await("one is found", () -> !window.exists("#message-test"));
      window.type("#messages-search", "dns-query").press(KeyCode.ENTER);
      window.awaitText("#send-port", "53").awaitText("#send-replies", "3 s");
      assertEquals("127.0.0.1", window.text("#send-address"));
      assertTrue(window.exists("#send-param-name"), "its parameters are fields");
      window.awaitText("#replies-empty", "answers with the same identifier");
      window.picture("message-chosen");
      window.type("#send-param-name", "bad..name").awaitText("#send-hint", "two dots in a row");
      window.type("#send-param-name", "printer.test").type("#send-port", String.valueOf(port));
      window.awaitText("#send-hint", "30 bytes in 1 datagram");
      // Long enough for the pictures: it is stopped by hand.
      window.click("#send-replies").click("#send-replies-60");
      window.awaitText("#send-replies", "60 s");
      window.click("#send-payload").press(KeyCode.CONTROL, KeyCode.ENTER);
      window.awaitText("#listener-1-received", "1");
      assertEquals(
          1,
          window.workbench().listeners().stream()
              .filter(each -> !each.plan().forReplies())
              .count());
      assertFalse(window.exists("#listener-2"), "the sending socket is no card");
      byte[] reply = row(window, 1).payload().clone();
      reply[2] |= (byte) 0x80;
      answer(window, 1, reply);
      answer(window, 1, "and words".getBytes(UTF_8));
      window.await("both are listed", () -> lines(window) == 3);
      window.awaitText("#replies-state", "2 replies");
      window.picture("replies").dress(ColorScheme.DARK).picture("replies-dark");
      window.dress(ColorScheme.LIGHT).picture("replies-small", 1000, 700);
      window.click("#replies-stop");
      window.await("its socket is gone", () -> window.workbench().listeners().size() == 1);
      window.awaitText("#replies-state", "2 replies");
      window.click("#replies-list").press(KeyCode.HOME, KeyCode.DOWN).press(KeyCode.DOWN);
      window.press(KeyCode.ENTER).awaitText("#detail-headline", "bytes from 127.0.0.1:" + port);
    }
  }

  @Test
  void aSeriesIsStartedWatchedAndStopped() {
    try (var window = open()) {
      int port = listen(window);
      window.click("#send-source-any");
      window.type("#send-address", "127.0.0.1").type("#send-port", String.valueOf(port));
      window.type("#send-payload", "number ${n:4}").awaitText("#send-hint", "about 11 bytes");
      window.click("#send-repeat").type("#send-count", "0");
      window.awaitText("#send-repeat-hint", "not a number of times");
      assertTrue(window.node("#send-start").isDisabled());
      window.type("#send-count", "200").click("#send-per-second").type("#send-pace", "1000");
      window.awaitText("#send-repeat-hint", "200 datagrams, the last one after 0.199");
      window.picture("repeat", "#send-count");
      window.click("#send-start").awaitText("#series-1-state", "all sent");
      window.awaitText("#series-1-sent", "200 of 200").awaitText("#listener-1-received", "200");
      Datagram last = row(window, 200);
      assertEquals("number 0200", new String(last.payload(), UTF_8));

      window.click("#send-repeat").type("#send-count", "").press(KeyCode.BACK_SPACE);
      window.awaitText("#send-repeat-hint", "Until you stop it");
      window.click("#send-start").awaitText("#series-2-state", "sending");
      window.type("#send-address", "127.255.255.255");
      window.click("#send-repeat").click("#send-start");
      window.awaitText("#series-3-state", "EACCES");
      assertEquals("", window.notice(), "no notice for each refused datagram");
      window.picture("series").dress(ColorScheme.DARK).picture("series-dark");
      window.dress(ColorScheme.LIGHT);
      window.click("#series-2-stop").awaitText("#series-2-state", "stopped");
      window.click("#series-3-stop").awaitText("#series-3-state", "stopped");
      assertTrue(window.workbench().sending().series().stream().allMatch(SeriesView::over));
      window.click("#series-clear").await("none is left", () -> window.exists("#series-empty"));
    }
  }

  @Test
  void messagesAreSavedEditedDeletedAndShared() throws IOException {
    try (var window = open()) {
      window.type("#send-payload", "hello {{who}}").type("#send-param-who", "you");
      window.click("#messages").type("#messages-name", "greeting");
      window.type("#messages-note", "says hello").click("#messages-save");
      window.awaitText("#messages-told", "Saved \"greeting\"");
      window.await("it is in the list", () -> window.exists("#message-greeting"));

      window.click("#message-duplicate-greeting");
      window.awaitText("#messages-told", "\"greeting 2\" is your own now");
      window.click("#messages-undo").awaitText("#messages-told", "As it was before");

      window.click("#message-edit-greeting").type("#messages-name", "farewell");
      window.click("#messages-save").awaitText("#messages-told", "Saved \"farewell\"");
      window.await("it has its new name", () -> window.exists("#message-farewell"));
      assertFalse(window.exists("#message-greeting"));

      window.click("#message-delete-farewell").awaitText("#messages-told", "Deleted");
      window.await("it is gone", () -> !window.exists("#message-farewell"));
      window.click("#messages-undo").await("it is back", () -> window.exists("#message-farewell"));

      files.saveIn(folder);
      window
          .click("#messages-export")
          .awaitText("#messages-told", "Messages written to messages.json");
      Path exported = folder.resolve("messages.json");
      assertTrue(Files.readString(exported).contains("hello {{who}}"));
      Path other = folder.resolve("other.json");
      Files.writeString(
          other,
          "{\"portbound-messages\": 1, \"messages\": [{\"name\": \"good\", \"payload\": \"g\"},\n"
              + "{\"name\": \"bad\", \"payload\": \"${x}\"}]}");
      files.toOpen(other);
      window.click("#messages-import").awaitText("#messages-told", "other.json, line 2: ");
      window.await("the good one is there", () -> window.exists("#message-good"));
      window.picture("messages-imported", "#messages-list");

      window.click("#message-farewell").awaitText("#send-param-who", "you");
      assertEquals("hello {{who}}", window.text("#send-payload"));
      window.awaitText("#send-hint", "9 bytes in 1 datagram");
    }
  }

  @Test
  void aFileIsSentAsItIsAndOneThatIsTooLongIsRefused() throws IOException {
    try (var window = open()) {
      int port = listen(window);
      window.click("#send-source-any");
      window.type("#send-address", "127.0.0.1").type("#send-port", String.valueOf(port));
      window.click("#send-as-file").awaitText("#send-hint", "Choose a file");
      files.toOpen(Files.write(folder.resolve("big"), new byte[70_000]));
      window.click("#send-file-choose").awaitText("#send-hint", "70000 bytes");
      window.awaitText("#send-hint", "at most 65527");
      assertTrue(window.node("#send-button").isDisabled());
      files.toOpen(Files.write(folder.resolve("small"), "${n} as it is".getBytes(UTF_8)));
      window.click("#send-file-choose").awaitText("#send-hint", "13 bytes in 1 datagram");
      window.picture("file");
      window.click("#send-button").awaitText("#listener-1-received", "1");
      assertEquals("${n} as it is", new String(row(window, 1).payload(), UTF_8));
      window.click("#send-as-hex").awaitText("#send-payload", "74 65 73 74");
      window.type("#send-payload", "00 ${n:u16} ff").click("#send-as-text");
      window.awaitText("#send-payload", "\\0${n:u16}\\xff");
    }
  }

  @Test
  void optionsOfTheWayAreSetAndSaid() {
    try (var window = open()) {
      int port = listen(window);
      window.click("#send-source-any");
      window.type("#send-address", "127.0.0.1").type("#send-port", String.valueOf(port));
      window.click("#send-options").click("#send-dont-fragment").type("#send-dscp", "64");
      window.awaitText("#send-hint", "not a code point");
      window.type("#send-dscp", "46").picture("send-options", "#send-dscp");
      window.press(KeyCode.ESCAPE).awaitText("#send-hint", "not fragmented, DSCP 46");
      window.click("#send-button").awaitText("#listener-1-received", "1");
      assertEquals(46 << 2, row(window, 1).trafficClass());
      window.click("#send-source-bound").type("#send-source-address", "[::1]:5000");
      window.awaitText("#send-hint", "both must be of one family");
      Endpoint source = row(window, 1).source();
      assertEquals("127.0.0.1", Endpoint.text(source.address()));
    }
  }
}
