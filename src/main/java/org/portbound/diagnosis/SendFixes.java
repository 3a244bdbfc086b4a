package org.portbound.diagnosis;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.FlagReader;
import org.portbound.socket.Interface;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;

/**
 * What helps after a send was refused, the least harm first. None changes the source; what changes
 * the destination's way or the bytes says so on its button.
 */
final class SendFixes {
  /** So many interfaces are offered; a machine may have dozens. */
  private static final int OFFERED_INTERFACES = 2;

  /** What a larger send buffer is; the kernel grants it as far as net.core.wmem_max goes. */
  private static final int LARGE_BUFFER_BYTES = 4 << 20;

  private final SendAttempt attempt;
  private final Endpoint destination;
  private final String address;
  private final List<Interface> interfaces;
  private final List<SendFix> fixes = new ArrayList<>();

  SendFixes(SendAttempt attempt, List<Interface> interfaces) {
    this.attempt = attempt;
    this.destination = attempt.destination();
    this.address = Endpoint.text(destination.address());
    this.interfaces = interfaces;
  }

  List<SendFix> of(CallOutcome.Failed failed) {
    boolean group = destination.address().isMulticastAddress();
    if (SendFailures.isAboutInterface(failed)) {
      if (group) {
        throughInterfaces();
      }
      return fixes;
    }
    switch (failed.errno().name()) {
      case "EMSGSIZE" -> {
        mayFragment();
        cut();
      }
      case "EACCES" -> allowBroadcast();
      case "ENETUNREACH", "EHOSTUNREACH" -> {
        if (group) {
          throughInterfaces();
          routeForIpv6Groups();
        } else {
          outOfDevices();
          addRoute();
        }
      }
      case "EINVAL" -> {
        if (group && destination.port() != 0) {
          throughLoopback();
        }
      }
      case "ECONNREFUSED" -> nobodyListens();
      case "EAGAIN", "ENOBUFS" -> moreRoom(failed.errno());
      default -> {
        // Nothing that another send could do about it.
      }
    }
    return fixes;
  }

  private void again(SendAttempt changed, Forecast expected, String key, Object... arguments) {
    fixes.add(
        new SendFix.SendAgain(
            changed,
            Message.of("diagnosis.sendfix." + key, arguments),
            Message.of("diagnosis.sendfix." + key + "-detail", arguments),
            expected));
  }

  private void advise(String key, Object... arguments) {
    fixes.add(
        new SendFix.Advice(
            Message.of("diagnosis.sendfix." + key, arguments),
            Message.of("diagnosis.sendfix." + key + "-detail", arguments)));
  }

  private void mayFragment() {
    if (attempt.wholeBytes().isPresent()
        && attempt.lengthBytes() <= SendFailures.maxBytes(destination)) {
      again(
          attempt.withOptions(attempt.options().withDontFragment(false)),
          Forecast.allowed("send.fragments"),
          "fragment",
          String.valueOf(attempt.packets()));
    }
  }

  private void cut() {
    int max = attempt.wholeBytes().orElse(SendFailures.maxBytes(destination));
    int over = attempt.lengthBytes() - max;
    if (over > 0) {
      again(
          attempt.withLengthBytes(max),
          Forecast.allowed("send.fits"),
          "cut",
          String.valueOf(max),
          String.valueOf(over));
    }
  }

  private void allowBroadcast() {
    if (!attempt.options().broadcast()) {
      again(
          attempt.withOptions(attempt.options().withBroadcast(true)),
          Forecast.allowed("send.broadcast"),
          "broadcast",
          address);
    }
  }

  private void throughInterfaces() {
    throughLoopback();
    interfaces.stream()
        .filter(each -> leadsOut(each) && each.multicast())
        .filter(each -> !each.name().equals(attempt.options().interfaceName()))
        .limit(OFFERED_INTERFACES)
        .forEach(each -> through(each, "through"));
  }

  /** Not for IPv6: without a route of its own, Linux sends no IPv6 group by lo. */
  private void throughLoopback() {
    interfaces.stream()
        .filter(each -> each.running() && each.loopback())
        .filter(each -> !each.name().equals(attempt.options().interfaceName()))
        .filter(each -> destination.address() instanceof Inet4Address)
        .limit(1)
        .forEach(each -> through(each, "through-loopback"));
  }

