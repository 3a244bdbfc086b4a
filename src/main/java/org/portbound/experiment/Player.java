package org.portbound.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.experiment.predict.Action;
import org.portbound.experiment.predict.Scenario;
import org.portbound.experiment.predict.Verdict;
import org.portbound.rules.BindRule;
import org.portbound.rules.BindVerdict;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.posix.KernelLab;
import org.portbound.socket.posix.LabSocket;

/**
 * Plays one scenario on the kernel and holds each step against its verdict. Used once, on the
 * laboratory's thread.
 */
final class Player implements AutoCloseable {
  private final Scenario scenario;
  private final List<Verdict> verdicts;
  private final Senders senders;
  private final int user;

  /** By number from 1; null where nothing is open. */
  private final List<@Nullable LabSocket> sockets = new ArrayList<>();

  private final Mail mail;

  Player(Scenario scenario, List<Verdict> verdicts, Senders senders, int user) {
    this.scenario = scenario;
    this.verdicts = verdicts;
    this.senders = senders;
    this.user = user;
    this.mail = new Mail(scenario, verdicts, sockets);
  }

  /** The first difference, if there is one. */
  Optional<Difference> play() {
    for (int i = 0; i < verdicts.size(); i++) {
      Action action = scenario.actions().get(i);
      Optional<Difference> found =
          action instanceof Action.Send ? Optional.empty() : mail.collect();
      if (found.isPresent()) {
        return found;
      }
      Observation observed = perform(i, action);
      if (!fits(verdicts.get(i), observed)) {
        return Optional.of(new Difference(scenario, i + 1, verdicts.get(i), observed));
      }
    }
    return mail.collect();
  }

  /** A call that fails where none should is a difference; deliveries are judged by the mail. */
  private static boolean fits(Verdict predicted, Observation observed) {
    return switch (predicted) {
      case Verdict.Bind(BindVerdict.Allowed _),
          Verdict.Applied _,
          Verdict.Sent _,
          Verdict.Skipped _ ->
          observed instanceof Observation.Done;
      case Verdict.Bind(BindVerdict.Refused _) ->
          observed instanceof Observation.Refused(String call, Errno errno)
              && call.equals("bind")
              && errno.is(Errno.EADDRINUSE);
      case Verdict.Bind(BindVerdict.Impossible(BindRule rule)) ->
          observed instanceof Observation.Refused(String call, Errno errno)
              && call.equals("bind")
              && errno.is(Verdict.errno(rule));
    };
  }

  private Observation perform(int index, Action action) {
    return switch (action) {
      case Action.Bind bind -> bind(bind);
      case Action.Send send -> send(index, send);
      case Action.SetReuse set -> {
        LabSocket socket = sockets.get(set.socket() - 1);
        yield socket == null
            ? new Observation.Done()
            : outcome("setsockopt", socket.setReuse(set.option(), set.on()));
      }
      case Action.Connect connect -> {
        LabSocket socket = sockets.get(connect.socket() - 1);
        yield socket == null
            ? new Observation.Done()
            : outcome("connect", socket.connect(connect.peer()));
      }
      case Action.Close close -> {
        LabSocket socket = sockets.set(close.socket() - 1, null);
        if (socket != null) {
          socket.close();
        }
        yield new Observation.Done();
      }
    };
  }

  private Observation bind(Action.Bind bind) {
    LabSocket socket =
        bind.uid() == user
            ? LabSocket.create(bind.family())
            : KernelLab.asUser(bind.uid(), () -> LabSocket.create(bind.family()));
    Observation observed = prepare(socket, bind);
    if (observed instanceof Observation.Done) {
      sockets.add(socket);
    } else {
      socket.close();
      sockets.add(null);
    }
    return observed;
  }

  private Observation prepare(LabSocket socket, Action.Bind bind) {
    Optional<Errno> refused = LabOptions.set(socket, bind);
    if (refused.isPresent()) {
      return outcome("setsockopt", refused);
    }
    refused = socket.bind(new Endpoint(bind.address(), scenario.port()));
    if (refused.isPresent()) {
      return outcome("bind", refused);
    }
    for (GroupMembership each : bind.groups()) {
      refused = socket.join(each);
      if (refused.isPresent()) {
        return outcome("join", refused);
      }
    }
    return new Observation.Done();
  }

  private Observation send(int index, Action.Send send) {
    var destination = new Endpoint(send.to(), scenario.port());
    for (int source = 0; source < send.sources(); source++) {
      LabSocket sender = senders.at(send.from().withPort(send.from().port() + source));
      long number = senders.nextNumber();
      mail.expect(number, index, source + 1);
      Optional<Errno> refused = sender.send(destination, number);
      if (refused.isPresent()) {
        return outcome("send", refused);
      }
    }
    return new Observation.Done();
  }

  private static Observation outcome(String call, Optional<Errno> refused) {
    return refused.isPresent()
        ? new Observation.Refused(call, refused.get())
        : new Observation.Done();
  }

  @Override
  public void close() {
    for (LabSocket each : sockets) {
      if (each != null) {
        each.close();
      }
    }
  }
}
