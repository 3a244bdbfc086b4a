package org.portbound.socket.nio;

import static java.net.StandardSocketOptions.IP_MULTICAST_IF;
import static java.net.StandardSocketOptions.IP_MULTICAST_LOOP;
import static java.net.StandardSocketOptions.IP_MULTICAST_TTL;
import static java.net.StandardSocketOptions.IP_TOS;
import static java.net.StandardSocketOptions.SO_BROADCAST;
import static jdk.net.ExtendedSocketOptions.IP_DONTFRAGMENT;

import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.SendOptions;

/**
 * Sends from a channel. Options stay on a socket, so this remembers what it has set and sets only
 * what differs; its monitor keeps one send's options and datagram together.
 */
final class NioSender {
  /** TTL of multicast unless set (ip(7)). */
  private static final int DEFAULT_MULTICAST_TTL_HOPS = 1;

  /** The code point's place in the octet, above the two bits of ECN (RFC 3168). */
  private static final int DSCP_SHIFT = 2;

  private final DatagramChannel channel;
  private boolean broadcast;
  private boolean loopback = true;
  private boolean dontFragment;
  private int trafficClass;
  private int multicastTtlHops = DEFAULT_MULTICAST_TTL_HOPS;
  private @Nullable String multicastInterface;

  NioSender(DatagramChannel channel) {
    this.channel = channel;
  }

  synchronized CallOutcome send(Endpoint destination, byte[] payload, SendOptions options) {
    return Calls.outcome(
        calls -> {
          prepare(destination, options, calls);
          sendOne(destination, payload, calls);
        });
  }

  synchronized CallOutcome connect(Endpoint peer, SendOptions options) {
    return Calls.outcome(
        calls -> {
          prepare(peer, options, calls);
          calls.call(
              "DatagramChannel.connect",
              peer.toString(),
              () -> {
                channel.connect(peer.toSocketAddress());
                return 0;
              });
        });
  }

  private void prepare(Endpoint destination, SendOptions options, Calls calls) throws CallFailed {
    if (destination.address().isMulticastAddress()) {
      prepareMulticast(options, calls);
    } else if (options.ttlHops().isPresent()) {
      throw calls.refuse(
          "DatagramChannel.setOption",
          "IP_TTL, " + options.ttlHops().getAsInt(),
          JavaErrors.notInJava("it has no such option; a TTL can be set for groups only"));
    }
    int wantedClass = options.dscp().orElse(0) << DSCP_SHIFT;
    if (wantedClass != trafficClass) {
      calls.setOption(channel, IP_TOS, wantedClass);
      trafficClass = wantedClass;
    }
    if (options.dontFragment() != dontFragment) {
      calls.setOption(channel, IP_DONTFRAGMENT, options.dontFragment());
      dontFragment = options.dontFragment();
    }
    if (options.broadcast() != broadcast) {
      calls.setOption(channel, SO_BROADCAST, options.broadcast());
      broadcast = options.broadcast();
    }
  }

  private void prepareMulticast(SendOptions options, Calls calls) throws CallFailed {
    String by = options.interfaceName();
    if (by != null && !by.equals(multicastInterface)) {
      calls.setOption(channel, IP_MULTICAST_IF, calls.interfaceNamed(by));
      multicastInterface = by;
    } else if (by == null && multicastInterface != null) {
      throw calls.refuse(
          "DatagramChannel.setOption",
          "IP_MULTICAST_IF, null",
          JavaErrors.notInJava(
              "after "
                  + multicastInterface
                  + " was chosen on this socket, the choice cannot go back to the system"));
    }
    int ttlHops = options.ttlHops().orElse(DEFAULT_MULTICAST_TTL_HOPS);
    if (ttlHops != multicastTtlHops) {
      calls.setOption(channel, IP_MULTICAST_TTL, ttlHops);
      multicastTtlHops = ttlHops;
    }
    if (options.loopback() != loopback) {
      calls.setOption(channel, IP_MULTICAST_LOOP, options.loopback());
      loopback = options.loopback();
    }
  }

  private void sendOne(Endpoint destination, byte[] payload, Calls calls) throws CallFailed {
    String arguments = payload.length + " bytes, " + destination;
    long sent =
        calls.call(
            "DatagramChannel.send",
            arguments,
            () -> channel.send(ByteBuffer.wrap(payload), destination.toSocketAddress()));
    // Java returns 0 where the system said EAGAIN. Of an empty datagram it always returns 0.
    if (sent == 0 && payload.length > 0) {
      calls.made().removeLast();
      throw calls.refuse("DatagramChannel.send", arguments, Errno.EAGAIN);
    }
  }
}
