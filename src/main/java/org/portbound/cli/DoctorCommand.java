package org.portbound.cli;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.arrival.Expectation;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code portbound doctor}: opens a listener and checks why nothing would arrive at it. */
@Command(name = "doctor", sortOptions = false)
final class DoctorCommand implements Callable<Integer> {
  private final Terminal terminal;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "ADDRESS:PORT", descriptionKey = "endpoint")
  private String endpoint = "";

  @Option(names = "--v6only")
  private boolean v6Only;

  @Option(names = "--group", paramLabel = "G[@INTERFACE]")
  private List<String> groups = new ArrayList<>();

  @Option(names = "--to", paramLabel = "ADDRESS[:PORT]")
  private @Nullable String destination;

  @Option(names = "--from", paramLabel = "ADDRESS[:PORT]")
  private @Nullable String source;

  @Option(names = "--reuseport")
  private boolean reusePort;

  @Option(names = "--reuseaddr")
  private boolean reuseAddr;

  @Option(names = "--json")
  private boolean json;

  DoctorCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * What is to be done, as the command line says.
   *
   * @param expected what should arrive, port 0 standing for the listener's port
   */
  record Request(SocketPlan plan, List<Expectation> expected, boolean json) {}

  @Override
  public Integer call() {
    return new DoctorRun(terminal, request()).run();
  }

  /** Reads the arguments; throws {@link UsageException} for one that cannot be understood. */
  Request request() {
    Endpoint local = UsageException.orThrow(spec(), "ADDRESS:PORT", Endpoint.read(endpoint));
    List<GroupMembership> memberships = memberships(Family.of(local.address()));
    SocketPlan plan =
        SocketPlan.of(local)
            .withReuse(new ReuseOptions(reuseAddr, reusePort))
            .withV6Only(v6Only)
            .withGroups(memberships);
    return new Request(plan, expectations(local, memberships), json);
  }

  private List<GroupMembership> memberships(Family family) {
    var memberships = new ArrayList<GroupMembership>();
    for (String each : groups) {
      GroupMembership membership =
          UsageException.orThrow(
              spec(), "--group", GroupMembership.read(each, InterfaceNames.loopback()));
      if (family == Family.INET && membership.group() instanceof Inet6Address) {
        throw new UsageException(
            spec(), "--group", Message.of("cli.listen.group-family", each, endpoint));
      }
      memberships.add(membership);
    }
    return memberships;
  }

  /** What --to names; else each group; else the listener's own address. */
  private List<Expectation> expectations(Endpoint local, List<GroupMembership> memberships) {
    Endpoint from = source == null ? null : addressAndPort("--from", source);
    if (destination != null) {
      Endpoint to = addressAndPort("--to", destination);
      return List.of(
          Expectation.to(to.port() == 0 ? to.withPort(local.port()) : to).from(checked(from, to)));
    }
    if (memberships.isEmpty()) {
      Endpoint to = local.isWildcard() ? loopback(local) : local;
      return List.of(Expectation.to(to).from(checked(from, to)));
    }
    return memberships.stream()
        .map(
            each -> {
              var to = new Endpoint(each.group(), local.port());
              return Expectation.to(to).from(checked(from, to)).on(each.interfaceName());
            })
        .toList();
  }

  private static Endpoint loopback(Endpoint wildcard) {
    InetAddress address =
        Endpoint.readAddress(Family.of(wildcard.address()) == Family.INET ? "127.0.0.1" : "::1")
            .orThrow();
    return new Endpoint(address, wildcard.port());
  }

  /** An address alone has port 0. */
  private Endpoint addressAndPort(String option, String text) {
    if (Endpoint.readAddress(text) instanceof Parsed.Valid<InetAddress>(InetAddress address)) {
      return new Endpoint(address, 0);
    }
    return text.indexOf(':') >= 0
        ? UsageException.orThrow(spec(), option, Endpoint.read(text))
        : new Endpoint(UsageException.orThrow(spec(), option, Endpoint.readAddress(text)), 0);
  }

  private @Nullable Endpoint checked(@Nullable Endpoint from, Endpoint to) {
    if (from != null && Family.of(from.address()) != Family.of(to.address())) {
      throw new UsageException(
          spec(),
          "--from",
          Message.of(
              "cli.send.from-family",
              Endpoint.text(from.address()),
              Family.of(from.address()).label(),
              Endpoint.text(to.address()),
              Family.of(to.address()).label()));
    }
    return from;
  }

  private CommandSpec spec() {
    return Objects.requireNonNull(spec);
  }
}
