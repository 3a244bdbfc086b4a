package org.portbound.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.FlagReader;
import org.portbound.socket.Opening;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.Spawning;
import org.portbound.socket.UdpSocket;
import org.portbound.socket.posix.PosixProvider;
import org.portbound.text.Message;

/** Holders from made-up /proc trees, and from the real one. */
@Timeout(20)
final class HoldersTest {
  private static final String TITLE =
      "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout"
          + " inode ref pointer drops\n";

  private static final int PORT = 12_345;

  @TempDir private Path proc = Path.of("");

  @BeforeEach
  void tree() throws IOException {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/udp"),
        TITLE
            + line("0100007F:3039", "00000000:0000", "07", 0, 55, 3)
            + line("0100007F:303A", "00000000:0000", "07", 0, 56, 0)
            + line("0100007F:3039", "0200007F:0009", "01", 1000, 57, 0));
    Files.writeString(
        proc.resolve("net/udp6"),
        TITLE
            + line(
                "00000000000000000000000001000000:3039",
                "00000000000000000000000000000000:0000",
                "07",
                0,
                58,
                0)
            + line(
                "0000000000000000FFFF00000100007F:3039",
                "00000000000000000000000000000000:0000",
                "07",
                0,
                59,
                0));
    process(101, "resolver", "resolver\0--port\00012345\0", "101 (resolver) S 1", 55);
    process(102, "child (x)", "child\0", "102 (child (x)) T 101", 55);
  }

  private static String line(
      String local, String remote, String state, int uid, long inode, long drops) {
    return "  1: %s %s %s 00000000:00000000 00:00000000 00000000 %5d 0 %d 2 0000000000000000 %d%n"
        .formatted(local, remote, state, uid, inode, drops);
  }

  private void process(int pid, String comm, String commandLine, String stat, long inode)
      throws IOException {
    Path directory = Files.createDirectories(proc.resolve(pid + "/fd"));
    Files.writeString(directory.resolveSibling("comm"), comm + "\n");
    Files.writeString(directory.resolveSibling("cmdline"), commandLine);
    Files.writeString(directory.resolveSibling("stat"), stat);
    Files.createSymbolicLink(directory.resolve("3"), Path.of("socket:[" + inode + "]"));
    Files.createSymbolicLink(directory.resolve("4"), Path.of("pipe:[1]"));
  }

  private HolderScan scan(List<OwnSocket> own) {
    return reading(proc, own).everywhere();
  }

  private static HolderReading reading(Path proc, List<OwnSocket> own) {
    return new HolderReading(
        new SystemFiles(proc, proc.resolve("named")), PORT, own, FlagReader.NONE);
  }

  @Test
  void rowsOfThePortAreReadInBothFamilies() {
    List<Holder> holders = scan(List.of()).holders();
    assertEquals(List.of(55L, 57L, 58L, 59L), holders.stream().map(Holder::inode).toList());
    assertEquals(Endpoint.parse("127.0.0.1:12345"), holders.getFirst().local());
    assertEquals(3, holders.getFirst().droppedByKernel());
    assertNull(holders.getFirst().peer());
    assertNull(holders.getFirst().reuse(), "/proc does not tell the options");
    assertEquals(Endpoint.parse("127.0.0.2:9"), holders.get(1).peer());
    assertEquals(1000, holders.get(1).uid());
    assertEquals(Endpoint.parse("[::1]:12345"), holders.get(2).local());
    assertEquals(Endpoint.parse("127.0.0.1:12345"), holders.get(3).local(), "mapped");
    assertEquals(Family.INET6, holders.get(3).family());
  }

  @Test
  void parentAndChildThatShareASocketAreBothNamed() {
    List<HolderProcess> processes =
        scan(List.of()).holders().getFirst().processes().stream()
            .sorted((one, other) -> Integer.compare(one.pid(), other.pid()))
            .toList();
    assertEquals(
        List.of(
            new HolderProcess(101, "resolver", "resolver --port 12345", ProcessState.RUNNING, 3),
            new HolderProcess(102, "child (x)", "child", ProcessState.STOPPED, 3)),
        processes);
  }

  @Test
  void ownSocketIsRecognisedByItsInode() {
    var own =
        new OwnSocket(
            4,
            SocketPlan.of(Endpoint.parse("127.0.0.1:12345")),
            Endpoint.parse("127.0.0.1:12345"),
            ReuseOptions.PORT,
            0,
            OptionalLong.of(57));
    Holder first =
        scan(List.of(own)).holders().stream()
            .filter(each -> each.inode() == 57)
            .findFirst()
            .orElseThrow();
    assertEquals(4, first.ownListener().orElseThrow());
    assertEquals(ReuseOptions.PORT, first.reuse());
  }

  @Test
  void cutLineIsNotedAndTheRestIsRead() throws IOException {
    Files.writeString(
        proc.resolve("net/udp"),
        TITLE
            + "  1: 0100007F:3039 00000000:0000 07 0000\n"
            + line("0100007F:3039", "00000000:0000", "07", 0, 60, 0));
    Files.delete(proc.resolve("net/udp6"));
    HolderScan scan = scan(List.of());
    assertEquals(List.of(60L), scan.holders().stream().map(Holder::inode).toList());
    assertEquals(
        List.of(Message.of("diagnosis.note.cut-line", proc.resolve("net/udp"), "2")), scan.notes());
  }

  @Test
  void processThatVanishesWhileItIsReadIsPassedOver() throws IOException {
    Files.delete(proc.resolve("101/comm"));
    Files.delete(proc.resolve("101/cmdline"));
    Files.delete(proc.resolve("101/stat"));
    assertTrue(
        scan(List.of()).holders().getFirst().processes().stream()
            .anyMatch(each -> each.pid() == 101 && each.state() == ProcessState.UNKNOWN));
  }

  @Test
  void processThatVanishesBetweenTheListAndItsDescriptorsIsPassedOver() throws IOException {
    Files.delete(proc.resolve("101/fd/3"));
    Files.delete(proc.resolve("101/fd/4"));
    Files.delete(proc.resolve("101/fd"));
    HolderScan scan = scan(List.of());
    assertEquals(
        List.of(102),
        scan.holders().getFirst().processes().stream().map(HolderProcess::pid).toList());
    assertEquals(List.of(), scan.notes(), "an ended process is not one that may not be seen");
  }

  @Test
  void zombieWhoseOtherThreadGoesOnIsNamed() throws IOException {
    Path process = Files.createDirectories(proc.resolve("103"));
    Files.createDirectories(process.resolve("fd"));
    Files.writeString(process.resolve("stat"), "103 (worker) Z 1");
    Path thread = Files.createDirectories(process.resolve("task/104/fd"));
    Files.createSymbolicLink(thread.resolve("7"), Path.of("socket:[58]"));
    assertEquals(
        List.of(new HolderProcess(103, "worker", "", ProcessState.ZOMBIE, 7)),
        scan(List.of()).holders().get(2).processes());
  }

  @Test
  void socketsOfAnotherNamespaceStandApartEvenIfItsNumberIsNotTold() throws IOException {
    process(105, "nginx", "nginx\0-g\0", "105 (nginx) S 1", 70);
    Path net = Files.createDirectories(proc.resolve("105/net"));
    Files.writeString(
        net.resolve("udp"),
        TITLE
            + "  1: 0100007F:3039 00000000:0000 07 0000\n"
            + line("00000000:3039", "00000000:0000", "07", 0, 70, 0));
    Files.writeString(
        proc.resolve("105/cgroup"), "0::/docker/" + "0123456789abcdef".repeat(4) + "\n");
    HolderScan scan = scan(List.of());
    assertEquals(4, scan.holders().size(), "not one that holds the port here");
    HolderScan.Elsewhere elsewhere = scan.elsewhere().getFirst();
    assertEquals(
        new NetworkNamespace(
            OptionalLong.empty(),
            105,
            "nginx",
            null,
            new Container(Container.Kind.DOCKER, "0123456789ab")),
        elsewhere.namespace());
    assertEquals(List.of(70L), elsewhere.holders().stream().map(Holder::inode).toList());
    assertEquals(
        List.of(
            Message.of("diagnosis.note.cut-line", net.resolve("udp"), "2"),
            Message.of("diagnosis.note.unnumbered-namespaces", "portbound who 12345")),
        scan.notes());
    assertEquals(List.of(), reading(proc, List.of()).here().elsewhere(), "not asked for");
  }

  @Test
  void whyNoProcessIsSeenDependsOnWhoLooks() {
    Holder holder = scan(List.of()).holders().getLast();
    assertEquals(List.of(), holder.processes());
    assertEquals(Message.of("diagnosis.unseen.outside"), holder.unseen(0));
    assertEquals(Message.of("diagnosis.unseen.hidden", "12345"), holder.unseen(1000));
    Holder theirs = scan(List.of()).holders().get(1);
    assertEquals(Message.of("diagnosis.unseen.protected", "12345"), theirs.unseen(1000));
  }

  @Test
  void realHolderIsNamedWhileItIsStoppedAndGoneAfterItWasKilled() throws Exception {
    try (var held = new HoldingProcess("127.0.0.1", false)) {
      assertEquals(0, new ProcessBuilder("kill", "-STOP", "" + held.pid()).start().waitFor());
      Path stat = Path.of("/proc/" + held.pid(), "stat");
      while (ProcessFiles.state(ProcessFiles.text(stat)) != ProcessState.STOPPED) {
        Thread.onSpinWait();
      }
      HolderProcess stopped = real(held.port()).getFirst().processes().getFirst();
      assertEquals(held.pid(), stopped.pid());
      assertEquals(ProcessState.STOPPED, stopped.state());
      held.process().destroyForcibly().waitFor();
      while (!real(held.port()).isEmpty()) {
        // The kernel takes a moment to free the port of a process that was killed.
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void realZombieHoldsNothing() throws Exception {
    var provider = new PosixProvider();
    Endpoint any = Endpoint.parse("127.0.0.1:0");
    UdpSocket socket = ((Opening.Opened) provider.open(SocketPlan.of(any))).socket();
    int port = socket.local().port();
    // The shell leaves a child that ends at once to "sleep", which never asks for its status.
    List<String> command = List.of("/bin/sh", "-c", "true & exec sleep 30");
    Spawning.Spawned parent = (Spawning.Spawned) provider.spawnInheriting(socket, command);
    socket.close();
    try {
      Path children = Path.of("/proc/" + parent.pid() + "/task/" + parent.pid() + "/children");
      String child = "";
      while (child.isEmpty()
          || ProcessFiles.state(ProcessFiles.text(Path.of("/proc", child, "stat")))
              != ProcessState.ZOMBIE) {
        child = ProcessFiles.text(children).strip();
      }
      int zombie = Integer.parseInt(child);
      List<HolderProcess> processes = real(port).getFirst().processes();
      assertTrue(processes.stream().anyMatch(each -> each.pid() == parent.pid()), "its parent");
      assertTrue(processes.stream().noneMatch(each -> each.pid() == zombie), "the zombie");
    } finally {
      ProcessHandle.of(parent.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private static List<Holder> real(int port) {
    return Holders.onPort(port, List.of(), FlagReader.NONE).holders();
  }

  @Test
  void realSocketSharedWithAChildNamesBothAndThenTheChildAlone() throws Exception {
    var provider = new PosixProvider();
    Endpoint any = Endpoint.parse("127.0.0.1:0");
    UdpSocket socket = ((Opening.Opened) provider.open(SocketPlan.of(any))).socket();
    int port = socket.local().port();
    List<String> command = List.of("/bin/sleep", "30");
    Spawning.Spawned shell = (Spawning.Spawned) provider.spawnInheriting(socket, command);
    try {
      List<HolderProcess> processes = real(port).getFirst().processes();
      long self = ProcessHandle.current().pid();
      assertTrue(processes.stream().anyMatch(each -> each.pid() == self), "the parent");
      assertTrue(processes.stream().anyMatch(each -> each.pid() == shell.pid()), "the child");
      socket.close();
      List<HolderProcess> left = real(port).getFirst().processes();
      assertTrue(left.stream().noneMatch(each -> each.pid() == self), "the parent closed it");
      assertTrue(left.stream().anyMatch(each -> each.pid() == shell.pid()), "the child keeps it");
    } finally {
      ProcessHandle.of(shell.pid()).ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void withoutProcItSaysWhatWouldShowIt() throws IOException {
    Path empty = Files.createDirectory(proc.resolve("empty"));
    HolderScan scan = reading(empty, List.of()).everywhere();
    assertEquals(List.of(), scan.holders());
    assertEquals(List.of(Message.of("diagnosis.note.no-proc")), scan.notes());
  }

  @Test
  void realSocketIsFoundWithItsProcessAndUser() throws IOException {
    try (var socket = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
      Holder holder =
          Holders.onPort(socket.getLocalPort(), List.of(), new PosixProvider().flagReader())
              .holders()
              .getFirst();
      assertEquals(SystemUsers.effectiveUid(), holder.uid());
      assertEquals(ProcessHandle.current().pid(), holder.processes().getFirst().pid());
      assertEquals("java", holder.processes().getFirst().program());
      assertEquals(ReuseOptions.NONE, holder.reuse(), "read through a duplicate of its socket");
    }
  }
}
