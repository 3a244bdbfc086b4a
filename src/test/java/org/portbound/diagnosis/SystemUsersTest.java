package org.portbound.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;
import jnr.posix.POSIXFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SystemUsersTest {
  @TempDir Path folder;

  @Test
  void theEffectiveUserIsTheSecondOfTheFour() throws IOException {
    Path status = folder.resolve("status");
    Files.writeString(status, "Name:\tjava\nUmask:\t0022\nUid:\t1000\t0\t7\t8\nGid:\t5\t6\t7\t8\n");
    assertEquals(OptionalInt.of(0), SystemUsers.effectiveUid(status));
    Files.writeString(status, "Uid:\t4294967294\t4294967294\t1\t1\n");
    assertEquals(OptionalInt.of(-2), SystemUsers.effectiveUid(status));
  }

  @Test
  void whereThereIsNoSuchFileTheLibraryIsAsked() throws IOException {
    assertEquals(OptionalInt.empty(), SystemUsers.effectiveUid(folder.resolve("none")));
    Path other = folder.resolve("other");
    Files.writeString(other, "Uid: root\n");
    assertEquals(OptionalInt.empty(), SystemUsers.effectiveUid(other));
  }

  @Test
  void isTheUserOfThisProcess() {
    assertEquals(POSIXFactory.getPOSIX().geteuid(), SystemUsers.effectiveUid());
  }
}
