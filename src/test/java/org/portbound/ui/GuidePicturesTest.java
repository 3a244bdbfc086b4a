package org.portbound.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.application.ColorScheme;
import javafx.scene.Node;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.FixedPorts;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/**
 * The guide's pictures, made by doing what the guide says: each is left as {@code guide/NAME.png},
 * in another language than English as {@code guide/LANGUAGE/NAME.png}, to be copied to {@code
 * assets/guide/pictures} when the window has changed.
 */
@Tag("long")
@Timeout(value = 300, unit = TimeUnit.SECONDS)
@EnabledOnOs(OS.LINUX)
@ExtendWith(FixedPorts.class)
final class GuidePicturesTest {
  @TempDir private Path folder = Path.of("");

  private static Predicate<Node> kind(String simpleName) {
    return node -> node.getClass().getSimpleName().equals(simpleName);
  }

  private static Predicate<Node> itself() {
    return _ -> true;
  }

  private WindowDriver open(String language) {
    var files = new GivenFiles().saveIn(folder);
    WindowDriver window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800, files)
            .dress(ColorScheme.LIGHT);
    if (!language.equals("en")) {
      new Speech(window).change(language);
    }
    return window;
  }

  /** The name of a picture of this language. */
  private static String named(String name, String language) {
    return language.equals("en") ? "guide/" + name : "guide/" + language + "/" + name;
  }

  private static void send(int port, int senders, int each) throws IOException {
    for (int i = 0; i < senders; i++) {
      try (var socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"))) {
        for (int j = 0; j < each; j++) {
          byte[] payload = ("sender " + i + ", number " + j).repeat(1 + i % 5).getBytes(UTF_8);
          socket.send(
              new DatagramPacket(
                  payload, payload.length, InetAddress.ofLiteral("127.0.0.1"), port));
        }
      }
    }
  }

  /** What the chapter of the first steps tells, and what stands on the desk. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "id"})
  void theStory(String language) {
    int port = FreePorts.orAny(12345);
    int groupPort = FreePorts.orAny(3702);
    try (var window = open(language)) {
      window.type("#bind-port", String.valueOf(port));
      window.click("#bind-none").await("bound", () -> window.exists("#listener-1-state"));
      window.click("#bind-none").awaitText("#refusal-headline", "EADDRINUSE");
      window.picture(named("refusal", language), "#refusal-headline", kind("RefusalCard"));
      window.picture(named("desk", language));
      window.click("#refusal-fix-0");
      window.await("both are bound", () -> window.exists("#listener-2-state"));
      window.click("#refusal-dismiss");
      window.click("#bind-presets").click("#bind-preset-ws-discovery");
      window.type("#bind-port", String.valueOf(groupPort));
      window.click("#bind-reuseport").await("bound", () -> window.exists("#listener-3-state"));
      window.type("#send-source-address", "127.0.0.1:" + port);
      window.type("#send-port", String.valueOf(groupPort));
      window.click("#send-payload").press(KeyCode.CONTROL, KeyCode.ENTER);
      window.awaitText("#listener-3-received", "1");
      window.picture(named("send", language), "#send-payload", kind("SendPanel"));
      window.click("#traffic-table").press(KeyCode.HOME);
      window.await("it is shown", () -> window.exists("#detail-headline"));
      window.picture(named("story", language));
      window.picture(named("detail", language), "#detail", itself()).press(KeyCode.ESCAPE);
      window.picture(named("calls", language), "#ledger-list", kind("LedgerPane"));
      window.click("#listener-3-groups");
      window.await("counted", () -> window.text("#groups-summary").startsWith("1 "));
      window.picture(named("groups", language), "#groups-summary", kind("GroupsPanel"));
      window.scrollTo("#listener-1-code").click("#listener-1-code");
      window.awaitText("#code-text", "SO_REUSEPORT");
      window.picture(named("code", language), "#code-window").press(KeyCode.ESCAPE);

      window.press(KeyCode.CONTROL, KeyCode.DIGIT2);
      window.await(
          "the sockets are read",
          () -> ((TableView<?>) window.node("#ports-table")).getItems().size() >= 3);
      window.picture(named("ports", language), 1140, 440);
      window.press(KeyCode.CONTROL, KeyCode.DIGIT6);
      window.awaitText("#interfaces-groups-title", " lo");
      window.picture(named("interfaces", language), 1140, 500);
    }
  }

  /** What is tried and what arrives. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "id"})
  void thePages(String language) throws IOException {
    try (var window = open(language)) {
      window.press(KeyCode.CONTROL, KeyCode.DIGIT3).click("#matrix-run");
      window.await("tried", () -> window.exists("#matrix-cell-0-5"));
      window.click("#matrix-cell-0-5").awaitText("#matrix-detail-headline", "SO_REUSEADDR");
      window.picture(named("matrix", language));

      window.press(KeyCode.CONTROL, KeyCode.DIGIT8).click("#map-three");
      window.await("three share", () -> window.workbench().sharing().groups().size() == 1);
      window.click("#map-send").awaitText("#map-outcome", "1,000");
      window.awaitText("#map-datagrams-title", "1,000 datagram");
      window.click("#map-view").press(KeyCode.END).awaitText("#map-card-title", " 3 ");
      window.picture(named("map", language)).press(KeyCode.CONTROL, KeyCode.DIGIT4);
      int port = window.workbench().listeners().getFirst().local().port();
      long begun = window.workbench().history().steps();
      for (int step = 1; step <= 12; step++) {
        send(port, 20 + 7 * (step % 4), 10);
        long until = begun + step;
        window.await("drawn", () -> window.workbench().history().steps() >= until);
      }
      window.picture(named("charts", language));

      window.press(KeyCode.CONTROL, KeyCode.DIGIT7).click("#probe-first");
      window.await("it runs", () -> window.exists("#probe-state-1"));
      String running = window.text("#probe-state-1");
      window.await("it has ended", () -> !window.text("#probe-state-1").equals(running));
      window.picture(named("probe", language));
    }
  }

  /** A step of a lesson, on a desk and on a projector. */
  @ParameterizedTest
  @ValueSource(strings = {"en", "id"})
  void aLesson(String language) {
    try (var window = open(language)) {
      window.press(KeyCode.CONTROL, KeyCode.DIGIT5).click("#lesson-first");
      window.await("begun", () -> window.exists("#lesson-run"));
      if (window.exists("#lesson-obstacle-bar")) {
        window.click("#lesson-free-ports");
      }
      window.await("free", () -> !window.exists("#lesson-obstacle-bar"));
      window.click("#lesson-run").await("answered", () -> window.exists("#lesson-answer-0"));
      window.click("#lesson-next").click("#lesson-choice-1").click("#lesson-run");
      window.awaitText("#lesson-answer-0", "EADDRINUSE").picture(named("lesson", language));
      window.press(KeyCode.F11).awaitText("#presenter-hint", "Page Down");
      window.picture(named("presenter", language)).press(KeyCode.ESCAPE);
    }
  }
}
