package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import javafx.application.ColorScheme;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** Saving and opening by clicks and keys: what is saved can be opened, a damaged file is told. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
final class FilesTest {
  @TempDir private Path folder = Path.of("");

  private final int port = FreePorts.any();
  private final GivenFiles files = new GivenFiles();

  private void send(WindowDriver window, int count) throws IOException {
    var to = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    long end = window.workbench().log().end() + count;
    try (var socket = new DatagramSocket()) {
      for (int i = 0; i < count; i++) {
        socket.send(new DatagramPacket(new byte[] {'a'}, 1, to));
      }
    }
    window.await("they are logged", () -> window.workbench().log().end() == end);
  }

  @Test
  void whatIsSavedCanBeOpened() throws IOException {
    try (var window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800, files)) {
      window.dress(ColorScheme.LIGHT).press(KeyCode.CONTROL, KeyCode.S);
      window.awaitText("#save-bar-text", "nothing to save");
      assertFalse(window.exists("#save-bar .pb-icon-success"), "nothing was done");
      window.type("#bind-port", String.valueOf(port));
      window.click("#bind-none").awaitText("#listener-1-state", "Listening");
      send(window, 50);
      window.awaitText("#traffic-count", "50");
      window.click("#traffic-table").press(KeyCode.HOME).awaitText("#detail-headline", "No. 1 ");
      window.press(KeyCode.CONTROL, KeyCode.M);

      files.saveIn(folder);
      window.press(KeyCode.CONTROL, KeyCode.S).awaitText("#save-marked", "Marked: 1");
      window.picture("save", "#save-choose").click("#save-choose");
      window.awaitText("#save-bar-text", "Saved 50 datagrams");
      window.click("#save").click("#save-marked").click("#save-csv").click("#save-choose");
      window.awaitText("#save-bar-text", "Saved 1 datagram,");
      assertEquals(2, Files.readAllLines(folder.resolve("portbound.csv")).size());
      window.picture("saved").picture("saved-small", 1000, 700).click("#save-bar-dismiss");

      files.toOpen(folder.resolve("portbound.pcapng"));
      window.press(KeyCode.CONTROL, KeyCode.O);
      window.awaitText("#opened-bar-text", "portbound.pcapng, 50 datagrams");
      send(window, 10);
      assertEquals("50", window.text("#traffic-count"), "the file's rows are shown");
      window.picture("opened").dress(ColorScheme.DARK).picture("opened-dark");
      window.dress(ColorScheme.LIGHT).click("#open-back").awaitText("#traffic-count", "60");
      assertFalse(window.exists("#opened-bar"));
    }
  }

  /** A datagram, if wanted, then half a billion packets without a byte, which take no disk. */
  private Path large(String first) throws IOException {
    Path large = folder.resolve("large.pcap");
    try (var file = new RandomAccessFile(large.toFile(), "rw")) {
      String header = "d4c3b2a1020004000000000000000000ffff000065000000";
      file.write(HexFormat.of().parseHex(header + first));
      file.setLength(8L << 30);
    }
    return large;
  }

  private static void openAndCancel(WindowDriver window) {
    window.dress(ColorScheme.LIGHT).click("#open");
    window.await(
        "it goes on",
        () ->
            window.exists("#open-bar-progress")
                && ((ProgressBar) window.node("#open-bar-progress")).getProgress() > 0.001);
    window.awaitText("#open-bar-left", "left");
    window.picture("opening").click("#open-bar-cancel");
  }

  @Test
  void openingALargeFileShowsHowFarItIsAndCanBeCancelled() throws IOException {
    files.toOpen(large(""));
    try (var window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800, files)) {
      openAndCancel(window);
      window.awaitText("#open-bar-text", "cancelled");
      assertFalse(window.exists("#opened-bar"));
    }
  }

  @Test
  void whatWasReadBeforeItWasCancelledIsShown() throws IOException {
    String lengths = "00000000".repeat(2) + "21000000".repeat(2);
    String ip = "450000210000000040110000" + "7f000001".repeat(2);
    files.toOpen(large(lengths + ip + "30390e76000d0000" + "68656c6c6f"));
    try (var window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800, files)) {
      openAndCancel(window);
      window.awaitText("#opened-bar-text", "large.pcap, 1 datagram.");
      window.awaitText("#opened-bar-text", "Reading was ended at byte");
      window.awaitText("#traffic-count", "1").picture("opened-part");
    }
  }

  @Test
  void whatIsNoCaptureOrDamagedIsTold() throws IOException {
    try (var window =
        WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800, files)) {
      window.dress(ColorScheme.LIGHT).type("#bind-port", String.valueOf(port));
      window.click("#bind-none").awaitText("#listener-1-state", "Listening");
      send(window, 20);
      files.saveIn(folder);
      window.click("#save").click("#save-choose").awaitText("#save-bar-text", "Saved 20");
      byte[] whole = Files.readAllBytes(folder.resolve("portbound.pcapng"));
      Path cut = folder.resolve("cut.pcapng");
      Files.write(cut, Arrays.copyOf(whole, whole.length - 150));
      files.toOpen(cut);
      window.click("#open").awaitText("#opened-bar-text", "cut off at byte");
      window.picture("opened-damaged");

      Path text = folder.resolve("text.pcapng");
      Files.writeString(text, "no capture at all");
      files.toOpen(text);
      window.click("#open").awaitText("#open-bar-text", "is not a pcapng or pcap file");
      assertTrue(window.text("#opened-bar-text").contains("cut.pcapng"), "that one stays");
      files.saveIn(folder.resolve("missing").resolve("file.pcapng"));
      window.click("#save").click("#save-choose");
      window.awaitText("#save-bar-text", "directory does not exist").picture("not-saved");
    }
  }
}
