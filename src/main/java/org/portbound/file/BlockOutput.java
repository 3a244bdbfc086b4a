package org.portbound.file;

import java.io.IOException;
import java.nio.file.Path;

/** Takes whole blocks and brings them into files, one file after the other. */
interface BlockOutput {
  /** Begins a file; the one before must be ended. */
  void begin(Path file, boolean replace) throws IOException;

  /**
   * Takes blocks; what cannot be written is lost.
   *
   * @param blocks no longer the caller's
   * @return an empty buffer to go on with
   */
  BlockBuffer write(BlockBuffer blocks) throws IOException;

  /** Ends the file under way; does nothing if there is none. */
  void end() throws IOException;
}
