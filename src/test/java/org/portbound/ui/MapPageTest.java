package org.portbound.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.animation.AnimationTimer;
import javafx.application.ColorScheme;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.peer.PeerUser;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.ui.control.Settings;
import org.portbound.ui.control.Theme;
import org.portbound.workbench.GroupSteering;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.PeerOpenResult;
import org.portbound.workbench.PeerResult;
import org.portbound.workbench.Providers;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.Source;
import org.portbound.workbench.Workbench;

/** The map on real sockets: empty, shared by hash and by program, many processes, a flood. */
@Tag("long")
@Timeout(value = 240, unit = TimeUnit.SECONDS)
@EnabledOnOs(OS.LINUX)
final class MapPageTest {
  private static final int FLOOD_PER_S = 10_000;

  @TempDir private Path folder = Path.of("");

  private static WindowDriver open(GivenFiles files) {
    return WindowDriver.open(Workbench.open(Providers.standard(), 8 << 20), 1280, 800, files);
  }

  private static WindowDriver showMap(WindowDriver window) {
    return window.press(KeyCode.CONTROL, KeyCode.DIGIT8);
  }

  private static String spoken(WindowDriver window, String id) {
    return WindowDriver.onFx(() -> window.scene().lookup(id).getAccessibleText());
  }

  private static ListenerView bind(Workbench workbench, int peer, SocketPlan plan) {
    var listener = new ListenerPlan(plan, false);
    OpenResult result =
        peer == 0
            ? workbench.open(listener)
            : assertInstanceOf(
                    PeerOpenResult.Answered.class, workbench.processes().open(peer, listener))
                .result();
    return assertInstanceOf(OpenResult.Listening.class, result).listener();
  }

  private static SocketPlan plan(String local, ReuseOptions reuse) {
    return SocketPlan.of(Endpoint.parse(local)).withReuse(reuse);
  }

  @Test
  void fromTheFirstClickToASteeredGroup() throws IOException {
    try (var window = open(new GivenFiles().saveIn(folder))) {
      showMap(window).awaitText("#map-three", "Open three");
      assertTrue(window.node("#map-png").isDisabled());
      window.picture("map-empty").click("#map-three");
      window.await("it is drawn", () -> !window.exists("#map-empty"));
      window.await("three share", () -> window.workbench().sharing().groups().size() == 1);
      assertEquals(3, window.workbench().sharing().groups().getFirst().members().size());

      window.click("#map-send").awaitText("#map-outcome", "1,000 sent");
      window
          .awaitText("#map-datagrams-title", "1,000 datagrams")
          .awaitText("#map-flows-title", "1,000");
      for (ListenerView each : window.workbench().listeners()) {
        assertEquals(333, each.datagrams(), 120, "by the hash");
      }
      assertTrue(spoken(window, "#map-datagrams").contains("expected 333 give or take 30"));
      window.click("#map-view").press(KeyCode.END).awaitText("#map-card-title", "Listener 3");
      assertTrue(spoken(window, "#map-view").contains("a hash of both addresses"));
      window.picture("map-hash");

      window.click("#map-steer-first-byte");
      window.awaitText("#map-meaning", "A program picks").awaitText("#map-datagrams-title", "0 ");
      window.click("#map-send").awaitText("#map-datagrams-title", "1,000 datagrams");
      window.picture("map-first-byte").dress(ColorScheme.DARK).picture("map-first-byte-dark");
      window.dress(ColorScheme.LIGHT);
      assertTrue(
          window.workbench().ledger().since(1).stream()
              .anyMatch(each -> each.call().arguments().contains("SO_ATTACH_REUSEPORT_CBPF")));

      window.click("#map-steer-cpu").awaitText("#map-meaning", "Sockets of the processor");
      window.click("#map-send").awaitText("#map-datagrams-title", "1,000 datagrams");
      window.picture("map-cpu");
      window.click("#map-steer-hash").awaitText("#map-meaning", "The kernel's hash picks");

      window.click("#map-copy").awaitText("#map-summary", "clipboard");
      assertTrue(WindowDriver.onFx(() -> Clipboard.getSystemClipboard().hasImage()));
      window.click("#map-png").awaitText("#map-summary", "portbound-map.png");
      assertTrue(Files.size(folder.resolve("portbound-map.png")) > 1_000);
    }
  }

