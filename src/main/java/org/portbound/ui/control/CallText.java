package org.portbound.ui.control;

import org.portbound.socket.Errno;
import org.portbound.socket.SystemCall;

/** A socket call as strace prints it, with the error's words in the window's language. */
final class CallText {
  private CallText() {}

  static String of(UiContext context, SystemCall call) {
    Errno errno = call.errno();
    if (errno == null) {
      return call.toString();
    }
    String words = context.say(errno.words());
    return "%s(%s) = %d %s (%s)"
        .formatted(call.name(), call.arguments(), call.result(), errno.name(), sentence(words));
  }

  private static String sentence(String words) {
    return words.isEmpty() ? words : Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
