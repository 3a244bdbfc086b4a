package org.portbound.ui.control;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Control;
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
 * @param actions what the user can have the window do
 */
public record UiContext(
    Texts texts,
    Commands commands,
    Settings settings,
    FileChoice files,
    InterfaceWatch interfaces,
    Memory memory,
    Actions actions) {
  /** With the interfaces of this machine, in a window that is the first. */
  public UiContext(Texts texts, Commands commands, Settings settings, FileChoice files) {
    this(
        texts,
        commands,
        settings,
        files,
        new InterfaceWatch(commands, Interface::all),
        new Memory(),
        new Actions());
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

  /**
   * Adds what a button does to the actions, and returns the button.
   *
   * @param page the page it is on
   * @param whenOff why it cannot be done while the button is off
   * @param <B> type of the button
   */
  public <B extends ButtonBase> B offered(B button, Action.Kind kind, String page, String whenOff) {
    // What it says may change.
    actions.addEach(() -> List.of(Action.of(button, kind, whenOff).on(page)));
    return button;
  }

  /** Gives a node its id and its accessible text. */
  public static void label(Node node, String id, String accessibleText) {
    node.setId(id);
    node.setAccessibleText(accessibleText);
  }

  /** Gives a control a tooltip that wraps, in the place of the one it has. */
  public static void tip(Control control, String text) {
    Tips.give(control, text);
  }

  /** A control's tooltip stands above it, whatever it says: what is below it stays in sight. */
  public static void tipAbove(Control control) {
    Tips.above(control);
  }

  /** A control needs no tooltip. */
  public static void noTip(Control control) {
    Tips.take(control);
  }
}