  private void through(Interface by, String key) {
    again(
        attempt.withOptions(attempt.options().withInterface(by.name())),
        Forecast.allowed("send.through", by.name()),
        key,
        by.name(),
        address);
  }

  private void routeForIpv6Groups() {
    String by = attempt.options().interfaceName();
    if (!(destination.address() instanceof Inet4Address) && by != null) {
      boolean loopback =
          interfaces.stream().anyMatch(each -> each.loopback() && each.name().equals(by));
      advise("route-groups", by, loopback ? "local ff00::/8" : "ff00::/8");
    }
  }

  /** With a device, the kernel looks for the destination on that very network (ip(7)). */
  private void outOfDevices() {
    if (!attempt.ownSocket() || !(destination.address() instanceof Inet4Address)) {
      return;
    }
    interfaces.stream()
        .filter(this::leadsOut)
        .filter(each -> !each.name().equals(attempt.setup().device()))
        .limit(OFFERED_INTERFACES)
        .forEach(
            each ->
                again(
                    attempt.withSetup(attempt.setup().withDevice(each.name())),
                    Forecast.allowed("send.device", each.name()),
                    "device",
                    each.name(),
                    address));
  }

  /** Up, to a network, and with an address to send from. */
  private boolean leadsOut(Interface each) {
    Family family = Family.of(destination.address());
    return each.running()
        && !each.loopback()
        && each.addresses().stream().anyMatch(address -> Family.of(address) == family);
  }

  private void addRoute() {
    String by =
        interfaces.stream()
            .filter(this::leadsOut)
            .map(Interface::name)
            .findFirst()
            .orElse("INTERFACE");
    advise("route", address, by);
  }

  private void nobodyListens() {
    OptionalInt sockets = socketsThere();
    if (sockets.isEmpty() || sockets.getAsInt() > 0) {
      again(
          attempt,
          sockets.isEmpty()
              ? Forecast.uncertain("send.other-machine")
              : Forecast.allowed("send.somebody", String.valueOf(destination.port())),
          "again-refused",
          destination);
    } else {
      var again =
          new SendFix.SendAgain(
              attempt,
              Message.of("diagnosis.sendfix.listen-there", destination),
              Message.of("diagnosis.sendfix.listen-there-detail", destination),
              Forecast.allowed("send.listener", destination));
      fixes.add(new SendFix.ListenThere(SocketPlan.of(destination), again));
    }
    if (attempt.setup().connect()) {
      again(
          attempt.withSetup(attempt.setup().withConnect(false)),
          Forecast.allowed("send.unconnected"),
          "unconnected");
    } else if (sockets.isPresent() && sockets.getAsInt() == 0) {
      again(attempt, Forecast.allowed("send.cleared"), "again-cleared");
    }
  }

  /** How many sockets have the destination's port, or empty if that is another machine's. */
  private OptionalInt socketsThere() {
    InetAddress there = destination.address();
    boolean here =
        there.isLoopbackAddress()
            || interfaces.stream().anyMatch(each -> each.addresses().contains(there));
    if (!here) {
      return OptionalInt.empty();
    }
    HolderScan scan = Holders.onPort(destination.port(), List.of(), FlagReader.NONE);
    return scan.complete() ? OptionalInt.of(scan.holders().size()) : OptionalInt.empty();
  }

  private void moreRoom(Errno errno) {
    if (errno.is(Errno.EAGAIN)) {
      again(attempt, Forecast.uncertain("send.drained"), "again-later");
    }
    String bytes = String.valueOf(LARGE_BUFFER_BYTES);
    if (attempt.setup().sendBufferBytes().orElse(0) < LARGE_BUFFER_BYTES) {
      again(
          attempt.withSetup(attempt.setup().withSendBufferBytes(LARGE_BUFFER_BYTES)),
          Forecast.uncertain("send.buffer"),
          "buffer",
          bytes);
    } else {
      advise("buffer-limit", String.valueOf(2L * LARGE_BUFFER_BYTES));
    }
    if (errno.is(Errno.ENOBUFS)) {
      again(attempt, Forecast.uncertain("send.drained"), "again-later");
    }
  }
}
