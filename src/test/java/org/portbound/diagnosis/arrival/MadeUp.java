package org.portbound.diagnosis.arrival;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.HolderProcess;
import org.portbound.diagnosis.HolderScan;
import org.portbound.diagnosis.ProcessState;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.Interface;
import org.portbound.socket.SocketFlags;
import org.portbound.socket.UdpSocket;
import org.portbound.text.Message;
import org.portbound.text.Texts;

/** A machine of files: lo, eth0 with 192.0.2.2/24 and a router at 192.0.2.1, eth1. */
final class MadeUp {
  static final int SUBJECT = 1;

  final Path proc;
  final List<Holder> holders = new ArrayList<>();
  private final List<Interface> interfaces = new ArrayList<>();
  private Optional<String> ruleset = Optional.of("");

  MadeUp(Path proc) throws IOException {
    this.proc = proc;
    interfaces.add(of(1, "lo", true, true, false, "127.0.0.1", "::1"));
    interfaces.add(of(2, "eth0", true, false, true, "192.0.2.2", "2001:db8::2"));
    interfaces.add(of(3, "eth1", true, false, true, "198.51.100.2"));
    file(
        "net/route",
        "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
            + "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0\n"
            + "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n"
            + "eth1\t006433C6\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0\n");
    file(
        "net/ipv6_route",
        "20010db8000000000000000000000000 40 00000000000000000000000000000000 00"
            + " 00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0\n"
            + "00000000000000000000000000000000 00 00000000000000000000000000000000 00"
            + " 00000000000000000000000000000000 ffffffff 00000001 00000000 00200200       lo\n");
    file(
        "net/igmp",
        "Idx\tDevice    : Count Querier\tGroup    Users Timer\tReporter\n"
            + "1\tlo        :     1      V3\n"
            + "\t\t\t\t010000E0     1 0:00000000\t\t0\n"
            + "2\teth0      :     2      V3\n"
            + "\t\t\t\tFAFFFFEF     1 0:00000000\t\t0\n"
            + "\t\t\t\t010000E0     1 0:00000000\t\t0\n");
    file("net/igmp6", "2    eth0            ff0200000000000000000000000000fb     1 00000004 0\n");
    file(
        "net/fib_trie",
        "Local:\n  +-- 0.0.0.0/0 3 0 5\n        |-- 192.0.2.2\n           /32 host LOCAL\n"
            + "        |-- 192.0.2.255\n           /32 link BROADCAST\n");
    file("net/ip_tables_names", "");
    file("net/ip6_tables_names", "");
    queue(0, 0);
    filter("all", 0);
    filter("lo", 0);
    filter("eth0", 0);
    filter("eth1", 0);
  }

  private static Interface of(
      int index, String name, boolean up, boolean loopback, boolean multicast, String... own) {
    return new Interface(
        index,
        name,
        List.of(own).stream()
            .map(each -> new Interface.Assigned(Endpoint.readAddress(each).orThrow(), 24))
            .toList(),
        up,
        up,
        loopback,
        multicast,
        false,
        1500);
  }

  private static Interface changed(Interface each, boolean up, boolean multicast) {
    return new Interface(
        each.index(), each.name(), each.assigned(), up, up, false, multicast, false, 1500);
  }

  void down(String name) {
    interfaces.replaceAll(each -> each.name().equals(name) ? changed(each, false, true) : each);
  }

  void withoutMulticast(String name) {
    interfaces.replaceAll(each -> each.name().equals(name) ? changed(each, true, false) : each);
  }

  void file(String name, String text) throws IOException {
    Path file = proc.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  void remove(String name) throws IOException {
    Files.delete(proc.resolve(name));
  }

  void filter(String name, int value) throws IOException {
    file("sys/net/ipv4/conf/" + name + "/rp_filter", value + "\n");
  }

  void queue(int bytes, long drops) throws IOException {
    file(
        "net/udp",
        "  sl  local_address …\n"
            + String.format(
                Locale.ROOT,
                "  1: 0100007F:3039 00000000:0000 07 00000000:%08X 00:00000000 00000000  0"
                    + "        0 %d 2 0000000000000000 %d%n",
                bytes,
                Listening.INODE,
                drops));
  }

  void rules(Optional<String> text) {
    ruleset = text;
  }

  /** The subject's own socket among the holders; the newest first. */
  void holds(UdpSocket socket, SocketFlags flags) {
    holders.add(holder(socket.local(), null, OptionalInt.of(SUBJECT), flags, List.of()));
  }

  /** A socket of process 77. */
  void foreign(String local, @Nullable SocketFlags flags) {
    holders.add(
        holder(
            Endpoint.parse(local),
            null,
            OptionalInt.empty(),
            flags,
            List.of(new HolderProcess(77, "other", "other", ProcessState.RUNNING, 3))));
  }

  static Holder holder(
      Endpoint local,
      @Nullable Endpoint peer,
      OptionalInt own,
      @Nullable SocketFlags flags,
      List<HolderProcess> processes) {
    return new Holder(
        local,
        Family.of(local.address()),
        peer,
        1000,
        "somebody",
        own.isPresent() ? Listening.INODE : 56,
        0,
        0,
        processes,
        own,
        flags);
  }

  Machine machine() {
    return new Machine(proc, interfaces, HolderScan.of(holders), () -> ruleset);
  }

  /** The whole list; the test datagram is never seen by anybody. */
  List<Check> run(UdpSocket socket, Expectation expected) {
    return CheckList.run(
        new Subject(SUBJECT, socket, socket.plan().groups()),
        expected,
        machine(),
        (listener, destination, name, payload) -> new TestSender.Outcome.Sent(List.of()));
  }

  Check check(String id, UdpSocket socket, Expectation expected) {
    return find(id, run(socket, expected));
  }

  static Check find(String id, List<Check> checks) {
    return checks.stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  /** The last word of the finding's key. */
  static String finding(Check check) {
    String key = check.finding().key();
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** All that a reader sees; fails if a sentence is missing, or has an empty place. */
  static String say(Check check) {
    Texts texts = Texts.in(Locale.ENGLISH);
    var text = new StringBuilder(texts.say(check.title()));
    text.append(": ").append(texts.say(check.finding()));
    for (Message each : check.remedy()) {
      text.append("\n  ").append(texts.say(each));
    }
    String all = text.toString();
    if (all.matches("(?s).*\\{\\d\\}.*")) {
      throw new AssertionError("an empty place in: " + all);
    }
    return all;
  }
}
