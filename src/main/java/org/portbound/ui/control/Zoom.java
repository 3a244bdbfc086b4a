package org.portbound.ui.control;

import java.util.List;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;

/**
 * How large everything in the window is drawn: one factor for all of it. The user's part is kept in
 * the settings; a stage (see the presenter mode) may lay its own on top. JavaFX thread.
 */
public final class Zoom {
  /** The steps from the smallest to the largest, in percent. */
  public static final List<Integer> STEPS = List.of(75, 90, 100, 110, 125, 150, 175, 200, 250, 300);

  private static final int PLAIN = 100;
  private static final Setting<Integer> PERCENT =
      Setting.number("view.zoom", PLAIN, STEPS.getFirst(), STEPS.getLast());

  private final Settings settings;
  private final ReadOnlyDoubleWrapper factor = new ReadOnlyDoubleWrapper(1);
  private int percent;
  private double onTop = 1;

  /** As it was left last time. */
  public Zoom(Settings settings) {
    this.settings = settings;
    choose(settings.get(PERCENT));
  }

  /** So many times as large as at 100 %; never more than the largest step. */
  public ReadOnlyDoubleProperty factorProperty() {
    return factor.getReadOnlyProperty();
  }

  /** What the user has chosen, in percent. */
  public int percent() {
    return percent;
  }

  /** The next larger step, or none. */
  public void larger() {
    STEPS.stream().filter(each -> each > percent).findFirst().ifPresent(this::choose);
  }

  /** The next smaller step, or none. */
  public void smaller() {
    STEPS.reversed().stream().filter(each -> each < percent).findFirst().ifPresent(this::choose);
  }

  /** Back to 100 %. */
  public void reset() {
    choose(PLAIN);
  }

  /** Multiplies what the user has chosen; 1 takes it away again. It is not kept. */
  public void layOnTop(double times) {
    onTop = times;
    apply();
  }

  /**
   * A size in percent.
   *
   * @param chosen one of {@link #STEPS}
   */
  public void choose(int chosen) {
    percent = chosen;
    settings.put(PERCENT, chosen);
    apply();
  }

  private void apply() {
    factor.set(Math.min(percent * onTop, STEPS.getLast()) / PLAIN);
  }
}
