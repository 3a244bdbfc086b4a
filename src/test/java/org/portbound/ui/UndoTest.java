package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is closed, cleared or deleted is taken back: by key, by menu, by the notice. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class UndoTest {
  private final int port = FreePorts.any();
  private WindowDriver window;

  @BeforeEach
  void open() {
    window = WindowDriver.open();
  }

  @AfterEach
  void close() {
    window.close();
  }

  private void undo() {
    window.press(KeyCode.CONTROL, KeyCode.Z);
  }

  private boolean menuSays(String words) {
    return window.exists("#edit-undo")
        && ShownTexts.below(window.node("#edit-undo")).toString().contains(words);
  }

  @Test
  void aClosedListenerIsBoundAgainAsItWas() {
    window.type("#bind-address", "0.0.0.0").type("#bind-port", String.valueOf(port));
    window.type("#bind-groups", "239.1.2.3@lo").click("#bind-close-on-exit");
    window.click("#bind-reuseport").awaitText("#listener-1-state", "Listening");
    List<String> before = window.listening();
    window.click("#listener-1-close").await("it is gone", () -> !window.exists("#listener-1"));
    window.await("told", () -> window.notice().contains("Listener 1 on 0.0.0.0:" + port));
    window.picture("undo-notice");
    window.click("#edit-menu");
    window.await("the menu says what", () -> menuSays("Undo closing listener 1"));
    window.picture("edit-menu", "#edit-undo").click("#edit-undo");
    window.awaitText("#listener-2-state", "Listening");
    assertEquals(before, window.listening());

    window.click("#listener-2-close").await("it is gone", () -> !window.exists("#listener-2"));
    window.click("#language").click("#language-id").awaitText("#language", "ID");
    window.await("told anew", () -> window.notice().contains("Pendengar 2 di 0.0.0.0:" + port));
    assertEquals("Urungkan", window.text("#notice-action"));
    window.click("#notice-action");
    window.awaitText("#listener-3-state", "Mendengar");
    assertEquals(before, window.listening());
    window.click("#language").click("#language-en").awaitText("#language", "EN");
  }

  @Test
  void whatTheKernelRefusesMeanwhileIsExplained() throws Exception {
    window.type("#bind-port", String.valueOf(port));
    window.click("#bind-none").awaitText("#listener-1-state", "Listening");
    window.click("#listener-1-close").await("it is gone", () -> !window.exists("#listener-1"));
    try (var other = new java.net.DatagramSocket(null)) {
      other.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
      window.click("#traffic-table");
      undo();
      window.awaitText("#refusal-headline", "EADDRINUSE");
      assertEquals(List.of(), window.listening());
      window.picture("undo-refused");
    }
    undo();
    assertEquals(List.of(), window.listening(), "it was taken back once");
  }

  @Test
  void rowsFiltersAndMessagesComeBack() {
    window.type("#bind-port", String.valueOf(port));
    window.click("#bind-none").awaitText("#listener-1-state", "Listening");
    window.click("#send-source-any").type("#send-address", "127.0.0.1");
    window.type("#send-port", String.valueOf(port)).type("#send-payload", "first");
    window.click("#send-button").awaitText("#traffic-count", "1");
    window.click("#traffic-clear").await("none", () -> window.text("#traffic-count").isEmpty());
    window.click("#send-button").awaitText("#traffic-count", "1");
    window.click("#traffic-table");
    undo();
    window.awaitText("#traffic-count", "2").press(KeyCode.HOME);
    window.awaitText("#detail-headline", "5 bytes");
    window.type("#traffic-filter", "first").awaitText("#traffic-filter-count", "2 of 2");
    window.click("#traffic-clear").await("none", () -> window.text("#traffic-count").isEmpty());
    window.click("#traffic-table");
    undo();
    window.awaitText("#traffic-filter-count", "2 of 2").picture("undo-cleared");

    window.click("#traffic-filter-saved").type("#traffic-filter-name", "mine");
    window.press(KeyCode.ENTER).click("#traffic-filter-saved");
    window.press(KeyCode.DOWN).press(KeyCode.DOWN).press(KeyCode.RIGHT).press(KeyCode.ENTER);
    window.await("told", () -> window.notice().contains("The saved filter \"mine\" is removed"));
    window.click("#traffic-table");
    undo();
    window.click("#traffic-filter-saved");
    window.await("it is back", () -> window.exists("#traffic-filter-saved")).press(KeyCode.ESCAPE);
    assertTrue(window.notice().isEmpty(), "nothing is offered any more");

    window.click("#messages").type("#messages-name", "greeting").click("#messages-save");
    window.await("it is in the list", () -> window.exists("#message-greeting"));
    window.click("#message-delete-greeting");
    window.await("gone", () -> !window.exists("#message-greeting")).press(KeyCode.ESCAPE);
    window.click("#traffic-table");
    undo();
    window.click("#messages").await("it is back", () -> window.exists("#message-greeting"));
    window.press(KeyCode.ESCAPE);

    window.type("#send-payload", "typed").press(KeyCode.CONTROL, KeyCode.Z);
    assertEquals(2, window.workbench().log().end() - window.workbench().log().first());
    assertTrue(!window.text("#send-payload").equals("typed"), "a text field keeps its own");
  }
}
