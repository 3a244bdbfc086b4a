package org.portbound.file;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Writes on the caller's thread. One thread at a time. */
final class DirectOutput implements BlockOutput {
  private @Nullable BlockFile file;

  @Override
  public void begin(Path path, boolean replace) throws IOException {
    file = BlockFile.create(path, replace);
  }

  @Override
  public BlockBuffer write(BlockBuffer blocks) throws IOException {
    BlockFile current = file;
    if (current == null) {
      throw new IllegalStateException("no file was begun");
    }
    try {
      current.write(blocks);
    } finally {
      blocks.clear();
    }
    return blocks;
  }

  @Override
  public void end() throws IOException {
    BlockFile current = file;
    file = null;
    if (current != null) {
      current.close();
    }
  }
}
