package org.portbound.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.socket.PrivateNetwork;

/**
 * Messages that come with Portbound, answered by the programs that answer them elsewhere: each runs
 * on a host of its own, a network namespace, and is skipped where it is not installed.
 */
@Tag("long")
@EnabledOnOs(OS.LINUX)
@Timeout(240)
final class DaemonsTest {
  private static final List<String> DIRECTORIES =
      List.of("/usr/sbin", "/usr/bin", "/usr/local/sbin", "/usr/local/bin");
  private static final String DEVICE = "urn:portbound:device:Test:1";

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private final PrivateNetwork here = opened(PrivateNetwork.enter());
  private final PrivateNetwork there = opened(PrivateNetwork.enter());
  @TempDir private Path directory;

  private <T extends AutoCloseable> T opened(T each) {
    opened.push(each);
    return each;
  }

  @BeforeEach
  void layACable() {
    assumeTrue(SystemUsers.effectiveUid() == 0, "these programs want to be started by root");
    here.cable("pbh", "192.0.2.1/24", there, "pbt", "192.0.2.2/24");
  }

  @AfterEach
  void closeAll() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  /** The program's path, or skips the test with a word. */
  private static String program(String name) {
    return DIRECTORIES.stream()
        .map(each -> Path.of(each, name))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseGet(
            () -> {
              assumeTrue(false, "the program " + name + " is not installed");
              return name;
            });
  }

  /** Starts it on the other host and waits until it says this. */
  private void start(List<String> command, String ready) throws InterruptedException {
    var said = start(command);
    said.await(each -> each.contains(ready));
  }

  private ProcessLines start(List<String> command) {
    Process process = there.start(command);
    opened.push(() -> end(process));
    return new ProcessLines(process.getInputStream());
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(5, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** Sends a message of Portbound's to its group, and returns the lines about the replies. */
  private String replies(String template, String... more) throws InterruptedException {
    var arguments =
        new ArrayList<>(
            List.of("send", "--template", template, "--interface", "pbh", "--replies", "3s"));
    arguments.addAll(List.of(more));
    try (var sent = PortboundProcess.on(here, arguments.toArray(String[]::new))) {
      assertEquals(ExitStatus.OK, sent.exit(), sent.out() + sent.err());
      assertEquals("", sent.err());
      return String.join("\n", sent.out());
    }
  }

  private static void assertSays(String said, String... parts) {
    for (String each : parts) {
      assertTrue(said.contains(each), () -> each + " is not in " + said);
    }
  }

  @Test
  void wsddAnswersTheProbeAndTheResolve() throws Exception {
    String uuid = "11111111-2222-3333-4444-555555555555";
    start(
        List.of(program("wsdd"), "-v", "-4", "-i", "pbt", "-n", "pbhost", "-U", uuid),
        "joined multicast group");
    assertSays(
        replies("ws-discovery-probe"),
        "192.0.2.2:3702",
        "WS-Discovery: ProbeMatches wsdp:Device pub:Computer");
    assertSays(
        replies("ws-discovery-resolve", "--param", "address=urn:uuid:" + uuid),
        "192.0.2.2:3702",
        "WS-Discovery: ResolveMatches");
  }

  @Test
  void avahiAnswersTheQuery() throws Exception {
    Path settings =
        Files.writeString(
            directory.resolve("avahi-daemon.conf"),
            """
            [server]
            host-name=pbhost
            use-ipv4=yes
            use-ipv6=no
            allow-interfaces=pbt
            enable-dbus=no
            [publish]
            publish-workstation=no
            """);
    // It keeps its number in /run, where that of the machine's own daemon may be.
    start(
        List.of(
            program("unshare"),
            "-m",
            "sh",
            "-c",
            "mount -t tmpfs none /run && exec \"$@\"",
            "sh",
            program("avahi-daemon"),
            "--no-drop-root",
            "--no-rlimits",
            "--no-chroot",
            "-f",
            settings.toString()),
        "Server startup complete");
    assertSays(
        replies("mdns-query", "--param", "name=pbhost.local", "--param", "type=A"),
        "192.0.2.2:5353",
        "mDNS",
        "response pbhost.local A 192.0.2.2");
  }

  @Test
  void minissdpdAnswersTheSearchForTheDeviceItWasToldOf() throws Exception {
    Path socket = directory.resolve("minissdpd");
    start(
        List.of(
            program("minissdpd"),
            "-d",
            "-i",
            "pbt",
            "-s",
            socket.toString(),
            "-p",
            directory.resolve("pid").toString()));
    while (!Files.exists(socket)) {
      Thread.onSpinWait();
    }
    announce(socket);
    assertSays(
        replies("ssdp-search", "--param", "seconds=1"),
        "192.0.2.2:1900",
        "SSDP",
        DEVICE,
        "http://192.0.2.2:80/device.xml");
  }

  /** Its request number 4, in man minissdpd: type, name, server and place, each with its length. */
  private static void announce(Path socket) throws IOException {
    var request = new ByteArrayOutputStream();
    request.write(4);
    for (String each :
        List.of(
            DEVICE, "uuid:portbound::" + DEVICE, "Test/1.0", "http://192.0.2.2:80/device.xml")) {
      byte[] bytes = each.getBytes(UTF_8);
      request.write(bytes.length);
      request.writeBytes(bytes);
    }
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket));
      channel.write(ByteBuffer.wrap(request.toByteArray()));
    }
  }

  @Test
  void listenAndSendAgreeAcrossTheCable() throws Exception {
    try (var listener =
        PortboundProcess.on(there, "listen", "0.0.0.0:0", "--group", "239.1.2.3@pbt")) {
      String group = "239.1.2.3:" + listener.awaitPort();
      try (var stays = PortboundProcess.on(here, "send", group, "stays", "--interface", "lo");
          var goes =
              PortboundProcess.on(
                  here, "send", group, "goes", "--interface", "pbh", "--ttl", "1")) {
        assertEquals(ExitStatus.OK, stays.exit(), stays.err());
        assertEquals(ExitStatus.OK, goes.exit(), goes.err());
      }
      String line = listener.awaitOut(each -> each.contains("goes"));
      assertSays(line, "192.0.2.1:");
      assertTrue(listener.out().stream().noneMatch(each -> each.contains("stays")));
    }
  }
}
