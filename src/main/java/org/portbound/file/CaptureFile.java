package org.portbound.file;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.DatagramRows;
import org.portbound.socket.ReceivedDatagram;
import org.portbound.text.Message;

/**
 * A pcapng or pcap file whose UDP datagrams are rows, numbered from 1. {@link #open} goes through
 * the file once; after that a row is read from the disk when it is asked for, so that memory holds
 * little more than the place of every 256th row. A row's listener is the number of its interface.
 *
 * <p>Threads: any. Each reader belongs to one thread at a time. Whoever opened it closes it; rows
 * of a closed file are not there any more.
 */
public final class CaptureFile implements DatagramRows, AutoCloseable {
  /** So many packets are read before anyone is asked whether to go on. */
  private static final int PROGRESS_PACKETS = 4_096;

  private final Path path;
  private final RandomAccessFile file;
  private final long fileBytes;
  private final PacketWalker walker;
  private final CaptureIndex index;
  private final CaptureSummary summary;
  private volatile @Nullable Message failure;

  private CaptureFile(
      Path path,
      RandomAccessFile file,
      FileWindow window,
      PacketWalker walker,
      CaptureIndex index,
      CaptureSummary summary) {
    this.path = path;
    this.file = file;
    this.fileBytes = window.fileBytes();
    this.walker = walker;
    this.index = index;
    this.summary = summary;
  }

  /**
   * Opens a file and goes through it; takes some 0.3 s for a gigabyte that the system has in memory
   * (10 GB in 3 s, 20 MB of heap) and blocks. What the caller ends is opened as far as it was read.
   *
   * @param progress told bytes
   */
  public static CaptureOpening open(Path path, FileProgress progress) {
    RandomAccessFile file;
    try {
      file = new RandomAccessFile(path.toFile(), "r");
    } catch (IOException e) {
      return new CaptureOpening.NotOpened(FileErrors.notRead(path, e));
    }
    CaptureOpening opening;
    try {
      opening = open(path, file, progress);
    } catch (IOException e) {
      opening = new CaptureOpening.NotOpened(FileErrors.notRead(path, e));
    }
    if (!(opening instanceof CaptureOpening.Opened)) {
      closeQuietly(file);
    }
    return opening;
  }

  private static CaptureOpening open(Path path, RandomAccessFile file, FileProgress progress)
      throws IOException {
    var window = new FileWindow(file, file.length());
    var sections = new CaptureSections();
    PacketWalker walker = PcapngWalker.of(window, sections);
    if (walker == null) {
      walker = PcapWalker.of(window);
    }
    if (walker == null) {
      return new CaptureOpening.NotOpened(Message.of("file.not-capture", path));
    }
    var index = new CaptureIndex();
    CaptureSummary summary = scan(window, walker, sections, index, progress);
    return summary.stopped().isPresent() && summary.datagrams() == 0
        ? new CaptureOpening.Cancelled()
        : new CaptureOpening.Opened(new CaptureFile(path, file, window, walker, index, summary));
  }

  /** Goes through the file, as long as it is to go on. */
  private static CaptureSummary scan(
      FileWindow window,
      PacketWalker walker,
      CaptureSections sections,
      CaptureIndex index,
      FileProgress progress)
      throws IOException {
    var packet = new PacketRecord();
    var decoder = new PacketDecoder(window, new ReceivedDatagram());
    long[] kinds = new long[PacketDecoder.Kind.values().length];
    long packets = 0;
    Damage damage = null;
    Message stopped = null;
    try {
      while (stopped == null && walker.next(packet)) {
        packets++;
        PacketDecoder.Kind kind = decoder.decode(packet);
        kinds[kind.ordinal()]++;
        if (kind.isRow()) {
          index.add(packet, walker.section());
        }
        if (packets % PROGRESS_PACKETS == 0
            && !progress.goesOn(walker.position(), window.fileBytes())) {
          stopped = Message.of("file.stopped", walker.position(), window.fileBytes());
        }
      }
    } catch (DamagedFileException e) {
      damage = e.damage();
    }
    return new CaptureSummary(
        packets,
        index.rows(),
        kinds[PacketDecoder.Kind.FIRST_FRAGMENT.ordinal()],
        kinds[PacketDecoder.Kind.LATER_FRAGMENT.ordinal()],
        kinds[PacketDecoder.Kind.OTHER.ordinal()],
        sections.names(),
        Optional.ofNullable(damage),
        Optional.ofNullable(stopped));
  }

  private static void closeQuietly(RandomAccessFile file) {
    try {
      file.close();
    } catch (IOException e) {
      // It was opened to be read only: there is nothing that could be lost.
      return;
    }
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** What it holds. */
  public CaptureSummary summary() {
    return summary;
  }

  /** The name of a row's listener, such as {@code #1 127.0.0.1:12345} or {@code eth0}. */
  public String listenerName(int listener) {
    String name =
        listener >= 1 && listener <= summary.interfaces().size()
            ? summary.interfaces().get(listener - 1)
            : "";
    return name.isEmpty() ? "#" + listener : name;
  }

  /** Why rows could not be read since it was opened, or empty if all could. */
  public Optional<Message> failure() {
    return Optional.ofNullable(failure);
  }

  void failed(IOException error) {
    failure = FileErrors.notRead(path, error);
  }

  @Override
  public long first() {
    return 1;
  }

  @Override
  public long end() {
    return index.rows() + 1;
  }

  @Override
  public CaptureReader reader() {
    var window = new FileWindow(file, fileBytes);
    return new CaptureReader(this, index, window, walker.again(window));
  }

  /** Closes the file; a second close does nothing. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
