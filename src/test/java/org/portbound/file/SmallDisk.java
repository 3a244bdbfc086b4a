package org.portbound.file;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file system of one megabyte of its own; skips the test where it may not be mounted. */
public final class SmallDisk implements AutoCloseable {
  private final Path at;

  private SmallDisk(Path at) {
    this.at = at;
  }

  /** Mounts it on a directory. */
  public static SmallDisk mount(Path directory) throws Exception {
    int status = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.toString());
    assumeTrue(status == 0, "only root may mount a small disk");
    return new SmallDisk(directory);
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(List.of(command))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  @Override
  public void close() throws Exception {
    run("umount", "--lazy", at.toString());
  }
}
