package org.portbound.capture;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.util.Optional;
import org.portbound.socket.AddressBits;
import org.portbound.socket.Endpoint;
import org.portbound.socket.ReceivedDatagram;

/**
 * A row copied out of the {@link DatagramLog}. A holder that its owner uses again for row after
 * row; it belongs to one thread at a time. Its content is meaningful only after a {@link
 * DatagramLog#read} that returned true.
 */
public final class Datagram {
  long number;
  int listener;
  long timeNs;
  boolean kernelTime;
  long sourceHigh;
  long sourceLow;
  int sourceScope;
  int sourcePort;
  boolean destinationKnown;
  long destinationHigh;
  long destinationLow;
  int destinationPort;
  boolean sent;
  int interfaceIndex;
  int ttlHops;
  int trafficClass;
  long droppedByKernel;
  int trueLengthBytes;
  int lengthBytes;
  byte[] bytes = new byte[256];

  /** An empty holder. */
  public Datagram() {}

  /** Its number in the log, from 1; never changes. */
  public long number() {
    return number;
  }

  /** The listener that received it. */
  public int listener() {
    return listener;
  }

  /** When it arrived, in nanoseconds since 1970; {@link #kernelTime()} says by which clock. */
  public long timeNs() {
    return timeNs;
  }

  /**
   * True if the kernel stamped the time as the datagram arrived; false if the time is our own,
   * taken once for each batch that was read.
   */
  public boolean kernelTime() {
    return kernelTime;
  }

  /** Source address and port; makes objects. */
  public Endpoint source() {
    return new Endpoint(AddressBits.address(sourceHigh, sourceLow, sourceScope), sourcePort);
  }

  /** Source address, first eight bytes, as in {@link AddressBits}. */
  public long sourceHigh() {
    return sourceHigh;
  }

  /** Source address, last eight bytes, as in {@link AddressBits}. */
  public long sourceLow() {
    return sourceLow;
  }

  /** Interface index of an IPv6 link-local source, else 0. */
  public int sourceScope() {
    return sourceScope;
  }

  /** Source port. */
  public int sourcePort() {
    return sourcePort;
  }

  /** Address it was sent to, or empty if the provider cannot know; makes objects. */
  public Optional<InetAddress> destination() {
    return destinationKnown
        ? Optional.of(AddressBits.address(destinationHigh, destinationLow, 0))
        : Optional.empty();
  }

  /** Whether the destination address is known. */
  public boolean destinationKnown() {
    return destinationKnown;
  }

  /** Destination address, first eight bytes; meaningful if it is known. */
  public long destinationHigh() {
    return destinationHigh;
  }

  /** Destination address, last eight bytes; meaningful if it is known. */
  public long destinationLow() {
    return destinationLow;
  }

  /** Destination port, or 0 if unknown. */
  public int destinationPort() {
    return destinationPort;
  }

  /** True if this program sent it, false if it was received. */
  public boolean sent() {
    return sent;
  }

  /** Index of the interface it came in on, or 0 if unknown. */
  public int interfaceIndex() {
    return interfaceIndex;
  }

  /** TTL or hop limit as received, or −1 if unknown. */
  public int ttlHops() {
    return ttlHops;
  }

  /** TOS or traffic class byte as received, or −1 if unknown. */
  public int trafficClass() {
    return trafficClass;
  }

  /** Datagrams dropped at the socket before this one, or −1 if unknown. */
  public long droppedByKernel() {
    return droppedByKernel;
  }

  /** Length of the payload that is here, in bytes. */
  public int lengthBytes() {
    return lengthBytes;
  }

  /** Length of the payload as it was sent, in bytes. */
  public int trueLengthBytes() {
    return trueLengthBytes;
  }

  /** Whether the payload was cut when it was received. */
  public boolean truncated() {
    return trueLengthBytes > lengthBytes;
  }

  /** A copy of the payload. */
  public byte[] payload() {
    byte[] copy = new byte[lengthBytes];
    System.arraycopy(bytes, 0, copy, 0, lengthBytes);
    return copy;
  }

  /**
   * The payload without a copy: the first {@link #lengthBytes()} bytes of an array that the next
   * read into this holder overwrites or replaces. To be read only.
   */
  public byte[] buffer() {
    return bytes;
  }

  /**
   * Fills the holder with a datagram from elsewhere than the log, such as a file.
   *
   * @param from copied, the payload too; its {@code tag} is the listener
   * @param rowNumber the row's number
   * @param arrivedNs when it arrived, in nanoseconds since 1970; the kernel's time if that is known
   */
  public void set(ReceivedDatagram from, long rowNumber, long arrivedNs) {
    number = rowNumber;
    listener = from.tag;
    timeNs = arrivedNs;
    kernelTime = from.kernelTimeNs != ReceivedDatagram.NO_TIME;
    sourceHigh = from.sourceHigh;
    sourceLow = from.sourceLow;
    sourceScope = from.sourceScope;
    sourcePort = from.sourcePort;
    destinationKnown = from.destinationKnown;
    destinationHigh = from.destinationHigh;
    destinationLow = from.destinationLow;
    destinationPort = from.destinationPort;
    sent = from.sent;
    interfaceIndex = from.interfaceIndex;
    ttlHops = from.ttlHops;
    trafficClass = from.trafficClass;
    droppedByKernel = from.droppedByKernel;
    trueLengthBytes = from.trueLengthBytes;
    lengthBytes = from.payloadLengthBytes;
    reserve(lengthBytes);
    MemorySegment.copy(
        from.memory, ValueLayout.JAVA_BYTE, from.payloadOffset, bytes, 0, lengthBytes);
  }

  /** {@code 7: 12 bytes from 127.0.0.1:12345}. */
  @Override
  public String toString() {
    return number + ": " + trueLengthBytes + " bytes from " + source();
  }

  /** Makes room for a payload of so many bytes, in steps, so that a holder soon stops growing. */
  void reserve(int payloadBytes) {
    if (bytes.length < payloadBytes) {
      bytes = new byte[Math.max(payloadBytes, 2 * bytes.length)];
    }
  }
}
