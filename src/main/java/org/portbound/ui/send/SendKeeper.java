package org.portbound.ui.send;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.portbound.file.bench.BenchSend;
import org.portbound.file.bench.BenchSend.From;
import org.portbound.message.SavedMessage;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOptions;
import org.portbound.workbench.Source;

/** What is about to be sent, out of the panel and into it again. JavaFX thread. */
public final class SendKeeper {
  private final SourceChoice source;
  private final DestinationFields destination;
  private final Supplier<Optional<SavedMessage>> written;
  private final Consumer<SavedMessage> use;

  /**
   * @param written the message that stands in the panel, if it can be read
   * @param use fills a message in
   */
  SendKeeper(
      SourceChoice source,
      DestinationFields destination,
      Supplier<Optional<SavedMessage>> written,
      Consumer<SavedMessage> use) {
    this.source = source;
    this.destination = destination;
    this.written = written;
    this.use = use;
  }

  /**
   * What stands in the panel; empty while there is a mistake in it.
   *
   * @param placeOf the place in the file of a listener, by its number; empty if it is not there
   */
  public Optional<BenchSend> kept(IntFunction<OptionalInt> placeOf) {
    Optional<From> from = source.chosen().flatMap(each -> from(each, placeOf));
    Optional<OptionalInt> ttlHops = destination.ttlField().value();
    Optional<SavedMessage> message = written.get();
    return from.isPresent() && ttlHops.isPresent() && message.isPresent()
        ? Optional.of(
            new BenchSend(from.get(), message.get(), destination.outgoing().name(), ttlHops.get()))
        : Optional.empty();
  }

  private static Optional<From> from(Source chosen, IntFunction<OptionalInt> placeOf) {
    return switch (chosen) {
      case Source.AnyPort() -> Optional.of(new From.AnyPort());
      case Source.Bound(Endpoint local, ReuseOptions reuse) ->
          Optional.of(new From.Bound(local, reuse));
      case Source.Listener(int number) -> {
        OptionalInt place = placeOf.apply(number);
        yield place.isPresent()
            ? Optional.of(new From.Listener(place.getAsInt()))
            : Optional.empty();
      }
    };
  }

  /**
   * Fills in what a file holds, for the user to look at; nothing is sent.
   *
   * @param numberOf the number of the open listener that stands at a place in the file; empty if it
   *     is not open, and then none is chosen
   */
  public void show(BenchSend send, IntFunction<OptionalInt> numberOf) {
    use.accept(send.message());
    destination.travel(send.interfaceName(), send.ttlHops());
    switch (send.from()) {
      case From.AnyPort() -> source.chooseAnyPort();
      case From.Bound(Endpoint local, ReuseOptions reuse) -> source.choose(local, reuse);
      case From.Listener(int place) -> source.choose(numberOf.apply(place).orElse(0));
    }
  }
}
