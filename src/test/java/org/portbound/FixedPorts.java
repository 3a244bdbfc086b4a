package org.portbound;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Lets one test class at a time use the ports that lessons and presets name (12345, 3702): the
 * build runs tests in several processes, and a port that was free a moment ago is taken by a test
 * of another one. Holds a file lock from before the first test of the class to after its last.
 */
public final class FixedPorts implements BeforeAllCallback, AfterAllCallback {
  private static final ExtensionContext.Namespace HERE =
      ExtensionContext.Namespace.create(FixedPorts.class);

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    var file = FileChannel.open(Path.of("target", "fixed-ports.lock"), CREATE, WRITE);
    file.lock();
    context.getStore(HERE).put("lock", file);
  }

  @Override
  public void afterAll(ExtensionContext context) throws IOException {
    try (var file = context.getStore(HERE).remove("lock", FileChannel.class)) {
      assert file != null;
    }
  }
}
