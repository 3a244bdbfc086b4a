package org.portbound.socket.nio;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.channels.DatagramChannel;
import java.nio.channels.MembershipKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.SourceFilter;
import org.portbound.socket.SourceFilter.Mode;

/** The groups of one channel, each with Java's keys for it. Any thread; {@code joined} guards. */
final class NioMemberships {
  private record Place(InetAddress group, String interfaceName) {
    static Place of(GroupMembership membership) {
      return new Place(membership.group(), membership.interfaceName());
    }
  }

  private final DatagramChannel channel;

  /** A key for the group, or one for each source. Guarded by itself. */
  private final Map<Place, List<MembershipKey>> joined = new HashMap<>();

  NioMemberships(DatagramChannel channel) {
    this.channel = channel;
  }

  /** Joins; what is left over from an interface of this name that is gone is dropped first. */
  void join(GroupMembership membership, Calls calls) throws CallFailed {
    NetworkInterface by = calls.interfaceNamed(membership.interfaceName());
    Place place = Place.of(membership);
    synchronized (joined) {
      List<MembershipKey> before = joined.getOrDefault(place, List.of());
      if (before.stream().anyMatch(each -> isOn(each, by))) {
        // Java would return the same key again; the kernel, asked twice, says EADDRINUSE.
        throw calls.refuse("DatagramChannel.join", arguments(membership), Errno.EADDRINUSE);
      }
      drop(before, membership, calls);
      joined.put(place, joinAnew(membership, by, calls));
    }
  }

  private static boolean isOn(MembershipKey key, NetworkInterface by) {
    return key.isValid() && key.networkInterface().getIndex() == by.getIndex();
  }

  private List<MembershipKey> joinAnew(GroupMembership membership, NetworkInterface by, Calls calls)
      throws CallFailed {
    var keys = new ArrayList<MembershipKey>();
    try {
      switch (membership.sources().mode()) {
        case ONLY -> {
          for (InetAddress each : membership.sources().sources()) {
            keys.add(joinSource(membership, by, each, calls));
          }
        }
        case ALL_BUT -> {
          calls.call(
              "DatagramChannel.join",
              arguments(membership),
              () -> {
                keys.add(channel.join(membership.group(), by));
                return 0;
              });
          for (InetAddress each : membership.sources().sources()) {
            block(keys.getFirst(), membership, each, calls);
          }
        }
      }
      return keys;
    } catch (CallFailed e) {
      drop(keys, membership, calls);
      throw e;
    }
  }

  private MembershipKey joinSource(
      GroupMembership membership, NetworkInterface by, InetAddress source, Calls calls)
      throws CallFailed {
    var key = new ArrayList<MembershipKey>(1);
    calls.call(
        "DatagramChannel.join",
        arguments(membership, source),
        () -> {
          key.add(channel.join(membership.group(), by, source));
          return 0;
        });
    return key.getFirst();
  }

  private static void block(
      MembershipKey key, GroupMembership membership, InetAddress source, Calls calls)
      throws CallFailed {
    calls.call(
        "MembershipKey.block",
        arguments(membership, source),
        () -> {
          key.block(source);
          return 0;
        });
  }

  private static void unblock(
      MembershipKey key, GroupMembership membership, InetAddress source, Calls calls)
      throws CallFailed {
    calls.call(
        "MembershipKey.unblock",
        arguments(membership, source),
        () -> {
          key.unblock(source);
          return 0;
        });
  }

  private static void drop(List<MembershipKey> keys, GroupMembership membership, Calls calls)
      throws CallFailed {
    for (MembershipKey each : keys) {
      calls.call(
          "MembershipKey.drop",
          arguments(membership),
          () -> {
            each.drop();
            return 0;
          });
    }
  }

  void leave(GroupMembership membership, Calls calls) throws CallFailed {
    synchronized (joined) {
      List<MembershipKey> keys = joined(membership, "MembershipKey.drop", calls);
      joined.remove(Place.of(membership));
      drop(keys, membership, calls);
    }
  }

  /** The keys it is joined by, else the failure that the kernel would report. */
  private List<MembershipKey> joined(GroupMembership membership, String name, Calls calls)
      throws CallFailed {
    List<MembershipKey> keys = joined.get(Place.of(membership));
    if (keys != null && keys.stream().anyMatch(MembershipKey::isValid)) {
      return keys;
    }
    calls.interfaceNamed(membership.interfaceName());
    // Closing the channel ends its memberships, too.
    Errno errno = channel.isOpen() ? Errno.EADDRNOTAVAIL : Errno.EBADF;
    throw calls.refuse(name, arguments(membership), errno);
  }

  /** Java cannot turn one mode into the other: there the group is left and joined again. */
  void setSources(GroupMembership membership, SourceFilter now, Calls calls) throws CallFailed {
    synchronized (joined) {
      List<MembershipKey> keys = joined(membership, "MembershipKey.block", calls);
      NetworkInterface by = keys.getFirst().networkInterface();
      SourceFilter before = membership.sources();
      if (before.mode() != now.mode()) {
        drop(keys, membership, calls);
        joined.remove(Place.of(membership));
        joined.put(Place.of(membership), again(membership, by, now, calls));
      } else if (now.mode() == Mode.ONLY) {
        joined.put(Place.of(membership), only(keys, membership, by, now, calls));
      } else {
        allBut(keys.getFirst(), membership, now, calls);
      }
    }
  }

  private List<MembershipKey> again(
      GroupMembership membership, NetworkInterface by, SourceFilter now, Calls calls)
      throws CallFailed {
    try {
      return joinAnew(membership.withSources(now), by, calls);
    } catch (CallFailed e) {
      joined.put(Place.of(membership), joinAnew(membership, by, calls));
      throw e;
    }
  }

  /** The new ones come before the others go: the last one to go would leave the group. */
  private List<MembershipKey> only(
      List<MembershipKey> keys,
      GroupMembership membership,
      NetworkInterface by,
      SourceFilter now,
      Calls calls)
      throws CallFailed {
    var come = new ArrayList<MembershipKey>();
    try {
      for (InetAddress each : now.sources()) {
        if (keys.stream().noneMatch(key -> each.equals(key.sourceAddress()))) {
          come.add(joinSource(membership, by, each, calls));
        }
      }
    } catch (CallFailed e) {
      drop(come, membership, calls);
      throw e;
    }
    drop(
        keys.stream().filter(key -> !now.sources().contains(key.sourceAddress())).toList(),
        membership,
        calls);
    come.addAll(keys.stream().filter(MembershipKey::isValid).toList());
    return come;
  }

  private static void allBut(
      MembershipKey key, GroupMembership membership, SourceFilter now, Calls calls)
      throws CallFailed {
    for (InetAddress each : membership.sources().sources()) {
      if (!now.sources().contains(each)) {
        unblock(key, membership, each, calls);
      }
    }
    for (InetAddress each : now.sources()) {
      if (!membership.sources().sources().contains(each)) {
        block(key, membership, each, calls);
      }
    }
  }

  private static String arguments(GroupMembership membership) {
    return Endpoint.text(membership.group()) + ", " + membership.interfaceName();
  }

  private static String arguments(GroupMembership membership, InetAddress source) {
    return arguments(membership) + ", " + Endpoint.text(source);
  }
}
