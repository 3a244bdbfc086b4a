package org.portbound.file;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.Datagram;
import org.portbound.socket.ReceivedDatagram;

/** Rows as pcapng. */
final class PcapngSink implements RowSink {
  private final DirectOutput output = new DirectOutput();
  private final PcapngWriter writer;
  private final ReceivedDatagram datagram = new ReceivedDatagram();

  PcapngSink(Path file, RecordedListeners listeners) throws IOException {
    this.writer = new PcapngWriter(listeners, output);
    writer.begin(file, false);
  }

  @Override
  public void write(Datagram row, @Nullable String comment) throws IOException {
    datagram.clear();
    datagram.tag = row.listener();
    datagram.memory = MemorySegment.ofArray(row.buffer());
    datagram.payloadLengthBytes = row.lengthBytes();
    datagram.trueLengthBytes = row.trueLengthBytes();
    datagram.sourceHigh = row.sourceHigh();
    datagram.sourceLow = row.sourceLow();
    datagram.sourcePort = row.sourcePort();
    datagram.destinationKnown = row.destinationKnown();
    datagram.destinationHigh = row.destinationHigh();
    datagram.destinationLow = row.destinationLow();
    datagram.destinationPort = row.destinationPort();
    datagram.sent = row.sent();
    datagram.ttlHops = row.ttlHops();
    datagram.trafficClass = row.trafficClass();
    datagram.droppedByKernel = row.droppedByKernel();
    datagram.kernelTimeNs = row.kernelTime() ? row.timeNs() : ReceivedDatagram.NO_TIME;
    writer.write(datagram, row.timeNs(), comment);
  }

  @Override
  public void finish() throws IOException {
    writer.finish();
  }

  @Override
  public void close() throws IOException {
    output.end();
  }
}
