package org.portbound.file;

import org.portbound.text.Message;

/** A file cannot be read on from some place. */
final class DamagedFileException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long position;
  private final String key;

  /**
   * @param position where the part begins that cannot be read, in bytes from the file's beginning
   * @param key of the sentence that says why, with a place for the position
   */
  DamagedFileException(long position, String key) {
    super(key + " " + position);
    this.position = position;
    this.key = key;
  }

  Damage damage() {
    return new Damage(position, Message.of(key, position));
  }
}
