package org.portbound.ui.traffic.detail;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;
import org.portbound.decode.DecodeAs;
import org.portbound.decode.Decoders;
import org.portbound.decode.Ports;
import org.portbound.decode.Protocol;
import org.portbound.message.HexLine;
import org.portbound.message.PayloadCode;
import org.portbound.socket.Endpoint;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.SendDraft;
import org.portbound.ui.control.UiContext;

/** The selected datagram: the kernel's facts and the fields, the bytes in hex, the text. */
public final class DetailPane extends BorderPane {
  /** Offset, sixteen bytes in hex and sixteen characters, and the scroll bar. */
  private static final double HEX_WIDTH_PX = 496;

  /** The same with eight bytes. */
  private static final double HALF_HEX_WIDTH_PX = 280;

  private static final double TREE_WIDTH_PX = 300;

  /** With less width the fields would be cut, and the hex is broken after eight bytes. */
  private static final double WHOLE_HEX_PX = HEX_WIDTH_PX + 240;

  private static final double TEXT_WIDTH_PX = 80;

  /** With less width the text would be a few letters a line; it stands beside the hex anyhow. */
  private static final double BOTH_WIDTH_PX = HEX_WIDTH_PX + TREE_WIDTH_PX + 160;

  private final UiContext context;
  private final Consumer<SendDraft> fill;
  private final DecodeAs decodeAs;
  private final Facts facts;
  private final DetailTree tree;
  private final HexPane hex = new HexPane(this::mark, this::copyHex);
  private final TextPane text = new TextPane(this::mark);
  private final HBox parts = new HBox();
  private final DetailHeader header;

  private Runnable decodeAsChanged = () -> {};
  private byte[] payload = new byte[0];
  private ByteRange marked = ByteRange.NONE;
  private Ports ports = Ports.UNKNOWN;
  private long number;
  private Optional<Endpoint> source = Optional.empty();
  private Optional<Endpoint> destination = Optional.empty();
  private int listener;
  private boolean hexWanted = true;
  private boolean textWanted = true;
  private boolean sent;
  private boolean live;
  private boolean cut;

  /**
   * @param decodeAs what the user says that datagrams are, here and in the table
   * @param fill takes a reply, or the same datagram once more, to be sent by the user
   * @param close what closes the pane
   */
  public DetailPane(
      UiContext context, DecodeAs decodeAs, Consumer<SendDraft> fill, Runnable close) {
    this.context = context;
    this.decodeAs = decodeAs;
    this.fill = fill;
    this.facts = new Facts(context);
    this.tree = new DetailTree(context, this::mark);
    this.header = new DetailHeader(context, this, protocols(), close);
    setId("detail");
    getStyleClass().add("pb-detail");
    UiContext.label(tree, "detail-tree", context.say("ui.detail-tree.name"));
    UiContext.label(hex, "detail-hex", context.say("ui.detail-hex.name"));
    UiContext.label(text, "detail-text", context.say("ui.detail-text.name"));
    grow(tree, TREE_WIDTH_PX);
    grow(text, TEXT_WIDTH_PX);
    parts.getChildren().addAll(tree, hex, text);
    parts.getStyleClass().add("pb-detail-parts");
    parts.setMinHeight(0);
    parts.widthProperty().subscribe(this::fitParts);
    setTop(header);
    setCenter(parts);
  }

  private static void grow(Region part, double widthPx) {
    part.setPrefWidth(widthPx);
    part.setMinWidth(0);
    part.setMinHeight(0);
    HBox.setHgrow(part, Priority.ALWAYS);
  }

  /** Shows hex, text or both beside the tree. */
  void showParts(boolean withHex, boolean withText) {
    hexWanted = withHex;
    textWanted = withText;
    fitParts();
  }

