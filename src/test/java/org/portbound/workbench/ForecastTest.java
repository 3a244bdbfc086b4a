package org.portbound.workbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.diagnosis.Forecast;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;

/** What is foretold is what the kernel says, for every pair of option sets. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class ForecastTest {
  private static final List<ReuseOptions> ALL =
      List.of(ReuseOptions.NONE, ReuseOptions.PORT, ReuseOptions.ADDR, ReuseOptions.BOTH);

  @Test
  void everyPairIsForetold() {
    for (ReuseOptions held : ALL) {
      for (ReuseOptions wanted : ALL) {
        try (var workbench = Workbench.open(Providers.standard(), 8 << 20)) {
          SocketPlan any = SocketPlan.of(Endpoint.parse("127.0.0.1:0")).withReuse(held);
          var first =
              assertInstanceOf(
                  OpenResult.Listening.class, workbench.open(new ListenerPlan(any, false)));
          SocketPlan same = any.withLocal(first.listener().local()).withReuse(wanted);
          Forecast expected =
              Objects.requireNonNull(workbench.outlook().forecast(0, same).get(wanted));
          boolean allowed =
              workbench.open(new ListenerPlan(same, false)) instanceof OpenResult.Listening;
          assertEquals(
              allowed ? Forecast.Outlook.ALLOWED : Forecast.Outlook.REFUSED,
              expected.outlook(),
              held + " then " + wanted + ": " + expected.why());
        }
      }
    }
  }

  @Test
  void aDifferenceIsSeenAndAnUncertaintyIsNone() {
    try (var workbench = Workbench.open(Providers.standard(), 8 << 20)) {
      SocketPlan far = SocketPlan.of(Endpoint.parse("203.0.113.7:12345"));
      Forecast refused =
          Objects.requireNonNull(workbench.outlook().forecast(0, far).get(ReuseOptions.NONE));
      assertEquals(Forecast.Outlook.REFUSED, refused.outlook());
      assertEquals(true, refused.contradictedBy(true));
      assertEquals(false, refused.contradictedBy(false));
      var uncertain = new Forecast(Forecast.Outlook.UNCERTAIN, refused.why());
      assertEquals(false, uncertain.contradictedBy(true));
      assertEquals(false, uncertain.contradictedBy(false));
    }
  }
}
