package org.portbound.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.MemorySegment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.capture.Datagram;
import org.portbound.capture.DatagramRows;
import org.portbound.capture.RowReader;
import org.portbound.rules.Delivery;
import org.portbound.rules.DeliveryRule;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.Steering;
import org.portbound.workbench.ListenerPlan;
import org.portbound.workbench.ListenerState;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.SharedGroup;

/** What the map makes of rows: nodes, arrows, counts, widths, ways. */
@Timeout(30)
final class MapModelTest {
  private static final String PORT = "127.0.0.1:5000";
  private static final long TICK_NS = 60_000_000L;

  private final Sent rows = new Sent();
  private Delivery expected = new Delivery.One(1, DeliveryRule.NEWEST);
  private final MapModel model = new MapModel(rows, (arrival, clue) -> expected);
  private long nowNs = 1;

  /** Rows that a test adds one by one. */
  private static final class Sent implements DatagramRows {
    private record Row(Endpoint from, Endpoint to, int listener, int firstByte) {}

    private final List<Row> rows = new ArrayList<>();

    void add(String from, String to, int listener, int firstByte) {
      rows.add(new Row(Endpoint.parse(from), Endpoint.parse(to), listener, firstByte));
    }

    @Override
    public long first() {
      return 1;
    }

    @Override
    public long end() {
      return rows.size() + 1;
    }

    @Override
    public RowReader reader() {
      return this::read;
    }

    private boolean read(long number, Datagram into) {
      Row row = rows.get((int) number - 1);
      var datagram = new ReceivedDatagram();
      datagram.clear();
      datagram.tag = row.listener();
      datagram.memory = MemorySegment.ofArray(new byte[] {(byte) row.firstByte()});
      datagram.payloadLengthBytes = row.firstByte() < 0 ? 0 : 1;
      datagram.trueLengthBytes = datagram.payloadLengthBytes;
      datagram.sourceHigh = AddressBits.high(row.from().address());
      datagram.sourceLow = AddressBits.low(row.from().address());
      datagram.sourcePort = row.from().port();
      datagram.destinationKnown = true;
      datagram.destinationHigh = AddressBits.high(row.to().address());
      datagram.destinationLow = AddressBits.low(row.to().address());
      datagram.destinationPort = row.to().port();
      into.set(datagram, number, Instant.now().getEpochSecond() * 1_000_000_000L);
      return true;
    }
  }

  private static ListenerView listener(int number, int peer, String local, long dropped) {
    Endpoint at = Endpoint.parse(local);
    return new ListenerView(
        number,
        peer,
        new ListenerPlan(SocketPlan.of(at), false),
        ListenerState.OPEN,
        at,
        ReuseOptions.PORT,
        List.of(),
        -1,
        OptionalInt.empty(),
        7,
        7,
        OptionalLong.of(dropped),
        0,
        0,
        Instant.EPOCH,
        null);
  }

  private static List<ListenerView> listeners(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(each -> listener(each, 0, PORT, 0)).toList();
  }

  private static SharedGroup group(Steering steering, int members) {
    return new SharedGroup(
        IntStream.rangeClosed(1, members)
            .mapToObj(each -> new SharedGroup.Member(each, -1))
            .toList(),
        steering,
        Instant.EPOCH);
  }

  private MapPicture look() {
    nowNs += TICK_NS;
    model.look(nowNs);
    return model.picture(
        List.of(
            new MapPicture.Process(
                0, 77, "me", model.listeners().stream().map(model::ear).toList())));
  }

  @Test
  void aDatagramGoesFromItsSenderByItsDestinationToItsListener() {
    model.show(listeners(2), List.of());
    rows.add("127.0.0.1:40000", PORT, 1, 0);
    rows.add("127.0.0.1:40000", PORT, 1, 0);
    MapPicture picture = look();
    assertEquals(
        List.of("127.0.0.1:40000"),
        picture.senders().stream().map(MapPicture.Sender::address).toList());
    assertEquals(2, picture.senders().getFirst().datagrams());
    assertEquals(PORT, picture.places().getFirst().text());
    assertEquals(2, picture.arrows().size(), "one to the destination, one to the listener");
    assertEquals(2, model.hops().size());
    assertEquals(Way.NEWEST, picture.ears().getFirst().way());
    assertEquals(Way.NONE, picture.ears().getLast().way(), "nothing came there");
    assertEquals(0, look().arrows().getLast().perSecond(), 30, "and it fades");
  }

