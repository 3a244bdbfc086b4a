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
 * @param memory what the window before has left, and what this one leaves to the next
 */
public record UiContext(
    Texts texts,
    Commands commands,
    Settings settings,
    FileChoice files,
    InterfaceWatch interfaces,
    Memory memory) {
  private static final Duration TOOLTIP_DELAY = Duration.millis(400);
  private static final double TOOLTIP_WIDTH_PX = 360;

  /** With the interfaces of this machine, in a window that is the first. */
  public UiContext(Texts texts, Commands commands, Settings settings, FileChoice files) {
    this(
        texts,
        commands,
        settings,
        files,
        new InterfaceWatch(commands, Interface::all),
        new Memory());
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
   * {@code ui.ID.tip}). What the user enters in it stays when the window is built anew.
   *
   * @param <C> type of the control
   */
  public <C extends Control> C named(C control, String id) {
    label(control, id, say("ui." + id + ".name"));
    tip(control, say("ui." + id + ".tip"));
    memory.entries().add(id, control);
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
