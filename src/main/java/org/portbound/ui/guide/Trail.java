package org.portbound.ui.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.portbound.guide.Place;

/** Where the reader has been, and in which window. It outlives a change of the language. */
final class Trail {
  private static final int LONGEST = 200;

  private final List<Visit> visits = new ArrayList<>();
  private int at = -1;

  /** What is looked for. */
  private String search = "";

  private @Nullable Stage stage;

  /**
   * A place where the reader has been.
   *
   * @param scrolled how far down it was left, 0 to 1; less than 0 for where the place says
   */
  record Visit(Place place, double scrolled) {}

  /** Goes on to a place; what was ahead is forgotten. */
  void go(Place place) {
    visits.subList(at + 1, visits.size()).clear();
    visits.add(new Visit(place, -1));
    if (visits.size() > LONGEST) {
      visits.removeFirst();
    }
    at = visits.size() - 1;
  }

  /** The present place. */
  Optional<Visit> here() {
    return at < 0 ? Optional.empty() : Optional.of(visits.get(at));
  }

  /** Notes how far down the present place is left. */
  void leaveAt(double scrolled) {
    if (at >= 0) {
      visits.set(at, new Visit(visits.get(at).place(), scrolled));
    }
  }

  boolean hasBefore() {
    return at > 0;
  }

  boolean hasAfter() {
    return at + 1 < visits.size();
  }

  /** One place back or forward. */
  void move(int step) {
    at = Math.clamp(at + step, 0, visits.size() - 1);
  }

  String search() {
    return search;
  }

  void search(String words) {
    search = words;
  }

  Optional<Stage> stage() {
    return Optional.ofNullable(stage);
  }

  void stage(Stage opened) {
    stage = opened;
  }
}
