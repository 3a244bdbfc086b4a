package org.portbound.experiment;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.portbound.experiment.predict.Action;
import org.portbound.experiment.predict.Scenario;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SourceFilter;

/**
 * Random scenarios: the same seed and number always give the same one. Most have up to six sockets;
 * some have more than ten, where the kernel walks them otherwise. Immutable; any thread.
 *
 * @param ports where they bind and send from
 * @param otherUser a second user who creates some of the sockets, if there may be one
 */
record RandomScenarios(long seed, Ports ports, int user, OptionalInt otherUser) {
  private static final String LOOPBACK = GroupMembership.DEFAULT_INTERFACE;
  private static final InetAddress OTHER_SOURCE_4 = InetAddress.ofLiteral("127.0.0.9");
  private static final InetAddress GROUP_4 = InetAddress.ofLiteral("239.255.1.1");
  private static final InetAddress GROUP_6 = InetAddress.ofLiteral("ff15::1");
  private static final InetAddress LOCALHOST_4 = InetAddress.ofLiteral("127.0.0.1");
  private static final InetAddress LOCALHOST_6 = InetAddress.ofLiteral("::1");

  /** No IPv6 group: by {@code lo} there is no route to one (ENETUNREACH). */
  private static final List<InetAddress> DESTINATIONS =
      List.of(LOCALHOST_4, LOCALHOST_6, InetAddress.ofLiteral("127.0.0.2"), GROUP_4);

  /** What a socket may bind; those that stand here twice come twice as often. */
  private static final List<BindAddress> PLACES =
      List.of(
          BindAddress.of(Family.INET, "127.0.0.1", false),
          BindAddress.of(Family.INET, "127.0.0.1", false),
          BindAddress.of(Family.INET, "127.0.0.1", false),
          BindAddress.of(Family.INET, "0.0.0.0", false),
          BindAddress.of(Family.INET, "0.0.0.0", false),
          BindAddress.of(Family.INET, "127.0.0.2", false),
          BindAddress.of(Family.INET, "239.255.1.1", false),
          BindAddress.of(Family.INET6, "::1", false),
          BindAddress.of(Family.INET6, "::1", false),
          BindAddress.of(Family.INET6, "::1", true),
          BindAddress.of(Family.INET6, "::", false),
          BindAddress.of(Family.INET6, "::", false),
          BindAddress.of(Family.INET6, "::", true),
          BindAddress.of(Family.INET6, "127.0.0.1", false),
          BindAddress.of(Family.INET6, "127.0.0.1", false),
          BindAddress.of(Family.INET6, "127.0.0.2", false),
          BindAddress.of(Family.INET6, "0.0.0.0", false),
          BindAddress.of(Family.INET6, "ff15::1", false),
          BindAddress.of(Family.INET6, "127.0.0.1", true),
          BindAddress.of(Family.INET, "::1", false));

  private static final int USUAL_SOCKETS = 6;
  private static final int MANY_SOCKETS = 15;

  /** The scenario of this number. */
  Scenario get(long number) {
    // Spreads neighbouring numbers over all seeds (the constant of SplitMix64).
    return new Composer(new SplittableRandom(seed ^ (number + 1) * 0x9E37_79B9_7F4A_7C15L))
        .compose();
  }

  /** Composes one scenario. */
  private final class Composer {
    private final SplittableRandom random;
    private final List<Action> actions = new ArrayList<>();
    private final List<BindAddress> sockets = new ArrayList<>();
    private final List<Boolean> connected = new ArrayList<>();
    private final List<BindAddress> places;
    private final int reuseAddrPercent;
    private final int reusePortPercent;

    Composer(SplittableRandom random) {
      this.random = random;
      int[] percents = {10, 50, 90, 97};
      reuseAddrPercent = percents[random.nextInt(percents.length)];
      reusePortPercent = percents[random.nextInt(percents.length)];
      places = chance(50) ? PLACES : List.of(anyPlace(), anyPlace(), anyPlace());
    }

    private BindAddress anyPlace() {
      return PLACES.get(random.nextInt(PLACES.size()));
    }

    private boolean chance(int percent) {
      return random.nextInt(100) < percent;
    }

    Scenario compose() {
      int count = chance(4) ? MANY_SOCKETS : 1 + random.nextInt(USUAL_SOCKETS);
      for (int i = 0; i < count; i++) {
        bind();
        while (chance(35)) {
          change();
        }
      }
      int sources = chance(5) ? Ports.SENDERS : 3;
      for (InetAddress each : DESTINATIONS) {
        send(each, 0, sources);
      }
      return new Scenario(ports.tested(), actions);
    }

    private void bind() {
      BindAddress place = places.get(random.nextInt(places.size()));
      var reuse = new ReuseOptions(chance(reuseAddrPercent), chance(reusePortPercent));
      @Nullable String device = chance(15) ? LOOPBACK : null;
      int uid = chance(25) ? otherUser.orElse(user) : user;
      sockets.add(place);
      connected.add(false);
      boolean all = chance(15) != (place.family() == Family.INET);
      actions.add(
          new Action.Bind(
              place.family(),
              place.address(),
              reuse,
              place.v6Only(),
              device,
              uid,
              groups(place),
              all));
    }

    private List<GroupMembership> groups(BindAddress place) {
      var joined = new ArrayList<GroupMembership>();
      if (chance(20)) {
        joined.add(new GroupMembership(GROUP_4, LOOPBACK, sources()));
      }
      if (place.family() == Family.INET6 && chance(20)) {
        joined.add(new GroupMembership(GROUP_6, LOOPBACK));
      }
      return joined;
    }

    /** Mostly any; what is sent comes from 127.0.0.1. */
    private SourceFilter sources() {
      if (!chance(30)) {
        return SourceFilter.ANY;
      }
      SourceFilter.Mode mode = chance(50) ? SourceFilter.Mode.ONLY : SourceFilter.Mode.ALL_BUT;
      return new SourceFilter(mode, List.of(chance(50) ? LOCALHOST_4 : OTHER_SOURCE_4));
    }

    private void change() {
      int socket = 1 + random.nextInt(sockets.size());
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          ReuseOption option = chance(50) ? ReuseOption.SO_REUSEADDR : ReuseOption.SO_REUSEPORT;
          actions.add(new Action.SetReuse(socket, option, chance(50)));
        }
        case 2, 3 -> connect(socket);
        case 4 -> actions.add(new Action.Close(socket));
        default ->
            send(DESTINATIONS.get(random.nextInt(DESTINATIONS.size())), random.nextInt(3), 1);
      }
    }

    private void connect(int socket) {
      BindAddress place = sockets.get(socket - 1);
      boolean bindsIpv4 = Family.of(place.address()) == Family.INET;
      boolean dual = !bindsIpv4 && place.address().isAnyLocalAddress() && !place.v6Only();
      if (connected.set(socket - 1, true)) {
        return;
      }
      boolean ipv4 = bindsIpv4 || dual && chance(50);
      InetAddress localhost = ipv4 ? LOCALHOST_4 : LOCALHOST_6;
      var peer = new Endpoint(localhost, ports.firstSender() + random.nextInt(3));
      actions.add(new Action.Connect(socket, peer, localhost));
    }

    private void send(InetAddress to, int firstSource, int sources) {
      InetAddress localhost = Family.of(to) == Family.INET ? LOCALHOST_4 : LOCALHOST_6;
      var from = new Endpoint(localhost, ports.firstSender() + firstSource);
      actions.add(new Action.Send(from, to, LOOPBACK, sources));
    }
  }
}
