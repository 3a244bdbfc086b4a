package org.portbound.diagnosis.group;

import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;
import org.portbound.diagnosis.Forecast;
import org.portbound.diagnosis.Forecast.Outlook;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.SourceFilter;
import org.portbound.socket.SourceFilter.Mode;
import org.portbound.text.Message;

/**
 * Says what the kernel will say to a join, without making it. Pure.
 *
 * <p>Source: __ip_mc_join_group and ip_mc_source (net/ipv4/igmp.c), __ipv6_sock_mc_join and
 * ip6_mc_source (net/ipv6/mcast.c).
 */
public final class JoinForecaster {
  private final GroupSubject subject;
  private final GroupMembership wanted;
  private final String group;

  private JoinForecaster(GroupSubject subject, GroupMembership wanted) {
    this.subject = subject;
    this.wanted = wanted;
    this.group = Endpoint.text(wanted.group());
  }

  /** What is to be expected of joining this on an open socket. */
  public static Forecast of(GroupSubject subject, GroupMembership wanted) {
    var forecaster = new JoinForecaster(subject, wanted);
    return forecaster.obstacle().orElseGet(forecaster::allowed);
  }

  private Optional<Forecast> obstacle() {
    Family family = Family.of(wanted.group());
    if (!wanted.group().isMulticastAddress()) {
      return refused("not-group", group);
    }
    if (family == Family.INET6 && subject.plan().family() == Family.INET) {
      return refused("other-family", group, subject.plan().family().label());
    }
    if (subject.interfaceOf(wanted).isEmpty()) {
      return refused("no-interface", wanted.interfaceName(), subject.interfaceNames());
    }
    Optional<GroupMembership> joined = subject.joinedAt(wanted);
    if (joined.isPresent()) {
      return joined.get().sources().mode() == Mode.ONLY && wanted.sources().mode() == Mode.ONLY
          ? tooManySources(family, union(joined.get().sources(), wanted.sources()))
          : refused("already", group, wanted.interfaceName());
    }
    OptionalInt most = subject.limits().memberships();
    if (family == Family.INET && most.isPresent() && subject.joined4() >= most.getAsInt()) {
      return refused("too-many", String.valueOf(most.getAsInt()));
    }
    return tooManySources(family, wanted.sources());
  }

  private Optional<Forecast> tooManySources(Family family, SourceFilter sources) {
    OptionalInt most = subject.limits().sources(family);
    int count = sources.sources().size();
    return most.isPresent() && count > most.getAsInt()
        ? refused(
            "too-many-sources",
            String.valueOf(count),
            String.valueOf(most.getAsInt()),
            GroupLimits.sourcesName(family))
        : Optional.empty();
  }

  /** What a group has that is joined from these and then from those too. */
  public static SourceFilter union(SourceFilter joined, SourceFilter more) {
    var all = new ArrayList<>(joined.sources());
    all.addAll(more.sources());
    return new SourceFilter(joined.mode(), all);
  }

  /** It will be joined; but the user may expect to hear something, too. */
  private Forecast allowed() {
    Interface by = subject.interfaceOf(wanted).orElseThrow();
    if (subject.isDeaf()) {
      return allowed("deaf", Endpoint.text(subject.local().address()));
    }
    if (subject.isBoundToAnother(wanted)) {
      return allowed("bound-to-another", Endpoint.text(subject.local().address()));
    }
    if (!by.running()) {
      return allowed(by.up() ? "no-carrier" : "down", by.name());
    }
    if (!by.carriesMulticast()) {
      return allowed("no-multicast", by.name());
    }
    if (subject.joinedAt(wanted).isPresent()) {
      return allowed("more-sources", group);
    }
    OptionalInt most = subject.limits().memberships();
    return Family.of(wanted.group()) == Family.INET && most.isPresent()
        ? allowed("counted", subject.joined4() + 1, String.valueOf(most.getAsInt()))
        : allowed("free");
  }

  private static Forecast allowed(String key, Object... arguments) {
    return new Forecast(Outlook.ALLOWED, Message.of("diagnosis.forecast.join." + key, arguments));
  }

  private static Optional<Forecast> refused(String key, Object... arguments) {
    return Optional.of(
        new Forecast(Outlook.REFUSED, Message.of("diagnosis.forecast.join." + key, arguments)));
  }
}
