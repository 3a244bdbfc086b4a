package org.portbound.file;

import org.portbound.text.Message;

/** What came of starting a recording. */
public sealed interface RecordStart {
  /**
   * The file is there and takes datagrams.
   *
   * @param recorder to be given to {@link org.portbound.capture.Receiver#tap}
   */
  record Started(Recorder recorder) implements RecordStart {}

  /**
   * It could not be made; nothing was changed.
   *
   * @param why names the file, the reason and the remedy
   */
  record NotStarted(Message why) implements RecordStart {}
}