  @Test
  void whatTheRulesDoNotExplainIsNotExplained() {
    model.show(listeners(2), List.of());
    rows.add("127.0.0.1:40000", PORT, 2, 0);
    assertEquals(Way.UNEXPLAINED, look().ears().getLast().way());
  }

  @Test
  void copiesToAGroupCountOnceAtTheSender() {
    model.show(listeners(3), List.of());
    for (int listener = 1; listener <= 3; listener++) {
      rows.add("127.0.0.1:40000", "239.1.1.1:5000", listener, 0);
    }
    MapPicture picture = look();
    assertEquals(1, picture.senders().getFirst().datagrams());
    assertEquals(1, picture.places().getFirst().datagrams());
    assertEquals(MapPicture.Kind.GROUP, picture.places().getFirst().kind());
    assertEquals(4, picture.arrows().size());
    assertTrue(picture.ears().stream().allMatch(each -> each.way() == Way.COPY));
  }

  @Test
  void manyPortsOfAnAddressBecomeOneSenderThatCountsThem() {
    model.show(listeners(1), List.of());
    rows.add("10.0.0.1:1", PORT, 1, 0);
    for (int port = 1; port <= 1_000; port++) {
      rows.add("127.0.0.1:" + port, PORT, 1, 0);
    }
    MapPicture picture = look();
    assertEquals(2, picture.senders().size());
    MapPicture.Sender many = picture.senders().getLast();
    assertEquals("127.0.0.1", many.address());
    assertEquals(1_000, many.ports());
    assertEquals(1_000, many.datagrams());
    assertTrue(model.hops().isEmpty(), "too many for dots");
  }

  @Test
  void manyAddressesBecomeOneSenderToo() {
    model.show(listeners(1), List.of());
    for (int host = 1; host <= 50; host++) {
      rows.add("10.0.0." + host + ":9", PORT, 1, 0);
    }
    MapPicture picture = look();
    assertEquals(1, picture.senders().size());
    assertEquals("", picture.senders().getFirst().address());
    assertEquals(50, picture.senders().getFirst().ports());
    assertEquals(50, picture.senders().getFirst().datagrams());
  }

  @Test
  void inAFloodSomeStandForAllAndTheCountsStayRight() {
    model.show(listeners(3), List.of(group(Steering.HASH, 3)));
    int flood = 10 * 8 * MapModel.MOST_ROWS;
    look();
    for (int i = 0; i < flood; i++) {
      rows.add("127.0.0.1:" + (20_000 + i % 90), PORT, 1 + i % 3, 0);
    }
    MapPicture picture = look();
    assertTrue(picture.sampled());
    assertEquals(flood, picture.places().getFirst().datagrams(), flood * 0.001);
    for (GroupTally.Row each : model.tallies().getFirst().rows()) {
      assertEquals(flood / 3.0, each.datagrams(), flood * 0.1, "not every third row");
    }
    assertTrue(picture.arrows().getLast().widthPx() > 5);
  }

  @Test
  void theHashIsExpectedToSpreadLikeDice() {
    model.show(listeners(4), List.of(group(Steering.HASH, 4)));
    for (int i = 0; i < 400; i++) {
      rows.add("127.0.0.1:" + (1_000 + i), PORT, 1 + i % 4, 9);
    }
    look();
    GroupTally tally = model.tallies().getFirst();
    assertEquals(400, tally.flows());
    for (GroupTally.Row each : tally.rows()) {
      assertEquals(100, each.expected(), 1e-9);
      assertEquals(2 * Math.sqrt(400 * 0.25 * 0.75), each.spread(), 1e-9);
    }
  }

  /** One flow of many datagrams goes to one socket whole. */
  @Test
  void heavyFlowsWidenTheBand() {
    model.show(listeners(2), List.of(group(Steering.HASH, 2)));
    for (int i = 0; i < 100; i++) {
      rows.add("127.0.0.1:1000", PORT, 1, 9);
    }
    look();
    GroupTally.Row first = model.tallies().getFirst().rows().getFirst();
    assertEquals(50, first.expected(), 1e-9);
    assertEquals(100, first.spread(), 1e-9, "all or nothing is no surprise");
    assertEquals(1, first.flows());
  }

