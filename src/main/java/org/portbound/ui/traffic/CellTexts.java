package org.portbound.ui.traffic;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;
import org.portbound.decode.DecodeAs;
import org.portbound.decode.Decoded;
import org.portbound.decode.Ports;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;

/** What stands in the cells. Made anew for every row in sight at every refresh. JavaFX thread. */
final class CellTexts {
  static final String UNKNOWN = "–";

  private final UiContext context;
  private final InterfaceNames interfaces;
  private final DecodeAs decodeAs;
  private final String received;
  private final String sent;
  private final Set<TrafficColumn> shown = EnumSet.noneOf(TrafficColumn.class);
  private TimeFormat timeFormat = TimeFormat.CLOCK;
  private long startNs = TimeFormat.NO_TIME;
  private long revision;
  private long decodeRevision;
  private @Nullable Decoded decoded;
  private long decodedNumber;

  /**
   * @param decodeAs what the user said that datagrams are
   */
  CellTexts(UiContext context, DecodeAs decodeAs) {
    this.context = context;
    this.decodeAs = decodeAs;
    this.interfaces = new InterfaceNames(context, this::change);
    this.received = context.say("ui.traffic.direction.received");
    this.sent = context.say("ui.traffic.direction.sent");
  }

  /** Changes when the texts of the same rows have changed. */
  long revision() {
    if (decodeRevision != decodeAs.revision()) {
      decodeRevision = decodeAs.revision();
      decoded = null;
      revision++;
    }
    return revision;
  }

  private void change() {
    revision++;
  }

  /** Forgets what was made of the rows: other rows have the same numbers from now on. */
  void forget() {
    decoded = null;
    startNs = TimeFormat.NO_TIME;
    change();
  }

  /** Texts are made for these columns alone. */
  void show(Set<TrafficColumn> columns) {
    shown.clear();
    shown.addAll(columns);
    change();
  }

  boolean shows(TrafficColumn column) {
    return shown.contains(column);
  }

  void setTimeFormat(TimeFormat format) {
    timeFormat = format;
    change();
  }

  TimeFormat timeFormat() {
    return timeFormat;
  }

  /** Whether the first row's time is known. */
  boolean started() {
    return startNs != TimeFormat.NO_TIME;
  }

  /** The time of the first row, in nanoseconds since 1970. */
  void setStart(long firstNs) {
    startNs = firstNs;
    change();
  }

  /**
   * What a column says of a row.
   *
   * @param previousNs time of the row before it in the view, or {@link TimeFormat#NO_TIME}
   */
  String of(TrafficColumn column, Datagram row, long previousNs) {
    return switch (column) {
      case NUMBER -> Formats.count(row.number());
      case TIME -> timeFormat.text(row.timeNs(), startNs, previousNs);
      case DIRECTION -> row.sent() ? sent : received;
      case LISTENER -> row.listener() == 0 ? "" : String.valueOf(row.listener());
      case SOURCE -> row.source().toString();
      case DESTINATION -> TrafficRow.destination(row);
      case LENGTH -> Formats.count(row.trueLengthBytes());
      case TTL -> row.ttlHops() < 0 ? UNKNOWN : String.valueOf(row.ttlHops());
      case TRAFFIC_CLASS ->
          row.trafficClass() < 0 ? UNKNOWN : String.format("0x%02x", row.trafficClass());
      case INTERFACE -> row.interfaceIndex() == 0 ? UNKNOWN : interfaces.of(row.interfaceIndex());
      case DROPS -> row.droppedByKernel() < 0 ? UNKNOWN : Formats.count(row.droppedByKernel());
      case PROTOCOL -> context.say(decoded(row).protocol().label());
      case INFO -> context.say(decoded(row).summary());
    };
  }

  /** The payload of the row that was asked for last is not read twice. */
  private Decoded decoded(Datagram row) {
    Decoded known = decoded;
    if (known == null || decodedNumber != row.number()) {
      known = decodeAs.brief(row.payload(), new Ports(row.sourcePort(), row.destinationPort()));
      decoded = known;
      decodedNumber = row.number();
    }
    return known;
  }
}
