package org.portbound.ui;

import java.util.stream.IntStream;
import javafx.scene.control.Labeled;

/** Uses the card that says what was refused and what helps. */
final class RefusalDriver {
  private static final int MORE_THAN_ANY_FIXES = 12;

  private final WindowDriver window;

  RefusalDriver(WindowDriver window) {
    this.window = window;
  }

  /** Clicks the fix whose button says this. */
  void fix(String label) {
    String id = find(label);
    window.scrollTo(id).click(id);
  }

  /** The id of the fix that says this, once it is in sight. */
  String find(String label) {
    window.await("the refusal is shown", () -> window.exists("#refusal-fixes"));
    if (window.exists("#refusal-more")) {
      window.scrollTo("#refusal-more").click("#refusal-more");
    }
    return IntStream.range(0, MORE_THAN_ANY_FIXES)
        .mapToObj(i -> "#refusal-fix-" + i)
        .filter(window::exists)
        .filter(
            each ->
                window.node(each) instanceof Labeled labeled && labeled.getText().startsWith(label))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no fix " + label));
  }
}
