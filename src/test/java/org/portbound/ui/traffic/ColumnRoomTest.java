package org.portbound.ui.traffic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** On a desk each column has its width; on an old projector the information is still in sight. */
final class ColumnRoomTest {
  /** The room of the table on the desk: in a window of 1,280 px, and of 1,024. */
  private static final double LAPTOP_PX = 866;

  private static final double PROJECTOR_PX = 622;

  /** What numbers of four digits need. */
  private static final double NUMBER_PX = 72;

  private static Map<TrafficColumn, Double> usual() {
    var wanted = new EnumMap<TrafficColumn, Double>(TrafficColumn.class);
    for (TrafficColumn each : TrafficColumn.values()) {
      if (each.shownAtFirst()) {
        wanted.put(each, each.widthPx());
      }
    }
    return wanted;
  }

  private static double sumPx(Map<TrafficColumn, Double> widths) {
    return widths.values().stream().mapToDouble(each -> each).sum();
  }

  private static double px(Map<TrafficColumn, Double> widths, TrafficColumn column) {
    return Objects.requireNonNull(widths.get(column));
  }

  @Test
  void withRoomEachHasItsOwnWidthAndTheInformationTheRest() {
    Map<TrafficColumn, Double> widths = ColumnRoom.widths(usual(), NUMBER_PX, LAPTOP_PX);
    for (TrafficColumn each : usual().keySet()) {
      if (each != TrafficColumn.INFO) {
        assertEquals(each.widthPx(), px(widths, each), each.name());
      }
    }
    assertEquals(LAPTOP_PX, sumPx(widths));
  }

  @Test
  void onAnOldProjectorTheInformationStaysAndTheLengthGivesWay() {
    Map<TrafficColumn, Double> widths = ColumnRoom.widths(usual(), NUMBER_PX, PROJECTOR_PX);
    assertEquals(PROJECTOR_PX, sumPx(widths), "no more than there is");
    assertTrue(px(widths, TrafficColumn.INFO) >= TrafficColumn.INFO.leastPx());
    assertEquals(
        Set.of(TrafficColumn.LENGTH, TrafficColumn.PROTOCOL),
        usual().keySet().stream()
            .filter(each -> !widths.containsKey(each))
            .collect(Collectors.toSet()));
    assertEquals(NUMBER_PX, px(widths, TrafficColumn.NUMBER), "a number is never cut");
  }

  @Test
  void aWidthThatTheUserChoseIsKept() {
    Map<TrafficColumn, Double> wanted = usual();
    wanted.put(TrafficColumn.SOURCE, 300.0);
    assertEquals(300, px(ColumnRoom.widths(wanted, NUMBER_PX, PROJECTOR_PX), TrafficColumn.SOURCE));
  }

  @Test
  void whereAllThatTheUserWantsCannotFitItIsScrolledTo() {
    Map<TrafficColumn, Double> wanted = usual();
    for (TrafficColumn each : TrafficColumn.values()) {
      wanted.put(each, each.widthPx());
    }
    Map<TrafficColumn, Double> widths = ColumnRoom.widths(wanted, NUMBER_PX, LAPTOP_PX);
    assertEquals(wanted.keySet(), widths.keySet());
    assertFalse(sumPx(widths) <= LAPTOP_PX);
  }

  @Test
  void aNumberOfSixDigitsMakesNoColumnWider() {
    assertTrue(TrafficColumn.NUMBER.widthPx() >= 36 + 7 * 7.2);
  }
}
