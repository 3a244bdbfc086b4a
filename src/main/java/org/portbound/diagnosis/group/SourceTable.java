package org.portbound.diagnosis.group;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.portbound.socket.AddressBits;

/**
 * The sources that members on this machine chose or shut out: /proc/net/mcfilter (ip_mcf_seq_show
 * in net/ipv4/igmp.c, addresses as {@code 0xe8010101}) and /proc/net/mcfilter6 (igmp6_mcf_seq_show
 * in net/ipv6/mcast.c). Names of interfaces are cut to six letters there: the index tells.
 */
public final class SourceTable {
  /**
   * One source of one group.
   *
   * @param interfaceIndex the interface
   * @param group the group
   * @param source the source
   * @param included how many sockets want it
   * @param excluded how many sockets do not want it
   */
  public record Row(
      int interfaceIndex, InetAddress group, InetAddress source, int included, int excluded) {}

  private SourceTable() {}

  /**
   * Every source, IPv4 first; none where the lists cannot be read.
   *
   * @param files the files of the network, such as /proc/net
   */
  public static List<Row> in(Path files) {
    return Stream.of("mcfilter", "mcfilter6")
        .flatMap(name -> lines(files.resolve(name)))
        .map(SourceTable::row)
        .flatMap(Optional::stream)
        .toList();
  }

  private static Stream<String> lines(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII).lines();
    } catch (IOException e) {
      // Not there, or not for this user: nothing is said of sources then.
      return Stream.of();
    }
  }

  private static Optional<Row> row(String line) {
    String[] fields = line.strip().split("\\s+");
    if (fields.length < 6 || !fields[0].matches("\\d{1,9}")) {
      return Optional.empty();
    }
    var addresses = new ArrayList<InetAddress>();
    for (String each : List.of(fields[2], fields[3])) {
      String hex = each.startsWith("0x") ? each.substring(2) : each;
      if (!hex.matches("[0-9a-fA-F]{8}|[0-9a-fA-F]{32}")) {
        return Optional.empty();
      }
      ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));
      addresses.add(
          bytes.remaining() == Integer.BYTES
              ? AddressBits.address(0, AddressBits.mappedLow(bytes.getInt(0)), 0)
              : AddressBits.address(bytes.getLong(0), bytes.getLong(Long.BYTES), 0));
    }
    return Optional.of(
        new Row(
            Integer.parseInt(fields[0]),
            addresses.getFirst(),
            addresses.getLast(),
            number(fields[4]),
            number(fields[5])));
  }

  private static int number(String text) {
    return text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
  }
}
