package org.portbound.cli.demo;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.portbound.capture.Datagram;
import org.portbound.diagnosis.Fix;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.text.Message;
import org.portbound.text.Visible;
import org.portbound.workbench.FixResult;
import org.portbound.workbench.ListenerView;
import org.portbound.workbench.OpenResult;
import org.portbound.workbench.Refusal;
import org.portbound.workbench.SendResult;
import org.portbound.workbench.Source;

/** The main story: bind, be refused, see why, fix it, send, watch it arrive, share, let go. */
public final class Story {
  private static final String TEXT = "test message";
  private static final String EXIT = "exit";

  private Story() {}

  /** The steps in their order; each builds upon those before it. */
  public static List<Step> steps(Stage stage) {
    Endpoint shared = stage.shared();
    return List.of(
        step("bind", Story::bindAlone, shared),
        step("again", Story::bindAgain, shared),
        step("share", Story::share, shared),
        step("group", Story::joinGroup, stage.group()),
        step("send", Story::sendToGroup, shared, stage.group()),
        step("stranger", SharedStory::secondProcessWithoutOption, shared),
        step("sharer", SharedStory::secondProcessWithOption, shared),
        step("spread", SharedStory::spread, shared, String.valueOf(SharedStory.SENDERS)),
        step("exit-ignored", Story::exitIgnored),
        step("exit", Story::exit),
        step("free", Story::bindAfterClose, shared));
  }

  private static Step step(String name, Step.Action action, Object... arguments) {
    return new Step(
        Message.of("cli.demo." + name, arguments),
        Message.of("cli.demo." + name + ".expected", arguments),
        action);
  }

  private static Answer bindAlone(Stage stage) {
    return listening(stage.bind(stage.shared(), ReuseOptions.NONE));
  }

  private static Answer bindAgain(Stage stage) {
    return switch (stage.bind(stage.shared(), ReuseOptions.NONE)) {
      case OpenResult.Listening(ListenerView listener) ->
          Answer.unexpected("cli.demo.bound", listener.number(), listener.local());
      case OpenResult.Refused(Refusal refusal) -> {
        stage.refusal = refusal;
        boolean inUse = refusal.diagnosis().refused().errno().is(Errno.EADDRINUSE);
        yield new Answer(inUse, refusal.diagnosis().headline(), refusal);
      }
    };
  }

  /** The fix that the refusal itself offers. */
  private static Answer share(Stage stage) {
    Refusal refusal = stage.refusal;
    Optional<Fix> fix = refusal == null ? Optional.empty() : rebinding(refusal);
    if (refusal == null || fix.isEmpty()) {
      return Answer.unexpected("cli.demo.share.no-fix");
    }
    return switch (stage.workbench().apply(refusal, fix.get())) {
      case FixResult.Fixed(List<ListenerView> listeners, var expected) ->
          new Answer(
              listeners.size() == 2
                  && listeners.stream().allMatch(each -> each.reuse().reusePort()),
              Message.of("cli.demo.share.done", stage.shared(), listeners.size()),
              null);
      case FixResult.StillRefused(Refusal again, var expected) -> Answer.refused(again);
      case FixResult.Failed(Message why) -> new Answer(false, why, null);
    };
  }

  private static Optional<Fix> rebinding(Refusal refusal) {
    return refusal.diagnosis().fixes().stream()
        .filter(
            each ->
                each instanceof Fix.RebindTogether together
                    && together.option() == ReuseOption.SO_REUSEPORT)
        .findFirst();
  }

  private static Answer joinGroup(Stage stage) {
    OpenResult result = stage.bindGroup();
    if (result instanceof OpenResult.Listening(ListenerView listener)) {
      stage.groupListener = listener.number();
    }
    return listening(result);
  }

  private static Answer sendToGroup(Stage stage) {
    long row = stage.workbench().log().end();
    var source = new Source.Bound(stage.shared(), ReuseOptions.PORT);
    SendResult sent = stage.send(source, stage.group(), TEXT);
    if (!(sent instanceof SendResult.Sent)) {
      return notSent(sent);
    }
    return stage
        .awaitDatagram(row, each -> each.listener() == stage.groupListener)
        .map(
            arrived ->
                new Answer(
                    arrived.source().equals(stage.shared()) && text(arrived).equals(TEXT),
                    Message.of(
                        "cli.demo.arrived",
                        arrived.listener(),
                        arrived.trueLengthBytes(),
                        arrived.source(),
                        Visible.of(text(arrived))),
                    null))
        .orElseGet(() -> Answer.unexpected("cli.demo.nothing-arrived"));
  }

  private static Answer exitIgnored(Stage stage) {
    long row = stage.workbench().log().end();
    SendResult sent = stage.send(new Source.AnyPort(), stage.group(), EXIT);
    if (!(sent instanceof SendResult.Sent)) {
      return notSent(sent);
    }
    boolean arrived =
        stage
            .awaitDatagram(
                row, each -> each.listener() == stage.groupListener && text(each).equals(EXIT))
            .isPresent();
    return arrived && stage.isOpen(stage.groupListener)
        ? Answer.expected("cli.demo.exit-ignored.done", stage.groupListener)
        : Answer.unexpected("cli.demo.exit-ignored.not", stage.groupListener);
  }

  private static Answer exit(Stage stage) {
    return switch (stage.bindClosingOnExit(Endpoint.parse("127.0.0.1:0"))) {
      case OpenResult.Refused(Refusal refusal) -> Answer.refused(refusal);
      case OpenResult.Listening(ListenerView listener) -> {
        SendResult sent = stage.send(new Source.AnyPort(), listener.local(), EXIT);
        if (!(sent instanceof SendResult.Sent)) {
          yield notSent(sent);
        }
        yield stage.await(() -> !stage.isOpen(listener.number()))
            ? Answer.expected("cli.demo.exit.done", listener.number(), listener.local())
            : Answer.unexpected("cli.demo.exit.not", listener.number());
      }
    };
  }

  private static Answer bindAfterClose(Stage stage) {
    stage.endProcesses();
    stage.workbench().listeners().forEach(each -> stage.workbench().close(each.number()));
    return listening(stage.bind(stage.shared(), ReuseOptions.NONE));
  }

  private static Answer listening(OpenResult result) {
    return switch (result) {
      case OpenResult.Listening(ListenerView listener) ->
          Answer.expected("cli.demo.bound", listener.number(), listener.local());
      case OpenResult.Refused(Refusal refusal) -> Answer.refused(refusal);
    };
  }

  /** A send that should have succeeded did not. */
  static Answer notSent(SendResult result) {
    return switch (result) {
      case SendResult.NotOpened notOpened -> Answer.refused(notOpened.refusal());
      case SendResult.Failed failed -> new Answer(false, failed.headline(), null);
      case SendResult.NoListener none ->
          Answer.unexpected("workbench.fix.no-listener", none.number());
      case SendResult.Sent sent -> throw new IllegalArgumentException("sent from " + sent.from());
    };
  }

  private static String text(Datagram datagram) {
    return new String(datagram.payload(), StandardCharsets.UTF_8);
  }
}
