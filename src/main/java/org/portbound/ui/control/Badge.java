package org.portbound.ui.control;

import javafx.scene.control.Label;

/** A short word in a rounded field: an option, a group, a number. */
public final class Badge extends Label {
  /** How many colours there are to tell listeners apart; the style sheet has as many. */
  public static final int LISTENER_COLOURS = 8;

  private Badge(String text, String kind) {
    super(text);
    getStyleClass().addAll("pb-badge", "pb-badge-" + kind);
    setMinWidth(USE_PREF_SIZE);
  }

  /** A socket option, by its name. */
  public static Badge option(String name) {
    return new Badge(name, "option");
  }

  /** Something that is true of a socket without being an option. */
  public static Badge neutral(String text) {
    return new Badge(text, "neutral");
  }

  /** A process other than this one. */
  public static Badge process(String text) {
    return new Badge(text, "process");
  }

  /** A multicast group. */
  public static Badge group(String text) {
    return new Badge(text, "group");
  }

  /** A listener's number, in its colour. */
  public static Badge listener(int number) {
    var badge = new Badge(String.valueOf(number), "listener");
    badge.getStyleClass().add(listenerStyle(number));
    return badge;
  }

  /** The style class with a listener's colour. */
  public static String listenerStyle(int number) {
    return "pb-listener-" + Math.floorMod(number - 1, LISTENER_COLOURS);
  }
}
