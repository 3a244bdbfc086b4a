package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import javafx.css.PseudoClass;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** Bad input is marked at its field with a sentence, and the button stays off while it is bad. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class BadInputTest {
  private static final PseudoClass DANGER = PseudoClass.getPseudoClass("danger");

  private static WindowDriver window;

  @BeforeAll
  static void open() {
    window = WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800);
  }

  @AfterAll
  static void close() {
    window.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#bind-address | 127.0.0.x     | 127.0.0.1       | #bind-address-hint | not an IP address",
        "#bind-port    | 70000         | 12345           | #bind-address-hint | not a port",
        "#bind-groups  | 10.0.0.1      | 239.1.2.3       | #bind-groups-hint  | not a multicast",
        "#bind-groups  | ff02::fb      | 239.1.2.3       | #bind-groups-hint  | other family",
        "#bind-groups  | 239.1.2.3@    | 239.1.2.3       | #bind-groups-hint  | interface is"
            + " missing",
      })
  void theBindFormSaysWhatIsWrong(
      String field, String bad, String good, String hint, String sentence) {
    window.type(field, bad).awaitText(hint, sentence);
    window.await("the frame is red", () -> isMarked(field));
    assertTrue(window.node("#bind-none").isDisabled(), "off while the input is bad");
    window.type(field, good).await("it is on again", () -> !isOff("#bind-none"));
    window.await("the frame is as before", () -> !isMarked(field));
    assertFalse(window.text(hint).contains(sentence));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#send-source-address | 127.0.0.1 | 127.0.0.1:12345 | has no port",
        "#send-address        | localhost | 127.0.0.1       | not an IP address",
        "#send-port           | 0         | 3702            | cannot be sent to",
        "#send-ttl            | 256       | 1               | not a TTL",
        "#send-payload        | a\\q      | test message    | not an escape",
        "#send-payload        | ${x}      | test message    | nothing that can be filled in",
      })
  void theSendPanelSaysWhatIsWrong(String field, String bad, String good, String sentence) {
    window.type(field, bad).awaitText("#send-hint", sentence);
    window.await("the frame is red", () -> isMarked(field));
    assertTrue(window.node("#send-button").isDisabled(), "off while the input is bad");
    window.type(field, good).await("it is on again", () -> !isOff("#send-button"));
  }

  private static boolean isOff(String id) {
    return window.node(id).isDisabled();
  }

  private static boolean isMarked(String id) {
    return window.node(id).getPseudoClassStates().contains(DANGER);
  }
}
