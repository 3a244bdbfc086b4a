package org.portbound.ui.control;

import javafx.scene.Node;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.util.Duration;
import org.portbound.socket.Interface;
import org.portbound.text.Message;
import org.portbound.text.Texts;

/**
 * What every page is given.
 *
 * @param texts the sentences in the window's language
 * @param commands where blocking work goes
 * @param settings what the user has chosen
 * @param files how the user is asked for files
 * @param interfaces the network interfaces there are
 */
public record UiContext(
    Texts texts,
    Commands commands,
    Settings settings,
    FileChoice files,
    InterfaceWatch interfaces) {
  private static final Duration TOOLTIP_DELAY = Duration.millis(400);
  private static final double TOOLTIP_WIDTH_PX = 360;

  /** With the interfaces of this machine. */
  public UiContext(Texts texts, Commands commands, Settings settings, FileChoice files) {
    this(texts, commands, settings, files, new InterfaceWatch(commands, Interface::all));
  }

  /** The sentence for a key. */
  public String say(String key, Object... arguments) {
    return texts.say(key, arguments);
  }

  /** The sentence for a message. */
  public String say(Message message) {
    return texts.say(message);
  }

  /**
   * Gives a control its id, its accessible text (key {@code ui.ID.name}) and its tooltip (key
   * {@code ui.ID.tip}).
   *
   * @param <C> type of the control
   */
  public <C extends Control> C named(C control, String id) {
    label(control, id, say("ui." + id + ".name"));
    tip(control, say("ui." + id + ".tip"));
    return control;
  }

  /** Gives a node its id and its accessible text. */
  public static void label(Node node, String id, String accessibleText) {
    node.setId(id);
    node.setAccessibleText(accessibleText);
  }

  /** Gives a control a tooltip that wraps. */
  public static void tip(Control control, String text) {
    var tooltip = new Tooltip(text);
    tooltip.setShowDelay(TOOLTIP_DELAY);
    tooltip.setMaxWidth(TOOLTIP_WIDTH_PX);
    tooltip.setWrapText(true);
    control.setTooltip(tooltip);
  }
}
