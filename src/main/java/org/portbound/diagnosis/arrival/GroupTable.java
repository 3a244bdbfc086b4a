package org.portbound.diagnosis.arrival;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.portbound.socket.AddressBits;
import org.portbound.socket.GroupMembership;

/**
 * The groups that this machine has joined, whoever did: /proc/net/igmp and /proc/net/igmp6.
 *
 * <p>igmp (igmp_mc_seq_show in net/ipv4/igmp.c) has a line for each interface, {@code 1 lo : 1 V3},
 * and under it one for each group, which begins with the address as a 32-bit word in the machine's
 * byte order. igmp6 (igmp6_mc_seq_show in net/ipv6/mcast.c) has one line for each group: index,
 * interface, address, users.
 */
public final class GroupTable {
  /**
   * One group on one interface.
   *
   * @param interfaceName the interface
   * @param group the group
   * @param users how many sockets are members, the kernel itself counted in
   */
  public record Member(String interfaceName, InetAddress group, int users) {}

  private GroupTable() {}

  /** The interfaces on which somebody has joined, or empty if the kernel's list cannot be read. */
  static Optional<List<String>> interfacesOf(Path proc, InetAddress group) {
    Path files = proc.resolve("net");
    return (group instanceof Inet4Address ? ipv4(files) : ipv6(files))
        .map(
            members ->
                members.stream()
                    .filter(each -> each.group().equals(group))
                    .map(Member::interfaceName)
                    .distinct()
                    .toList());
  }

  /**
   * Every group on every interface, IPv4 first, or empty if neither list can be read.
   *
   * @param files the files of the network, such as /proc/net
   */
  public static Optional<List<Member>> in(Path files) {
    Optional<List<Member>> four = ipv4(files);
    Optional<List<Member>> six = ipv6(files);
    return four.isEmpty() && six.isEmpty()
        ? Optional.empty()
        : Optional.of(Stream.concat(four.stream(), six.stream()).flatMap(List::stream).toList());
  }

  /** Whether a row of the table is the place of a membership. */
  public static boolean isOf(Member row, GroupMembership membership) {
    return row.interfaceName().equals(membership.interfaceName())
        && AddressBits.high(row.group()) == AddressBits.high(membership.group())
        && AddressBits.low(row.group()) == AddressBits.low(membership.group());
  }

  private static Optional<List<Member>> ipv4(Path files) {
    return ProcFiles.lines(files.resolve("igmp")).map(GroupTable::igmp);
  }

  private static Optional<List<Member>> ipv6(Path files) {
    return ProcFiles.lines(files.resolve("igmp6")).map(GroupTable::igmp6);
  }

  private static int users(String[] fields, int place) {
    return fields.length > place && fields[place].matches("\\d{1,9}")
        ? Integer.parseInt(fields[place])
        : 0;
  }

  private static List<Member> igmp(List<String> lines) {
    var members = new ArrayList<Member>();
    String interfaceName = "";
    for (String line : lines) {
      String[] fields = line.strip().split("\\s+");
      if (!line.startsWith("\t") && !line.startsWith(" ")) {
        interfaceName = fields.length > 1 ? fields[1].replaceAll(":$", "") : "";
      } else if (fields[0].matches("[0-9A-Fa-f]{8}")) {
        var bytes = ByteBuffer.allocate(4).order(ByteOrder.nativeOrder());
        bytes.putInt(Integer.parseUnsignedInt(fields[0], 16));
        int address = bytes.order(ByteOrder.BIG_ENDIAN).getInt(0);
        members.add(
            new Member(
                interfaceName,
                AddressBits.address(0, AddressBits.mappedLow(address), 0),
                users(fields, 1)));
      }
    }
    return members;
  }

  private static List<Member> igmp6(List<String> lines) {
    var members = new ArrayList<Member>();
    for (String line : lines) {
      String[] fields = line.strip().split("\\s+");
      if (fields.length > 2 && fields[2].matches("[0-9a-fA-F]{32}")) {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(fields[2]));
        members.add(
            new Member(
                fields[1],
                AddressBits.address(bytes.getLong(0), bytes.getLong(8), 0),
                users(fields, 3)));
      }
    }
    return members;
  }
}
