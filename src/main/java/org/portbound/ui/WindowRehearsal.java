package org.portbound.ui;

import javafx.animation.AnimationTimer;
import javafx.stage.Stage;

/** The window for the build's rehearsal: it stands for a while and closes by itself. */
public final class WindowRehearsal extends PortboundApp {
  /**
   * About four seconds; on a busy machine longer, so that all that comes late has come: nothing of
   * it takes more than one frame.
   */
  private static final int FRAMES = 240;

  /** Made by JavaFX. */
  public WindowRehearsal() {}

  @Override
  public void start(Stage stage) {
    super.start(stage);
    new AnimationTimer() {
      private int frames;

      @Override
      public void handle(long nowNs) {
        frames++;
        if (frames == FRAMES) {
          stop();
          stage.close();
        }
      }
    }.start();
  }
}
