package org.portbound.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.portbound.diagnosis.arrival.Check;

/** {@code portbound doctor} as a process of its own. */
@Tag("long")
@Timeout(240)
@EnabledOnOs(OS.LINUX)
final class DoctorTest {
  @Test
  void aListenerToWhichNothingIsWrongEndsWithZero() throws Exception {
    try (var doctor = PortboundProcess.run("doctor", "*:0", "--group", "239.253.1.1")) {
      assertEquals(ExitStatus.OK, doctor.exit(), () -> doctor.out() + doctor.err());
      assertEquals("", doctor.err());
      assertEquals(1, lines(doctor, "✓ Group joined: joined 239.253.1.1 on lo"));
      assertEquals(1, lines(doctor, "✓ Test datagram: "));
      assertEquals(0, lines(doctor, "✗"));
      assertTrue(doctor.out().getFirst().contains("datagrams to 239.253.1.1:"));
    }
  }

  @Test
  void aFailedCheckEndsWithOneAndSaysWhatHelps() throws Exception {
    try (var doctor =
        PortboundProcess.run("doctor", "127.0.0.1:0", "--group", "239.253.1.1", "--json")) {
      assertEquals(ExitStatus.REFUSED, doctor.exit(), doctor.err());
      List<Map<String, Object>> checks = doctor.out().stream().map(DoctorTest::object).toList();
      assertEquals(Check.IDS, checks.stream().map(each -> each.get("id")).toList());
      Map<String, Object> failed = checks.get(Check.IDS.indexOf("unicast-bound"));
      assertEquals("failed", failed.get("verdict"));
      assertEquals("239.253.1.1", failed.get("destinationAddress"));
      assertTrue(String.valueOf(failed.get("remedy")).contains("Bind 0.0.0.0:"), failed::toString);
    }
  }

  @Test
  void theSocketOfAnotherProcessIsNamedAndGetsNoTestDatagram() throws Exception {
    try (var taker = PortboundProcess.start("listen", "127.0.0.1:0", "--reuseaddr")) {
      int port = taker.awaitPort();
      try (var doctor = PortboundProcess.run("doctor", "*:" + port, "--reuseaddr")) {
        assertEquals(ExitStatus.REFUSED, doctor.exit(), doctor.err());
        assertEquals(1, lines(doctor, "✗ Other sockets on the port: "));
        assertEquals(1, lines(doctor, "    It belongs to process " + taker.pid() + ", portbound"));
        assertEquals(1, lines(doctor, "? Test datagram: not sent"));
      }
      taker.interrupt();
      assertEquals(ExitStatus.OK, taker.exit());
      assertEquals(1, taker.out().size(), "nothing came to the other process");
    }
  }

  @Test
  void aRefusedListenerIsDiagnosed() throws Exception {
    try (var holder = PortboundProcess.start("listen", "127.0.0.1:0")) {
      String endpoint = "127.0.0.1:" + holder.awaitPort();
      try (var doctor = PortboundProcess.run("doctor", endpoint)) {
        assertEquals(ExitStatus.REFUSED, doctor.exit());
        assertTrue(doctor.out().isEmpty(), doctor.out()::toString);
        assertTrue(doctor.err().contains("EADDRINUSE"), doctor.err());
      }
    }
  }

  private static long lines(PortboundProcess process, String beginning) {
    return process.out().stream().filter(each -> each.startsWith(beginning)).count();
  }

  private static Map<String, Object> object(String line) {
    try {
      return JSON.std.mapFrom(line);
    } catch (IOException e) {
      throw new AssertionError(line, e);
    }
  }
}
