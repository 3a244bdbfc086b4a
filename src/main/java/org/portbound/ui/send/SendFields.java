package org.portbound.ui.send;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import javafx.beans.value.ObservableBooleanValue;
import org.portbound.message.Filling;
import org.portbound.message.Payload;
import org.portbound.message.SavedMessage;
import org.portbound.message.Template;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.SendSetup;
import org.portbound.text.Parsed;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.SendDraft;
import org.portbound.ui.control.UiContext;
import org.portbound.workbench.SendPlan;

/**
 * The fields of a message: from where, where to, with what payload, and how long replies are
 * awaited. They are read here, and filled in. JavaFX thread.
 */
final class SendFields {
  private final SourceChoice source;
  private final DestinationFields destination;
  private final PayloadEditor payload;
  private final ReplyChoice replies;
  private final ObservableBooleanValue unsound;
  private Runnable changed = () -> {};

  SendFields(UiContext context) {
    var checks = new FieldChecks(context);
    source = new SourceChoice(context, checks);
    destination = new DestinationFields(context, checks);
    payload = new PayloadEditor(context, checks, this::example);
    replies = new ReplyChoice(context);
    unsound = checks.invalidProperty().or(source.unavailableProperty());
    destination.addressField().parsedProperty().subscribe(this::destinationChanged);
    destination.onChange(this::changed);
    source.listenerChosenProperty().subscribe(chosen -> offerWhatApplies());
    payload.field().parsedProperty().subscribe(this::changed);
    replies.waitProperty().subscribe(this::changed);
    destinationChanged();
  }

  SourceChoice source() {
    return source;
  }

  DestinationFields destination() {
    return destination;
  }

  PayloadEditor payload() {
    return payload;
  }

  ReplyChoice replies() {
    return replies;
  }

  /** True while there is nothing to send: a mistake in a field, or a source that is gone. */
  ObservableBooleanValue unsound() {
    return unsound;
  }

  /** Who hears that something else stands in the fields; told of what stands there now too. */
  void onChange(Runnable hears) {
    changed = hears;
    changed();
  }

  private void changed() {
    changed.run();
  }

  private void destinationChanged() {
    Optional<InetAddress> address = destination.addressField().value();
    source.setDestination(address);
    payload.setMostBytes(
        address.map(Family::of).filter(each -> each == Family.INET6).isPresent()
            ? Payload.MAX_IPV6_BYTES
            : Payload.MAX_IPV4_BYTES);
    offerWhatApplies();
    changed();
  }

  private void offerWhatApplies() {
    destination.offerWhatApplies(!source.listenerChosenProperty().get());
  }

  /** As it would be sent now; what only the socket knows is made up. */
  private byte[] example(Template template) {
    Endpoint unknown = Endpoint.parse("127.0.0.1:49152");
    return template.fill(
        new Filling(1, Instant.now(), source.likelyLocal(unknown), new SplittableRandom()));
  }

  /** Says what is wrong in one of the fields, or else what will be sent. */
  HintLine hint(SendMeaning meaning) {
    var line =
        new HintLine(
            1,
            () -> say(meaning),
            source.field(),
            destination.addressField(),
            destination.portField(),
            destination.ttlField(),
            destination.options().field(),
            payload.field(),
            payload.fileField());
    line.setId("send-hint");
    return line;
  }

  private HintLine.Hint say(SendMeaning meaning) {
    Optional<Template> template = payload.template();
    return meaning.say(
        template.map(read -> example(read).length).orElse(0),
        template.filter(read -> read.lengthBytes().isEmpty()).isPresent(),
        destination,
        source.sharesPort() && replies.length().isPositive());
  }

  /** What stands in sound fields. */
  SendPlan plan() {
    boolean connects = destination.options().connects();
    return new SendPlan(
        source.source(),
        destination.endpoint().orElseThrow(),
        payload.template().orElseThrow(),
        destination.sendOptions(),
        SendSetup.NONE.withConnect(connects),
        replies.length());
  }

  /** What stands here, to be saved; only if it can be read. */
  Optional<SavedMessage> written() {
    String to = destination.endpoint().map(Endpoint::toString).orElse("");
    return payload.template().isEmpty()
        ? Optional.empty()
        : payload
            .written()
            .map(
                each ->
                    new SavedMessage(
                        "",
                        "",
                        to,
                        each.notation(),
                        each.payload(),
                        each.parameters(),
                        (int) replies.length().toSeconds()));
  }

  /** Fills in a saved message: where it goes, what it carries, and what may come back. */
  void use(SavedMessage message) {
    if (Endpoint.read(message.destination()) instanceof Parsed.Valid<Endpoint>(Endpoint to)) {
      destination.show(to);
    }
    payload.show(message);
    replies.choose(message.replySeconds());
    if (message.replySeconds() > 0) {
      source.chooseAnyPort();
    }
  }

  /**
   * Fills in what is given; the rest stays.
   *
   * @return false if it names a listener that is not open
   */
  boolean use(SendDraft draft) {
    draft.destination().ifPresent(destination::show);
    draft.payload().ifPresent(payload::show);
    return draft.listener().isEmpty() || source.choose(draft.listener().getAsInt());
  }

  /** Puts the cursor behind the payload. */
  void focus() {
    payload.input().requestFocus();
    payload.input().end();
  }
}
