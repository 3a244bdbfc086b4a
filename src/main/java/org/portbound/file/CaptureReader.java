package org.portbound.file;

import java.io.IOException;
import java.util.Optional;
import org.portbound.capture.Datagram;
import org.portbound.capture.RowReader;
import org.portbound.socket.ReceivedDatagram;

/**
 * Reads rows of a {@link CaptureFile}. To read the same row again or on from it costs least; any
 * other row is found from a place at most 255 rows before it. One thread at a time.
 */
public final class CaptureReader implements RowReader {
  private final CaptureFile file;
  private final CaptureIndex index;
  private final PacketWalker walker;
  private final PacketDecoder decoder;
  private final PacketRecord packet = new PacketRecord();
  private final ReceivedDatagram received = new ReceivedDatagram();

  /** The row that the walker stands before, or 0 if it stands nowhere. */
  private long next;

  private boolean read;

  CaptureReader(CaptureFile file, CaptureIndex index, FileWindow window, PacketWalker walker) {
    this.file = file;
    this.index = index;
    this.walker = walker;
    this.decoder = new PacketDecoder(window, received);
  }

  @Override
  public boolean read(long number, Datagram into) {
    boolean stands = read && next == number + 1;
    read = false;
    if (number < file.first() || number >= file.end()) {
      return false;
    }
    try {
      if (!stands) {
        find(number);
      }
    } catch (IOException e) {
      next = 0;
      file.failed(e);
      return false;
    } catch (DamagedFileException e) {
      // The file is not any more what it was when it was opened.
      next = 0;
      file.failed(new IOException(e.getMessage(), e));
      return false;
    }
    fill(number);
    into.set(received, number, packet.timeNs);
    read = true;
    return true;
  }

  /** What was noted with the row that was read last. */
  public Optional<String> comment() {
    return read && !packet.comments.isEmpty()
        ? Optional.of(String.join("\n", packet.comments))
        : Optional.empty();
  }

  private void find(long number) throws IOException, DamagedFileException {
    int place = index.place(number);
    if (next == 0 || number < next || CaptureIndex.rowAt(place) > next) {
      walker.go(index.position(place), index.section(place));
      next = CaptureIndex.rowAt(place);
    }
    while (true) {
      if (!walker.next(packet)) {
        throw new IOException("the file has become shorter");
      }
      PacketDecoder.Kind kind = decoder.decode(packet);
      if (kind.isRow()) {
        next++;
        if (next == number + 1) {
          return;
        }
      }
    }
  }

  private void fill(long number) {
    received.tag = packet.listener;
    received.droppedByKernel = received.sent ? -1 : index.drops(packet.listener, number);
    UnknownFields.forget(received, packet.unknown);
  }
}
