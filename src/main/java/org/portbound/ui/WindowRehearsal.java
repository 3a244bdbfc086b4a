package org.portbound.ui;

import javafx.animation.PauseTransition;
import javafx.stage.Stage;
import javafx.util.Duration;

/** The window for the build's rehearsal: it stands for a while and closes by itself. */
public final class WindowRehearsal extends PortboundApp {
  private static final Duration STANDS = Duration.seconds(4);

  /** Made by JavaFX. */
  public WindowRehearsal() {}

  @Override
  public void start(Stage stage) {
    super.start(stage);
    var pause = new PauseTransition(STANDS);
    pause.setOnFinished(end -> stage.close());
    pause.play();
  }
}