  @Test
  void aProgramIsExpectedToNameByTheFirstByte() {
    model.show(listeners(2), List.of(group(Steering.FIRST_BYTE, 2)));
    rows.add("127.0.0.1:1000", PORT, 1, 0);
    rows.add("127.0.0.1:1001", PORT, 2, 1);
    rows.add("127.0.0.1:1002", PORT, 2, 1);
    rows.add("127.0.0.1:1003", PORT, 1, -1);
    MapPicture picture = look();
    List<GroupTally.Row> shares = model.tallies().getFirst().rows();
    assertEquals(2, shares.getFirst().expected(), 1e-9, "an empty payload is index 0");
    assertEquals(2, shares.getLast().expected(), 1e-9);
    assertEquals(0, shares.getLast().spread(), 1e-9);
    assertEquals(Way.PROGRAM, picture.ears().getFirst().way());
    rows.add("127.0.0.1:1004", PORT, 2, 2);
    assertEquals(Way.HASH, look().ears().getLast().way(), "past the last");
    assertEquals(2.5, model.tallies().getFirst().rows().getFirst().expected(), 1e-9);
  }

  @Test
  void whatCameBeforeTheGroupChangedIsNotCounted() {
    var changed =
        new SharedGroup(
            group(Steering.HASH, 2).members(), Steering.HASH, Instant.now().plusSeconds(60));
    model.show(listeners(2), List.of(changed));
    rows.add("127.0.0.1:1000", PORT, 1, 0);
    look();
    assertEquals(0, model.tallies().getFirst().datagrams());
    assertFalse(model.tallies().getFirst().full());
  }

  @Test
  void twentyListenersInThreeProcessesDoNotOverlap() {
    var views = new ArrayList<ListenerView>();
    for (int i = 1; i <= 20; i++) {
      views.add(listener(i, i % 3, "127.0.0.1:" + (5_000 + i), i));
      for (int sender = 0; sender < 9; sender++) {
        rows.add("127.0.0.1:" + (40_000 + sender), "127.0.0.1:" + (5_000 + i % 12), i, 0);
      }
    }
    model.show(views, List.of());
    nowNs += TICK_NS;
    model.look(nowNs);
    var processes = new ArrayList<MapPicture.Process>();
    for (int peer = 0; peer < 3; peer++) {
      int of = peer;
      processes.add(
          new MapPicture.Process(
              peer,
              70 + peer,
              "me",
              model.listeners().stream()
                  .filter(each -> each.peer() == of)
                  .map(model::ear)
                  .toList()));
    }
    MapPicture picture = model.picture(processes);
    for (double width : new double[] {300, 900, 1_500}) {
      MapLayout layout = MapLayout.of(picture, new MapLayout.Widths(180, 170, 360, 12), width, 560);
      List<String> nodes = picture.nodes();
      assertEquals(9 + picture.places().size() + 20, nodes.size());
      for (int i = 0; i < nodes.size(); i++) {
        MapLayout.Box one = box(layout, nodes.get(i));
        assertTrue(one.yPx() >= 0 && one.bottomPx() <= layout.heightPx(), nodes.get(i));
        for (int j = i + 1; j < nodes.size(); j++) {
          assertFalse(overlap(one, box(layout, nodes.get(j))), nodes.get(i));
        }
        assertEquals(nodes.get(i), layout.at(one.xPx() + 1, one.centerYPx()).orElse("nothing"));
      }
    }
  }

  @Test
  void whatWentToAListenerIsForgottenWithIt() {
    model.show(listeners(1), List.of());
    rows.add("127.0.0.1:1000", PORT, 1, 0);
    look();
    model.show(List.of(), List.of());
    assertTrue(look().arrows().isEmpty(), "its listener is closed");
  }

  private static boolean overlap(MapLayout.Box one, MapLayout.Box other) {
    return one.xPx() < other.rightPx()
        && other.xPx() < one.rightPx()
        && one.yPx() < other.bottomPx()
        && other.yPx() < one.bottomPx();
  }

  private static MapLayout.Box box(MapLayout layout, String node) {
    return Objects.requireNonNull(layout.boxes().get(node), node);
  }
}
