package org.portbound.file;

import org.portbound.text.Message;

/** What came of opening a capture file. */
public sealed interface CaptureOpening {
  /**
   * It can be read, as far as its summary says.
   *
   * @param file to be closed by the caller
   */
  record Opened(CaptureFile file) implements CaptureOpening {}

  /** The caller ended it before the first datagram; later it is opened as far as it was read. */
  record Cancelled() implements CaptureOpening {}

  /**
   * It cannot be read, or is no capture file.
   *
   * @param why names the file and the reason
   */
  record NotOpened(Message why) implements CaptureOpening {}
}
