package org.portbound.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SystemCall;
import org.portbound.text.Message;
import org.portbound.text.Texts;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.Providers;
import org.portbound.workbench.Workbench;

/** What the ledger says of calls. */
@Timeout(30)
final class CallExplanationTest {
  private static final Texts TEXTS = Texts.in(Locale.ENGLISH);

  @Test
  void callOptionAndErrorAreExplained() {
    assertEquals(
        List.of("diagnosis.call.setsockopt", "diagnosis.option.SO_REUSEPORT"),
        keys(call("setsockopt", "9, SOL_SOCKET, SO_REUSEPORT, [1], 4", null)));
    assertEquals(
        List.of("diagnosis.call.bind", "diagnosis.errno.EADDRINUSE"),
        keys(call("bind", "9, {127.0.0.1:12345}, 16", Errno.EADDRINUSE)));
    assertEquals(
        List.of("diagnosis.call.setsockopt", "diagnosis.option.IP_ADD_MEMBERSHIP"),
        keys(call("setsockopt", "9, IPPROTO_IPV6, IPV6_JOIN_GROUP, …", null)));
    assertEquals(List.of("diagnosis.call.bind"), keys(call("DatagramChannel.bind", "x", null)));
    assertEquals(List.of(), keys(call("posix_spawn", "x", null)));
  }

  @Test
  void everySentenceIsThere() {
    Set<String> known = TEXTS.keys();
    CallExplanation.keys().forEach(each -> assertTrue(known.contains(each), each));
  }

  /** A listener makes no call that has no explanation. */
  @Test
  void everyCallOfAListenerIsExplained() {
    try (Workbench workbench = Workbench.open(Providers.standard(), 1 << 20)) {
      var plan = SocketPlan.of(Endpoint.parse("127.0.0.1:0"));
      workbench.open(new ListenerPlan(plan, false));
      var calls = workbench.ledger().since(1);
      assertTrue(calls.size() > 3, calls::toString);
      calls.forEach(
          each -> assertTrue(!CallExplanation.of(each.call()).isEmpty(), each.call().toString()));
    }
  }

  private static List<String> keys(SystemCall call) {
    return CallExplanation.of(call).stream().map(Message::key).toList();
  }

  private static SystemCall call(String name, String arguments, @Nullable Errno errno) {
    return new SystemCall(Instant.EPOCH, 1, 9, name, arguments, errno == null ? 0 : -1, errno);
  }
}
