package org.portbound.diagnosis.arrival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.socket.Endpoint;

/** What is read of this very machine. */
@Timeout(20)
@EnabledOnOs(OS.LINUX)
final class RealFilesTest {
  private static final Path PROC = Path.of("/proc");

  @Test
  void aNumberOfProcSysIsReadWhole() throws Exception {
    Path limit = PROC.resolve("sys/net/ipv4/ip_local_port_range");
    Process cat = new ProcessBuilder("cat", limit.toString()).start();
    String expected = new String(cat.getInputStream().readAllBytes());
    assertEquals(Optional.of(expected), ProcFiles.text(limit));
    assertTrue(expected.endsWith("\n"), "the file has a line end, which a short read loses");
    int filter = ProcFiles.number(PROC.resolve("sys/net/ipv4/conf/lo/rp_filter")).orElseThrow();
    assertTrue(filter >= 0 && filter <= 2);
  }

  @Test
  void everyMachineIsInTheGroupOfAllHostsOnLoopback() {
    assertTrue(
        GroupTable.interfacesOf(PROC, Endpoint.parse("224.0.0.1:0").address())
            .orElseThrow()
            .contains("lo"));
  }

  @Test
  void rulesAreReadFromTheCommand(@TempDir Path directory) throws IOException {
    Path nft = directory.resolve("nft");
    Files.writeString(nft, "#!/bin/sh\n[ \"$*\" = 'list ruleset' ] && echo 'table inet x { }'\n");
    Files.setPosixFilePermissions(nft, PosixFilePermissions.fromString("rwxr-xr-x"));
    boolean root = SystemUsers.effectiveUid() == 0;
    assertEquals(
        root ? Optional.of("table inet x { }\n") : Optional.empty(),
        new NftCommand(List.of(directory.resolve("none"), nft)).ruleset());
    Files.writeString(nft, "#!/bin/sh\necho half; exit 1\n");
    assertEquals(Optional.empty(), new NftCommand(List.of(nft)).ruleset());
    assertEquals(Optional.empty(), new NftCommand(List.of()).ruleset());
  }
}
