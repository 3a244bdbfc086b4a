package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import javafx.application.ColorScheme;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.file.CaptureFile;
import org.portbound.file.CaptureOpening;
import org.portbound.file.FileProgress;
import org.portbound.file.RecordState;
import org.portbound.file.SmallDisk;
import org.portbound.socket.SocketProvider;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** Recording to disk by clicks: limits, the state while it runs, its end, and what goes wrong. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class RecordTest {
  @TempDir private Path folder = Path.of("");

  private static final int BURST = 50;

  private final int port = FreePorts.any();
  private final GivenFiles files = new GivenFiles();

  private WindowDriver listening() {
    return listening(Providers.standard());
  }

  private WindowDriver listening(SocketProvider provider) {
    var window = WindowDriver.open(Workbench.open(provider, 8 << 20), 1280, 800, files);
    window.dress(ColorScheme.LIGHT).type("#bind-port", String.valueOf(port));
    return window.click("#bind-none").awaitText("#listener-1-state", "Listening");
  }

  /**
   * Sends, waiting after each few until they are logged: a socket's queue holds some 90 of them.
   */
  private void send(WindowDriver window, int count) throws IOException {
    var to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    long before = window.workbench().log().end();
    try (var socket = new DatagramSocket()) {
      for (int i = 1; i <= count; i++) {
        socket.send(new DatagramPacket(new byte[1_000], 1_000, to));
        long sent = before + i;
        if (i % BURST == 0 || i == count) {
          window.await("they are logged", () -> window.workbench().log().end() == sent);
        }
      }
    }
  }

  @Test
  void recordsUntilItIsStopped() throws IOException {
    Path file = folder.resolve("traffic.pcapng");
    files.saveIn(file);
    try (var window = listening()) {
      window.click("#record").await("it asks", () -> window.exists("#record-choose"));
      window.picture("record-limits", "#record-choose").click("#record-choose");
      window.awaitText("#record-bar-text", "Recording").awaitText("#record", "Stop");
      send(window, 100);
      window.awaitText("#record-bar-text", "100 datagrams");
      window.picture("record").dress(ColorScheme.DARK).picture("record-dark");
      window.dress(ColorScheme.LIGHT).click("#record");
      window.awaitText("#record-bar-text", "Recorded 100 datagrams");
      assertTrue(Files.size(file) > 100_000);
      window.picture("recorded").click("#record-dismiss");
      assertFalse(window.exists("#record-bar"));
      send(window, 10);
      window.awaitText("#traffic-count", "110");
      assertFalse(window.exists("#record-bar"), "it is put away");
    }
  }

  @Test
  void beginsNewFilesAndTakesOnlyGoodLimits() throws IOException {
    files.saveIn(folder.resolve("rolling.pcapng"));
    try (var window = listening()) {
      window.click("#record").type("#record-every", "0");
      window.await("0 is no limit", () -> window.node("#record-choose").isDisabled());
      window.type("#record-every", "1").type("#record-keep", "2").type("#record-most", "2,500");
      window.press(KeyCode.ENTER).awaitText("#record-bar-text", "Recording");
      send(window, 2_600);
      window.awaitText("#record-bar-text", "Recorded 2,500 datagrams");
      try (var there = Files.list(folder)) {
        assertEquals(2, there.count(), "the newest two files are kept");
      }
    }
  }

  @Test
  void whatCannotBeWrittenIsSaid() throws IOException {
    Path missing = folder.resolve("missing").resolve("traffic.pcapng");
    files.saveIn(missing);
    try (var window = listening()) {
      window.click("#record").click("#record-choose");
      window.awaitText("#record-bar-text", "directory does not exist");
      window.picture("record-refused");
      assertTrue(window.text("#record").contains("Record"));
      window.click("#record-dismiss");
      assertFalse(window.exists("#record-bar"));
    }
  }

  @Test
  void aFullDiskEndsTheRecordingAndNothingElse() throws Exception {
    files.saveIn(folder.resolve("traffic.pcapng"));
    try (var _ = SmallDisk.mount(folder);
        var window = listening()) {
      window.click("#record").click("#record-choose");
      window.awaitText("#record-bar-text", "Recording");
      send(window, 1_100);
      window.awaitText("#record-bar-text", "No space left").awaitText("#record", "Record…");
      window.picture("record-full");
      send(window, 10);
      window.awaitText("#listener-1-received", "1,110");
    }
  }

  /** The standard one, which opens no socket while a lock is held. */
  private static SocketProvider heldBy(Lock lock) {
    SocketProvider standard = Providers.standard();
    return (SocketProvider)
        Proxy.newProxyInstance(
            SocketProvider.class.getClassLoader(),
            new Class<?>[] {SocketProvider.class},
            (_, method, arguments) -> {
              if (method.getName().equals("open")) {
                lock.lock();
                lock.unlock();
              }
              return method.invoke(standard, arguments);
            });
  }

  @Test
  void aWindowThatClosesDuringALongCommandWritesTheRecordingToItsEnd() throws Exception {
    Path file = folder.resolve("traffic.pcapng");
    files.saveIn(file);
    var lock = new ReentrantLock();
    WindowDriver window = listening(heldBy(lock));
    try (Workbench workbench = window.workbench()) {
      window.click("#record").click("#record-choose").awaitText("#record-bar-text", "Recording");
      send(window, 100);
      lock.lock();
      try {
        window.type("#bind-port", String.valueOf(FreePorts.any())).click("#bind-none");
        window.await("it is under way", lock::hasQueuedThreads);
        window.closeAfterFault();
        RecordState ended = workbench.recording().state().orElseThrow();
        assertFalse(ended.running());
        assertEquals(100, ended.datagrams());
        CaptureOpening opening = CaptureFile.open(file, FileProgress.NONE);
        try (CaptureFile written = assertInstanceOf(CaptureOpening.Opened.class, opening).file()) {
          assertEquals(100, written.summary().datagrams());
          assertEquals(Optional.empty(), written.summary().damage());
        }
        assertTrue(lock.hasQueuedThreads(), "and nobody waited for the command");
      } finally {
        lock.unlock();
      }
    }
  }
}
