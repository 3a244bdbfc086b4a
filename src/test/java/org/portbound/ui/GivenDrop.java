package org.portbound.ui;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;

/**
 * A file let fall onto something, as a file manager does it. No robot can: the desktop's clipboard
 * would have to come from another program. JavaFX thread.
 */
final class GivenDrop {
  private GivenDrop() {}

  static void on(Node target, Path file) {
    try {
      Class<?> toolkit = Class.forName("com.sun.javafx.tk.Toolkit");
      Object local =
          toolkit
              .getMethod("createLocalClipboard")
              .invoke(toolkit.getMethod("getToolkit").invoke(null));
      Class<?> clipboard = Class.forName("com.sun.javafx.tk.TKClipboard");
      // It knows no modes of transfer by itself.
      Object offered =
          Proxy.newProxyInstance(
              clipboard.getClassLoader(),
              new Class<?>[] {clipboard},
              (self, method, arguments) ->
                  method.getName().equals("getTransferModes")
                      ? Set.of(TransferMode.COPY)
                      : method.invoke(local, arguments));
      Method create = Dragboard.class.getDeclaredMethod("createDragboard", clipboard);
      create.setAccessible(true);
      var board = (Dragboard) create.invoke(null, offered);
      var content = new ClipboardContent();
      content.putFiles(List.of(file.toFile()));
      board.setContent(content);
      fire(DragEvent.DRAG_OVER, target, board);
      fire(DragEvent.DRAG_DROPPED, target, board);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  private static void fire(EventType<DragEvent> type, Node target, Dragboard board) {
    Event.fireEvent(
        target, new DragEvent(type, board, 0, 0, 0, 0, TransferMode.COPY, null, target, null));
  }
}
