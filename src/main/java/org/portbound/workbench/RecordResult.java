package org.portbound.workbench;

import org.portbound.file.RecordState;
import org.portbound.text.Message;

/** What came of the wish to record. */
public sealed interface RecordResult {
  /**
   * It records.
   *
   * @param state the file, with nothing in it yet
   */
  record Recording(RecordState state) implements RecordResult {}

  /**
   * It does not; a recording that ran before goes on.
   *
   * @param why names the reason and the remedy
   */
  record NotRecording(Message why) implements RecordResult {}
}
