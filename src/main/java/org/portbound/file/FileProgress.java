package org.portbound.file;

/**
 * Looks on while a file is being read or written, and may end that. Called on its caller's thread.
 */
public interface FileProgress {
  /** Nobody looks on. */
  FileProgress NONE = (_, _) -> true;

  /**
   * So much is done; called often.
   *
   * @param done rows or bytes
   * @param total of the same
   * @return false to end it
   */
  boolean goesOn(long done, long total);
}