  /** Sends at a rate until it is closed; from a few ports, to some destinations in turn. */
  private static final class Traffic implements AutoCloseable {
    private final Thread thread;
    private volatile boolean ending;

    Traffic(int perSecond, List<Endpoint> to) {
      thread = Thread.ofPlatform().name("traffic").start(() -> send(perSecond, to));
    }

    private void send(int perSecond, List<Endpoint> to) {
      var sockets = new ArrayList<DatagramSocket>();
      try {
        for (int i = 0; i < 6; i++) {
          sockets.add(
              new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)));
        }
        long startNs = System.nanoTime();
        for (long sent = 0; !ending; ) {
          long due = (System.nanoTime() - startNs) * perSecond / 1_000_000_000L;
          for (; sent < due; sent++) {
            Endpoint next = to.get((int) (sent % to.size()));
            sockets
                .get((int) (sent * 7 % sockets.size()))
                .send(new DatagramPacket(new byte[40], 40, next.toSocketAddress()));
          }
          LockSupport.parkNanos(1_000_000);
        }
      } catch (IOException e) {
        throw new AssertionError(e);
      } finally {
        sockets.forEach(DatagramSocket::close);
      }
    }

    @Override
    public void close() {
      ending = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Test
  void twentySocketsInThreeProcessesAreReadableAndSmooth() {
    Settings settings = Settings.unsaved();
    Workbench workbench = Workbench.open(Providers.standard(), 8 << 20);
    try (var window = WindowDriver.open(workbench, settings, 1280, 800)) {
      window.dress(ColorScheme.LIGHT);
      var peers = new ArrayList<Integer>(List.of(0));
      for (int i = 0; i < 2; i++) {
        peers.add(
            assertInstanceOf(
                    PeerResult.Done.class, workbench.processes().start(new PeerUser.Same()))
                .peer()
                .number());
      }
      var to = new ArrayList<Endpoint>();
      int shared = FreePorts.any();
      int newest = FreePorts.any();
      int group = FreePorts.any();
      for (int i = 0; i < 6; i++) {
        bind(workbench, peers.get(i % 3), plan("127.0.0.1:" + shared, ReuseOptions.PORT));
      }
      for (int i = 0; i < 4; i++) {
        bind(workbench, peers.get(i % 3), plan("127.0.0.1:" + newest, ReuseOptions.ADDR));
      }
      var membership =
          new GroupMembership(
              InetAddress.ofLiteral("239.7.7.7"), Interface.firstLoopback().orElseThrow().name());
      for (int i = 0; i < 5; i++) {
        bind(
            workbench,
            peers.get(i % 3),
            plan("0.0.0.0:" + group, ReuseOptions.ADDR).withGroups(List.of(membership)));
      }
      to.add(Endpoint.parse("127.0.0.1:" + shared));
      to.add(Endpoint.parse("127.0.0.1:" + newest));
      for (int i = 0; i < 5; i++) {
        to.add(bind(workbench, peers.get(i % 3), plan("127.0.0.1:0", ReuseOptions.NONE)).local());
      }
      assertEquals(20, workbench.listeners().size());
      workbench
          .sending()
          .send(
              new SendPlan(
                  new Source.Listener(1),
                  Endpoint.parse("127.0.0.1:" + newest),
                  new byte[4],
                  SendOptions.DEFAULT));
      for (int i = 0; i < 3; i++) {
        workbench
            .sending()
            .send(
                new SendPlan(
                    new Source.Bound(Endpoint.parse("127.0.0.1:0"), ReuseOptions.NONE),
                    Endpoint.parse("239.7.7.7:" + group),
                    new byte[4],
                    SendOptions.DEFAULT));
      }
      showMap(window).await("it is drawn", () -> !window.exists("#map-empty"));
      try (var _ = new Traffic(20, to)) {
        long end = workbench.log().end();
        window.await("some came", () -> workbench.log().end() > end + 20);
        window.picture("map-twenty");
      }
      try (var _ = new Traffic(FLOOD_PER_S, to)) {
        long end = workbench.log().end();
        window.await("many came", () -> workbench.log().end() > end + FLOOD_PER_S / 2);
        int frames = framesWhile(window, () -> workbench.log().end() > end + 2 * FLOOD_PER_S);
        assertTrue(frames > 0);
        System.out.println(frames + " frames while 15,000 datagrams came");
        window.picture("map-flood");
      }
      try (var _ = new Traffic(100, to)) {
        window.dress(ColorScheme.DARK).picture("map-flood-dark");
        window.dress(ColorScheme.LIGHT).picture("map-flood-large", 1920, 1080);
        window.picture("map-flood-small", 1024, 700);
        for (int percent : List.of(75, 200, 300)) {
          ZoomTest.resize(window, settings, percent);
          window.picture("map-flood-" + percent);
          assertEquals(List.of(), WindowDriver.onFx(() -> new CutTexts().in(window.scene())));
        }
        ZoomTest.resize(window, settings, 100);
        PresenterTest.theme(window, Theme.Choice.CONTRAST).picture("map-flood-contrast");
        PresenterTest.theme(window, Theme.Choice.LIGHT);
        new Speech(window).change("id");
        window.await("it is drawn", () -> window.exists("#map-view"));
        window.click("#map-view").press(KeyCode.END).picture("map-flood-id");
        assertEquals(List.of(), WindowDriver.onFx(() -> new CutTexts().in(window.scene())));
        new Speech(window).change("en");
        window.await("it is drawn", () -> window.exists("#map-view"));
      }
      String all = spoken(window, "#map-view");
      assertTrue(all.contains("copy") && all.contains("newest") && all.contains("hash"), all);
      assertTrue(all.contains("only one"), all);
      assertFalse(all.contains("?"), all);
    }
  }

  private static int framesWhile(WindowDriver window, BooleanSupplier over) {
    var frames = new AtomicInteger();
    AnimationTimer timer =
        new AnimationTimer() {
          @Override
          public void handle(long nowNs) {
            frames.incrementAndGet();
          }
        };
    WindowDriver.onFx(
        () -> {
          timer.start();
          return timer;
        });
    window.await("enough came", over);
    WindowDriver.onFx(
        () -> {
          timer.stop();
          return timer;
        });
    return frames.get();
  }

  /** A stopped peer cannot drain its queue: the kernel drops, and says so with what comes next. */
  @Test
  void dropsAreMarkedAtTheListener() throws IOException {
    try (var window = open(new GivenFiles())) {
      Workbench workbench = window.workbench();
      SocketPlan small = plan("127.0.0.1:0", ReuseOptions.NONE).withReceiveBufferBytes(4_096);
      ListenerView listener = bind(workbench, 0, small);
      try (var sender = new DatagramSocket()) {
        window.await(
            "the queue has run over",
            () -> {
              for (int i = 0; i < 500; i++) {
                try {
                  sender.send(
                      new DatagramPacket(
                          new byte[1_400], 1_400, listener.local().toSocketAddress()));
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              }
              return workbench.listeners().getFirst().droppedByKernel().orElse(0) > 0;
            });
      }
      showMap(window).click("#map-view").press(KeyCode.END);
      window.awaitText("#map-card-title", "Listener 1");
      window.await(
          "the card says so", () -> spoken(window, "#map-view").contains("dropped by the kernel"));
      window.picture("map-drops");
      assertEquals(0, workbench.sharing().groups().size());
      assertTrue(window.text("#map-no-group").contains("SO_REUSEPORT"));
      assertInstanceOf(
          CallOutcome.Failed.class, workbench.adjusting().steer(1, GroupSteering.FIRST_BYTE));
    }
  }
}
