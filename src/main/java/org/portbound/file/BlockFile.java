package org.portbound.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file that consists of whole blocks at any time that nothing is being written, also after a
 * write that failed. One thread at a time.
 */
final class BlockFile implements AutoCloseable {
  private final Path path;
  private final FileChannel channel;
  private final boolean regular;
  private long bytes;

  private BlockFile(Path path, FileChannel channel, boolean regular) {
    this.path = path;
    this.channel = channel;
    this.regular = regular;
  }

  /**
   * Makes the file.
   *
   * @param replace whether one that is there already is overwritten; a pipe or a device always is
   */
  static BlockFile create(Path path, boolean replace) throws IOException {
    boolean regular = !Files.exists(path) || Files.isRegularFile(path);
    FileChannel channel =
        regular && !replace
            ? FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)
            : FileChannel.open(
                path,
                StandardOpenOption.WRITE,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING);
    return new BlockFile(path, channel, regular);
  }

  /** Bytes in the file. */
  long bytes() {
    return bytes;
  }

  /** Writes all blocks, or those that go, and throws; half a block never stays. */
  void write(BlockBuffer blocks) throws IOException {
    ByteBuffer source = blocks.bytes();
    try {
      while (source.hasRemaining()) {
        channel.write(source);
      }
      bytes += source.position();
    } catch (IOException e) {
      bytes += blocks.wholeBlocks(source.position());
      cutBack(e);
      throw e;
    }
  }

  private void cutBack(IOException because) {
    if (!regular) {
      return;
    }
    try {
      if (bytes > 0) {
        channel.truncate(bytes);
      } else {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
