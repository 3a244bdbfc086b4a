package org.portbound.diagnosis;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.portbound.socket.Errno;
import org.portbound.text.Message;

/** What a scan says of what it could not read. */
final class ScanNotes {
  /** There is nothing to read here. */
  static final String NO_PROC = "diagnosis.note.no-proc";

  private static final String UNREADABLE = "diagnosis.note.unreadable";

  /** With one of these a socket may be there that was not seen. */
  private static final Set<String> INCOMPLETE =
      Set.of(NO_PROC, UNREADABLE, "diagnosis.note.cut-line");

  private ScanNotes() {}

  static void unreadable(Path file, IOException error, List<Message> notes) {
    String reason =
        error instanceof FileSystemException system ? system.getReason() : error.getMessage();
    notes.add(Message.of(UNREADABLE, file, reason == null ? error.toString() : reason));
    if (Errno.EMFILE.isCauseOf(error)) {
      tooManyFiles(notes);
    }
  }

  /** Says once what helps when no more files can be opened. */
  static void tooManyFiles(List<Message> notes) {
    Message note = Message.of("diagnosis.note.too-many-files");
    if (!notes.contains(note)) {
      notes.add(note);
    }
  }

  static boolean complete(List<Message> notes) {
    return notes.stream().noneMatch(each -> INCOMPLETE.contains(each.key()));
  }
}
