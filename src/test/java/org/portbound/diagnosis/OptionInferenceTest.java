package org.portbound.diagnosis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portbound.diagnosis.Forecast.Outlook;
import org.portbound.socket.Endpoint;
import org.portbound.socket.FlagReader;
import org.portbound.socket.Opening;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.UdpSocket;
import org.portbound.socket.posix.PosixProvider;

/** Options found out by binding, held against sockets whose options the test knows. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
final class OptionInferenceTest {
  private final PosixProvider provider = new PosixProvider();
  private final List<UdpSocket> open = new ArrayList<>();

  static List<ReuseOptions> options() {
    return ReuseOptions.ALL;
  }

  @AfterEach
  void closeAll() {
    open.forEach(UdpSocket::close);
  }

  private int hold(String endpoint, ReuseOptions reuse) {
    var plan = SocketPlan.of(Endpoint.parse(endpoint)).withReuse(reuse);
    UdpSocket socket = ((Opening.Opened) provider.open(plan)).socket();
    open.add(socket);
    return socket.local().port();
  }

  private static List<Holder> holders(int port) {
    return Holders.onPort(port, List.of(), FlagReader.NONE).holders();
  }

  private OptionInference.Result infer(int port) {
    return OptionInference.run(holders(port), provider, SystemUsers.effectiveUid());
  }

  @ParameterizedTest
  @MethodSource("options")
  void oneSocketShowsItsOptions(ReuseOptions reuse) {
    for (String address : List.of("127.0.0.1", "0.0.0.0", "[::1]", "[::]")) {
      int port = hold(address + ":0", reuse);
      OptionInference.Result result = infer(port);
      assertEquals(reuse, result.sockets().getFirst().reuse(), address);
      assertEquals(reuse, Objects.requireNonNull(result.sockets().getFirst().known()).reuse());
      assertEquals(1, holders(port).size(), "nothing is left open");
    }
  }

  @Test
  void twoSocketsThatShareShowWhatTheyHaveInCommon() {
    int port = hold("127.0.0.1:0", ReuseOptions.ADDR);
    hold("127.0.0.1:" + port, ReuseOptions.BOTH);
    OptionInference.Result result = infer(port);
    assertEquals(2, result.sockets().size());
    assertFalse(result.tooMany());
    for (OptionInference.Inferred each : result.sockets()) {
      assertTrue(each.possible().stream().allMatch(ReuseOptions::reuseAddr), each.toString());
    }
  }

  @Test
  void whatIsKnownIsNotTried() {
    int port = hold("127.0.0.1:0", ReuseOptions.PORT);
    List<Holder> known = Holders.onPort(port, List.of(), provider.flagReader()).holders();
    OptionInference.Result result =
        OptionInference.run(known, provider, SystemUsers.effectiveUid());
    assertEquals(List.of(), result.attempts());
    assertEquals(Set.of(ReuseOptions.PORT), result.sockets().getFirst().possible());
  }

  @Test
  void tooManyUnknownSocketsAreLeftAlone() {
    int port = hold("127.0.0.1:0", ReuseOptions.ADDR);
    for (int i = 0; i < 7; i++) {
      hold("127.0.0.1:" + port, ReuseOptions.ADDR);
    }
    OptionInference.Result result = infer(port);
    assertTrue(result.tooMany());
    assertNull(result.sockets().getFirst().reuse());
    assertEquals(List.of(), result.calls());
  }

  @ParameterizedTest
  @MethodSource("options")
  void outlookIsWhatTheKernelSays(ReuseOptions reuse) {
    int port = hold("127.0.0.1:0", reuse);
    SocketPlan plan = SocketPlan.of(Endpoint.parse("0.0.0.0:" + port));
    List<Holder> known = Holders.onPort(port, List.of(), provider.flagReader()).holders();
    Map<ReuseOptions, Forecast> all =
        Forecaster.of(plan, known, List.of(), SystemUsers.effectiveUid());
    for (Map.Entry<ReuseOptions, Forecast> each : all.entrySet()) {
      Opening opening = provider.open(plan.withReuse(each.getKey()));
      if (opening instanceof Opening.Opened opened) {
        opened.socket().close();
      }
      Outlook real = opening instanceof Opening.Opened ? Outlook.ALLOWED : Outlook.REFUSED;
      assertEquals(real, each.getValue().outlook(), reuse + " then " + each.getKey());
    }
  }

  @Test
  void outlookOnUnknownOptionsSaysSo() {
    int port = hold("127.0.0.1:0", ReuseOptions.PORT);
    SocketPlan plan = SocketPlan.of(Endpoint.parse("127.0.0.1:" + port));
    Map<ReuseOptions, Forecast> all =
        Forecaster.of(plan, holders(port), List.of(), SystemUsers.effectiveUid());
    assertEquals(
        List.of(Outlook.REFUSED, Outlook.UNCERTAIN, Outlook.UNCERTAIN, Outlook.UNCERTAIN),
        all.values().stream().map(Forecast::outlook).toList());
  }
}
