package org.portbound.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.portbound.socket.Errno;
import org.portbound.text.Message;

/** Says what is wrong with a file. Pure functions; any thread. */
public final class FileErrors {
  private FileErrors() {}

  /** Why a file could not be made. */
  public static Message notMade(Path file, IOException error) {
    if (error instanceof FileAlreadyExistsException) {
      return Message.of("file.exists", file);
    }
    if (Files.isDirectory(file)) {
      return Message.of("file.is-directory", file);
    }
    if (error instanceof NoSuchFileException) {
      return Message.of("file.no-directory", file);
    }
    if (error instanceof AccessDeniedException) {
      return Message.of("file.not-permitted", file);
    }
    return Message.of(
        full(error) ? "file.too-many-files" : "file.not-written", file, reason(error));
  }

  /** Why a file could not be read. */
  public static Message notRead(Path file, IOException error) {
    if (Files.isDirectory(file)) {
      return Message.of("file.is-directory", file);
    }
    if (!Files.exists(file)) {
      return Message.of("file.not-there", file);
    }
    if (!Files.isReadable(file)) {
      return Message.of("file.not-readable", file);
    }
    return Message.of(full(error) ? "file.too-many-files" : "file.not-read", file, reason(error));
  }

  private static boolean full(IOException error) {
    return Errno.EMFILE.isCauseOf(error);
  }

  /** The reason alone: the system's own words, such as {@code No space left on device}. */
  public static Message reason(IOException error) {
    String key =
        switch (error) {
          case AccessDeniedException _ -> "file.reason.denied";
          case NoSuchFileException _ -> "file.reason.missing";
          case FileAlreadyExistsException _ -> "file.reason.in-the-way";
          default -> "file.reason.other";
        };
    String words =
        error instanceof FileSystemException system ? system.getReason() : error.getMessage();
    return Message.of(key, words == null ? error.getClass().getSimpleName() : words);
  }
}
