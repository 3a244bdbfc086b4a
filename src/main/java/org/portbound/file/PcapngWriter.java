package org.portbound.file;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.ReceivedDatagram;

/**
 * Writes datagrams into pcapng files, one after the other: a section header, an interface for each
 * listener, a packet for each datagram, and statistics at the end. Makes no object for a datagram.
 * The output has what it wrote after {@link #flush}. One thread at a time.
 *
 * <p>A datagram of which not everything is known has a comment that says so: see {@link
 * UnknownFields}.
 */
final class PcapngWriter {
  private static final String ABOUT =
      "UDP payloads as the listener received them, with rebuilt headers; no UDP checksum in IPv4.";

  private static final byte[] NANOSECONDS = {9};

  private final SectionListeners listeners;
  private final BlockOutput output;
  private BlockBuffer blocks = new BlockBuffer();
  private long closedBytes;

  /** Bytes of the file under way that the output has. */
  private long handedBytes;

  private long datagrams;

  PcapngWriter(RecordedListeners listeners, BlockOutput output) {
    this.listeners = new SectionListeners(listeners);
    this.output = output;
  }

  /** Begins a file; the one before must be finished. */
  void begin(Path path, boolean replace) throws IOException {
    output.begin(path, replace);
    beginSection();
  }

  /** Writes what a file begins with, into one that the output has begun. */
  void beginSection() throws IOException {
    closedBytes += handedBytes;
    handedBytes = 0;
    listeners.newSection();
    blocks.begin(Pcapng.SECTION_HEADER);
    blocks.putInt(Pcapng.BYTE_ORDER_MAGIC);
    blocks.putShort(1);
    blocks.putShort(0);
    blocks.putLong(-1);
    blocks.optionText(
        Pcapng.SECTION_OS, System.getProperty("os.name") + " " + System.getProperty("os.version"));
    blocks.optionText(Pcapng.SECTION_APPLICATION, application());
    blocks.end();
    flush();
  }

  private static String application() {
    return Optional.ofNullable(PcapngWriter.class.getModule().getDescriptor())
        .flatMap(ModuleDescriptor::rawVersion)
        .map(version -> "Portbound " + version)
        .orElse("Portbound");
  }

  /** Bytes of the file under way, those not written yet included. */
  long fileBytes() {
    return handedBytes + blocks.used();
  }

  /** Bytes of all files so far, those not written yet included. */
  long bytes() {
    return closedBytes + fileBytes();
  }

  /**
   * Datagrams in all files so far, those not written yet included; those that were lost are not.
   */
  long datagrams() {
    return datagrams;
  }

  /** Bytes that the output does not have yet. */
  int waitingBytes() {
    return blocks.used();
  }

  /**
   * One datagram.
   *
   * @param datagram its {@code tag} is the listener
   * @param comment what the user noted, or null
   */
  void write(ReceivedDatagram datagram, long timeNs, @Nullable String comment) throws IOException {
    makeRoom();
    SectionListeners.Entry listener = listeners.get(datagram.tag);
    if (listener.interfaceId < 0) {
      describe(listener);
      listener.firstNs = timeNs;
      makeRoom();
    }
    listener.datagrams++;
    listener.lastNs = timeNs;
    boolean ipv4 = RawPacket.isIpv4(datagram);
    int headerBytes = RawPacket.headerBytes(ipv4);
    int payloadBytes = Math.min(datagram.payloadLengthBytes, RawPacket.maxPayloadBytes(ipv4));
    blocks.begin(Pcapng.ENHANCED_PACKET);
    blocks.putInt(listener.interfaceId);
    blocks.putTime(timeNs);
    blocks.putInt(headerBytes + payloadBytes);
    blocks.putInt(headerBytes + datagram.trueLengthBytes);
    RawPacket.write(datagram, ipv4, payloadBytes, blocks.memory, blocks.used());
    blocks.skip(headerBytes + payloadBytes);
    options(datagram, listener, comment);
    blocks.end();
    datagrams++;
  }

  private void options(
      ReceivedDatagram datagram, SectionListeners.Entry listener, @Nullable String comment) {
    if (comment != null) {
      blocks.optionText(Pcapng.OPTION_COMMENT, comment);
    }
    byte @Nullable [] unknown = UnknownFields.comment(datagram);
    if (unknown != null) {
      blocks.option(Pcapng.OPTION_COMMENT, unknown);
    }
    if (datagram.sent) {
      blocks.optionInt(Pcapng.PACKET_FLAGS, Pcapng.OUTBOUND);
      return;
    }
    long drops = listener.dropped(datagram.droppedByKernel);
    if (drops >= 0) {
      blocks.optionLong(Pcapng.PACKET_DROPS, drops);
    }
  }

  private void describe(SectionListeners.Entry listener) {
    listeners.enter(listener);
    blocks.begin(Pcapng.INTERFACE_DESCRIPTION);
    blocks.putShort(Pcapng.LINKTYPE_RAW);
    blocks.putShort(0);
    blocks.putInt(0);
    blocks.optionText(Pcapng.INTERFACE_NAME, listener.name);
    blocks.optionText(Pcapng.INTERFACE_TEXT, ABOUT);
    blocks.option(Pcapng.INTERFACE_TIME_RESOLUTION, NANOSECONDS);
    blocks.end();
  }

  /** Hands over what waits; what cannot be written is lost. */
  void flush() throws IOException {
    handedBytes += blocks.used();
    blocks = output.write(blocks);
  }

  /** Writes the statistics and closes the file. */
  void finish() throws IOException {
    for (SectionListeners.Entry each : listeners.inSection()) {
      makeRoom();
      statistics(each);
    }
    flush();
    output.end();
  }

  private void statistics(SectionListeners.Entry listener) {
    long drops = Math.max(0, listener.drops);
    blocks.begin(Pcapng.INTERFACE_STATISTICS);
    blocks.putInt(listener.interfaceId);
    blocks.putTime(listener.lastNs);
    blocks.optionTime(Pcapng.STATISTICS_START, listener.firstNs);
    blocks.optionTime(Pcapng.STATISTICS_END, listener.lastNs);
    blocks.optionLong(Pcapng.STATISTICS_RECEIVED, listener.datagrams + drops);
    if (listener.drops >= 0) {
      blocks.optionLong(Pcapng.STATISTICS_DROPPED_BY_SYSTEM, drops);
    }
    blocks.optionLong(Pcapng.STATISTICS_DELIVERED, listener.datagrams);
    blocks.end();
  }

  private void makeRoom() throws IOException {
    if (!blocks.hasRoom()) {
      flush();
    }
  }
}