  private void fitParts() {
    boolean both = parts.getWidth() >= BOTH_WIDTH_PX;
    boolean whole = parts.getWidth() >= WHOLE_HEX_PX;
    double hexPx = whole ? HEX_WIDTH_PX : HALF_HEX_WIDTH_PX;
    hex.breakAfter(whole ? HexLine.BYTES : HexLine.BYTES / 2);
    hex.setMinWidth(hexPx);
    hex.setPrefWidth(hexPx);
    hex.setMaxWidth(hexPx);
    show(hex, hexWanted);
    show(text, textWanted && (both || !hexWanted));
  }

  private static void show(Node part, boolean shown) {
    part.setVisible(shown);
    part.setManaged(shown);
  }

  /**
   * Shows a datagram.
   *
   * @param ofOpenListeners whether its listener's number is one of this program's own, so that a
   *     reply can go out from there; false for what was read from a file
   */
  public void show(Datagram datagram, boolean ofOpenListeners) {
    payload = datagram.payload();
    number = datagram.number();
    ports = new Ports(datagram.sourcePort(), datagram.destinationPort());
    source = Optional.of(datagram.source());
    destination =
        datagram.destinationPort() == 0
            ? Optional.empty()
            : datagram
                .destination()
                .map(address -> new Endpoint(address, datagram.destinationPort()));
    listener = datagram.listener();
    sent = datagram.sent();
    live = ofOpenListeners;
    cut = datagram.truncated();
    marked = ByteRange.NONE;
    header.show(datagram, decodeAs.chosen(ports).orElse(null));
    hex.show(payload);
    text.show(payload);
    tree.showFacts(facts.of(datagram));
    decode();
    header.showSelection(marked);
  }

  private void decode() {
    tree.showFields(decodeAs.decode(payload, ports), payload.length);
  }

  /** What a datagram can be read as. */
  public List<Protocol> protocols() {
    return Decoders.standard().protocols();
  }

  /** Called after each choice of a protocol. */
  public void onDecodeAs(Runnable changed) {
    decodeAsChanged = changed;
  }

  /** Reads this datagram and others of its port as this; null decides by port and content again. */
  public void decodeAs(@Nullable Protocol protocol) {
    decodeAs.choose(ports, protocol);
    header.showProtocol(protocol);
    decode();
    mark(ByteRange.NONE);
    decodeAsChanged.run();
  }

  private void mark(ByteRange range) {
    if (range.equals(marked)) {
      return;
    }
    marked = range;
    hex.mark(range);
    text.mark(range);
    tree.mark(range);
    header.showSelection(range);
  }

  /** The marked bytes, or all if none are. */
  byte[] markedOrAll() {
    return marked.isEmpty()
        ? payload.clone()
        : Arrays.copyOfRange(payload, marked.offset(), marked.end());
  }

  private void copyHex() {
    header.copy(PayloadCode.HEX);
  }

  /** The payload whole, for a file. */
  byte[] payload() {
    return payload.clone();
  }

  long number() {
    return number;
  }

  /** The same bytes to the same destination; only our own are sent from the same socket again. */
  public void sendAgain() {
    Optional<String> hint =
        destination.isEmpty()
            ? Optional.of(context.say("ui.detail-again.no-destination"))
            : cut
                ? Optional.of(context.say("ui.detail-again.cut", Formats.count(payload.length)))
                : Optional.empty();
    fill.accept(
        new SendDraft(
            destination,
            Optional.of(payload.clone()),
            live && sent ? OptionalInt.of(listener) : OptionalInt.empty(),
            hint));
  }

  /** To whom it came from, out of the socket that received it; the words are the user's. */
  public void reply() {
    fill.accept(
        new SendDraft(
            sent ? destination : source,
            Optional.empty(),
            live ? OptionalInt.of(listener) : OptionalInt.empty(),
            Optional.empty()));
  }

  /** Chooses files in another way than by a dialog; takes a suggested name. */
  public void chooseFilesBy(Function<String, Optional<Path>> choice) {
    header.chooseFilesBy(choice);
  }
}
