package org.portbound.experiment.predict;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.portbound.rules.Arrival;
import org.portbound.rules.BindVerdict;
import org.portbound.rules.BoundSocket;
import org.portbound.rules.Delivery;
import org.portbound.rules.PortModel;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;

/** Goes through a scenario with the rules alone. One thread, used once. */
public final class Prediction {
  private static final int REFUSED = -1;

  private final Scenario scenario;
  private final PortModel port = new PortModel();

  /** For each socket of the scenario its number in the model, or {@link #REFUSED}. */
  private final List<Integer> modelNumbers = new ArrayList<>();

  /** For each socket of the model its number in the scenario. */
  private final List<Integer> scenarioNumbers = new ArrayList<>();

  private Prediction(Scenario scenario) {
    this.scenario = scenario;
  }

  /**
   * What the kernel will say to each step.
   *
   * @return one verdict for each action
   */
  public static List<Verdict> of(Scenario scenario) {
    var prediction = new Prediction(scenario);
    return scenario.actions().stream().map(prediction::next).toList();
  }

  private Verdict next(Action action) {
    return switch (action) {
      case Action.Bind bind -> bind(bind.on(scenario.port()));
      case Action.Send send -> new Verdict.Sent(deliveries(send));
      case Action.SetReuse set -> isOpen(set.socket()) ? apply(set) : skipped(set.socket());
      case Action.Connect it -> isOpen(it.socket()) ? apply(it) : skipped(it.socket());
      case Action.Close close -> isOpen(close.socket()) ? apply(close) : skipped(close.socket());
    };
  }

  private Verdict bind(BoundSocket candidate) {
    BindVerdict verdict = port.predict(candidate);
    if (verdict instanceof BindVerdict.Allowed) {
      modelNumbers.add(port.bind(candidate));
      scenarioNumbers.add(modelNumbers.size());
    } else {
      modelNumbers.add(REFUSED);
    }
    return new Verdict.Bind(inScenario(verdict));
  }

  private BindVerdict inScenario(BindVerdict verdict) {
    return switch (verdict) {
      case BindVerdict.Allowed(OptionalInt decider, var rule) ->
          new BindVerdict.Allowed(
              decider.isPresent()
                  ? OptionalInt.of(scenarioNumbers.get(decider.getAsInt()))
                  : decider,
              rule);
      case BindVerdict.Refused(int decider, var rule, var overlap) ->
          new BindVerdict.Refused(scenarioNumbers.get(decider), rule, overlap);
      case BindVerdict.Impossible impossible -> impossible;
    };
  }

  private List<Delivery> deliveries(Action.Send send) {
    var destination = new Endpoint(send.to(), scenario.port());
    var deliveries = new ArrayList<Delivery>(send.sources());
    for (int i = 0; i < send.sources(); i++) {
      Endpoint source = send.from().withPort(send.from().port() + i);
      deliveries.add(
          inScenario(port.deliver(new Arrival(source, destination, send.device(), false))));
    }
    return deliveries;
  }

  private Delivery inScenario(Delivery delivery) {
    return switch (delivery) {
      case Delivery.Nobody nobody -> nobody;
      case Delivery.One(int socket, var rule) ->
          new Delivery.One(scenarioNumbers.get(socket), rule);
      case Delivery.Shared(List<Integer> sockets, var rule) ->
          new Delivery.Shared(inScenario(sockets), rule);
      case Delivery.Copies(List<Integer> sockets) -> new Delivery.Copies(inScenario(sockets));
    };
  }

  private List<Integer> inScenario(List<Integer> sockets) {
    return sockets.stream().map(scenarioNumbers::get).toList();
  }

  private boolean isOpen(int socket) {
    int number = modelNumbers.get(socket - 1);
    return number != REFUSED && port.socket(number) != null;
  }

  private static Verdict skipped(int socket) {
    return new Verdict.Skipped(socket);
  }

  private Verdict apply(Action.SetReuse set) {
    int number = modelNumbers.get(set.socket() - 1);
    BoundSocket socket = port.socket(number);
    if (socket != null) {
      ReuseOptions before = socket.reuse();
      port.setReuse(
          number,
          set.option() == ReuseOption.SO_REUSEADDR
              ? new ReuseOptions(set.on(), before.reusePort())
              : new ReuseOptions(before.reuseAddr(), set.on()));
    }
    return new Verdict.Applied();
  }

  private Verdict apply(Action.Connect connect) {
    int number = modelNumbers.get(connect.socket() - 1);
    BoundSocket socket = port.socket(number);
    if (socket != null) {
      Endpoint local = socket.local();
      port.connect(
          number,
          connect.peer(),
          local.isWildcard() ? new Endpoint(connect.source(), local.port()) : local);
    }
    return new Verdict.Applied();
  }

  private Verdict apply(Action.Close close) {
    port.close(modelNumbers.get(close.socket() - 1));
    return new Verdict.Applied();
  }
}
