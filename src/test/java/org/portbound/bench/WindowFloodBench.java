package org.portbound.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.portbound.ui.WindowReceiver;

/**
 * A flood at Portbound's window, which is open, on the same core as its receiving thread, and
 * follows the newest datagram, in turns with the C program. Beside them Packet Sender's window, on
 * a display of its own, where it and Xvfb are installed.
 */
final class WindowFloodBench {
  private static final int PORT = 47_006;
  private static final int REFERENCE_PORT = 47_007;
  private static final int OTHER_PORT = 47_008;
  private static final double BAR = 0.7;

  /** Of some seconds each: the compiler has the whole window before it, and shares its core. */
  private static final int WARM_UPS = 3;

  private static final int START_TRIES = 600;
  private static final int START_PAUSE_MS = 50;

  private final Settings settings;

  WindowFloodBench(Settings settings) {
    this.settings = settings;
  }

  void run() throws Exception {
    for (int sizeBytes : Settings.SIZES_BYTES) {
      run(sizeBytes);
    }
    packetSender();
  }

  private void run(int sizeBytes) throws Exception {
    var ours = new ArrayList<Measured>();
    var reference = new ArrayList<Measured>();
    try (Pinned window = window();
        Pinned c = settings.reference(REFERENCE_PORT)) {
      for (int i = 0; i < WARM_UPS; i++) {
        settings.warmUp(PORT, sizeBytes);
      }
      FloodBench.once(settings, c, REFERENCE_PORT, sizeBytes);
      for (int i = 0; i < settings.runs(); i++) {
        ours.add(FloodBench.once(settings, window, PORT, sizeBytes));
        reference.add(FloodBench.once(settings, c, REFERENCE_PORT, sizeBytes));
      }
    }
    System.out.printf(Locale.ROOT, "window, %,d bytes, median of %d%n", sizeBytes, ours.size());
    FloodBench.line("Portbound", ours);
    FloodBench.line("C, recvmmsg", reference);
    Bench.bar(
        "  datagrams a second, Portbound's window / C",
        Measured.rate(ours) / Measured.rate(reference),
        BAR);
  }

  private Pinned window() throws Exception {
    var window =
        new Pinned(
            settings.receiverCore(),
            List.of(
                Settings.java(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                WindowReceiver.class.getName(),
                "127.0.0.1:" + PORT,
                String.valueOf(settings.keepBytes())));
    if (!window.line().equals("ready")) {
      throw new IOException("the window shows no table: " + window.errors());
    }
    return window;
  }

  private void packetSender() throws Exception {
    Path home = Files.createTempDirectory("portbound-bench");
    Path config = Files.createDirectories(home.resolve(".local/share/PacketSender"));
    Files.writeString(
        config.resolve("ps_settings.ini"),
        "[General]\nudpPort=" + OTHER_PORT + "\nudpServerEnable=true\n");
    var command =
        List.of(
            "env",
            "HOME=" + home,
            "XDG_DATA_HOME=" + home.resolve(".local/share"),
            "xvfb-run",
            "-a",
            "packetsender");
    try (var sender = new Pinned(settings.receiverCore(), command)) {
      if (!bound(OTHER_PORT)) {
        System.out.println("window: no Packet Sender here: " + sender.errors().strip());
        return;
      }
      for (int sizeBytes : Settings.SIZES_BYTES) {
        var runs = new ArrayList<Measured>();
        for (int i = 0; i < 3; i++) {
          runs.add(FloodBench.once(settings, sender, OTHER_PORT, sizeBytes));
        }
        System.out.printf(
            Locale.ROOT,
            "  Packet Sender's window, %,d bytes: %,.0f datagrams/s%n",
            sizeBytes,
            Measured.rate(runs));
      }
    }
  }

  /** Waits until a socket is bound to the port. */
  private static boolean bound(int port) throws Exception {
    String end = String.format(Locale.ROOT, ":%04X ", port);
    for (int i = 0; i < START_TRIES; i++) {
      for (String table : new String[] {"udp", "udp6"}) {
        if (Files.readString(Path.of("/proc/net/" + table)).contains(end)) {
          return true;
        }
      }
      Thread.sleep(START_PAUSE_MS);
    }
    return false;
  }
}
