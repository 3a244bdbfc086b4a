package org.portbound.socket.posix;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.ProcessReader;
import org.portbound.socket.SocketFlags;

/**
 * Reads /proc by the system calls themselves: a directory is opened once, its links are read
 * relative to it into memory that is used again, and no object is made for a descriptor. One
 * thread.
 */
final class KernelProcessReader implements ProcessReader {
  // The memory: what a directory or file holds, a path, and the links of the directory's entries.
  private static final int CONTENT_BYTES = 32 * 1024;
  private static final int PATH_BYTES = 4096;
  private static final int LINK_BYTES = 32;

  // struct linux_dirent64 of linux/dirent.h: d_ino, d_off, d_reclen, d_type, d_name.
  private static final int ENTRY_LENGTH = 16;
  private static final int ENTRY_NAME = 19;
  private static final int MIN_ENTRY_BYTES = 24;
  private static final int MAX_ENTRY_BYTES = 280;
  private static final int MOST_ENTRIES = CONTENT_BYTES / MIN_ENTRY_BYTES;

  private static final byte[] SOCKET = "socket:[".getBytes(UTF_8);
  private static final int NOTHING = -1;

  // asm-generic/unistd.h; it has another number on x86-64.
  private static final long SYS_GETDENTS64 =
      System.getProperty("os.arch").equals("amd64") ? 217 : 61;

  private final LibC libC = Kernel.libC();
  private final Arena arena = Arena.ofConfined();
  private final ByteBuffer memory;
  private final long address;
  private final byte[] content = new byte[CONTENT_BYTES];
  private final byte[] links = new byte[MOST_ENTRIES * LINK_BYTES];
  private final int[] numbers = new int[MOST_ENTRIES];
  private final int[] lengths = new int[MOST_ENTRIES];

  private final PidfdFlags flags = new PidfdFlags(arena, this::opened);

  private boolean ranOut;

  KernelProcessReader() {
    MemorySegment segment =
        arena.allocate(CONTENT_BYTES + PATH_BYTES + (long) MOST_ENTRIES * LINK_BYTES, Long.BYTES);
    memory = segment.asByteBuffer().order(ByteOrder.nativeOrder());
    address = segment.address();
  }

  @Override
  public int descriptors(String directory, Sink sink) {
    int open = open(directory);
    if (open < 0) {
      return UNREADABLE;
    }
    try {
      int count = 0;
      while (true) {
        int bytes = (int) libC.syscall(SYS_GETDENTS64, open, address, CONTENT_BYTES);
        if (bytes <= 0) {
          return bytes < 0 && count == 0 ? UNREADABLE : count;
        }
        memory.get(0, content, 0, bytes);
        int entries = readLinks(open, bytes);
        memory.get(CONTENT_BYTES + PATH_BYTES, links, 0, entries * LINK_BYTES);
        tellSockets(entries, sink);
        count += entries;
        if (bytes <= CONTENT_BYTES - MAX_ENTRY_BYTES) {
          // There was room for another entry: there is none (proc_readfd_common in fs/proc/fd.c).
          return count;
        }
      }
    } finally {
      libC.close(open);
    }
  }

  /** Reads the links of the entries in memory; returns how many are descriptors. */
  private int readLinks(int directory, int bytes) {
    int entries = 0;
    int at = 0;
    while (at < bytes) {
      int number = number(at + ENTRY_NAME, (byte) 0);
      if (number >= 0) {
        numbers[entries] = number;
        lengths[entries] =
            (int)
                libC.readlinkat(
                    directory,
                    address + at + ENTRY_NAME,
                    address + CONTENT_BYTES + PATH_BYTES + (long) entries * LINK_BYTES,
                    LINK_BYTES);
        entries++;
      }
      at += content[at + ENTRY_LENGTH] & 0xff | (content[at + ENTRY_LENGTH + 1] & 0xff) << 8;
    }
    return entries;
  }

  /** A decimal number up to an end mark, or {@link #NOTHING} for any other name. */
  private int number(int begin, byte end) {
    int number = 0;
    int at = begin;
    while (content[at] != end) {
      int digit = content[at++] - '0';
      if (digit < 0 || digit > 9) {
        return NOTHING;
      }
      number = number * 10 + digit;
    }
    return number;
  }

  private void tellSockets(int entries, Sink sink) {
    for (int i = 0; i < entries; i++) {
      long inode = inode(links, i * LINK_BYTES, lengths[i]);
      if (inode >= 0) {
        sink.socket(numbers[i], inode);
      }
    }
  }

  /** The inode of {@code socket:[12345]}, or {@link #NOTHING} for anything else. */
  private static long inode(byte[] link, int begin, int length) {
    for (int i = 0; i < SOCKET.length; i++) {
      if (i >= length || link[begin + i] != SOCKET[i]) {
        return NOTHING;
      }
    }
    long inode = 0;
    for (int i = SOCKET.length; i < length && link[begin + i] != ']'; i++) {
      inode = inode * 10 + link[begin + i] - '0';
    }
    return inode;
  }

  @Override
  public @Nullable String link(String path) {
    int length =
        (int) libC.readlinkat(Constants.AT_FDCWD, pathAddress(path), address, CONTENT_BYTES);
    if (length < 0) {
      return null;
    }
    memory.get(0, content, 0, length);
    return new String(content, 0, length, UTF_8);
  }

  @Override
  public String text(String path) {
    int open = open(path);
    if (open < 0) {
      return "";
    }
    try {
      int length = readContent(open);
      return length < CONTENT_BYTES ? new String(content, 0, length, UTF_8) : longText(open);
    } finally {
      libC.close(open);
    }
  }

  /** What the memory holds already, and the rest of the file. */
  private String longText(int open) {
    var text = new ByteArrayOutputStream();
    int length = CONTENT_BYTES;
    while (length > 0) {
      text.write(content, 0, length);
      length = readContent(open);
    }
    return text.toString(UTF_8);
  }

  /**
   * Fills the memory as far as the file goes: of what is told of a process, one read brings all
   * that fits (single_open in fs/seq_file.c, get_mm_cmdline in fs/proc/base.c).
   */
  private int readContent(int open) {
    int length = Math.max(0, (int) libC.read(open, address, CONTENT_BYTES));
    memory.get(0, content, 0, length);
    return length;
  }

  @Override
  public Optional<SocketFlags> flags(int pid, int descriptor, long inode, Family family) {
    return flags.read(pid, descriptor, inode, family);
  }

  private int open(String path) {
    return opened(libC.open(pathAddress(path), Constants.O_RDONLY | Constants.O_CLOEXEC));
  }

  /** Notes whether there was no descriptor left; straight after the call. */
  private int opened(int descriptor) {
    ranOut |= descriptor < 0 && Kernel.errnoOf(Kernel.errno()).is(Errno.EMFILE);
    return descriptor;
  }

  @Override
  public boolean ranOut() {
    return ranOut;
  }

  private long pathAddress(String path) {
    byte[] bytes = path.getBytes(UTF_8);
    if (bytes.length >= PATH_BYTES) {
      throw new IllegalArgumentException("path too long: " + path);
    }
    memory.put(CONTENT_BYTES, bytes);
    memory.put(CONTENT_BYTES + bytes.length, (byte) 0);
    return address + CONTENT_BYTES;
  }

  @Override
  public void close() {
    flags.close();
    arena.close();
  }
}
