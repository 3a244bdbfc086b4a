package org.portbound.file;

import java.util.List;
import java.util.Optional;
import org.portbound.text.Message;

/**
 * What a capture file holds.
 *
 * @param packets packets read, of any kind
 * @param datagrams UDP datagrams, which are its rows; first fragments are among them
 * @param firstFragments rows whose payload went on in further packets
 * @param laterFragments those further packets, which are no rows
 * @param others packets that are not UDP, or too short to tell
 * @param interfaces names of its interfaces; the first one's number is 1; empty where it has none
 * @param damage where reading ended before the file did, if so
 * @param stopped where the caller ended reading, if so; what is before that was read
 */
public record CaptureSummary(
    long packets,
    long datagrams,
    long firstFragments,
    long laterFragments,
    long others,
    List<String> interfaces,
    Optional<Damage> damage,
    Optional<Message> stopped) {
  /** Copies the names. */
  public CaptureSummary {
    interfaces = List.copyOf(interfaces);
  }
}
