package org.portbound.diagnosis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.FlagReader;
import org.portbound.socket.ProcessReader;
import org.portbound.socket.SocketFlags;

/** Reads /proc as the files that it is made of; works everywhere. */
final class FileProcessReader implements ProcessReader {
  private static final String SOCKET = "socket:[";

  private final FlagReader flags;
  private boolean ranOut;

  FileProcessReader(FlagReader flags) {
    this.flags = flags;
  }

  @Override
  public int descriptors(String directory, Sink sink) {
    int count = 0;
    try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(Path.of(directory))) {
      for (Path each : descriptors) {
        count++;
        long inode = inode(each);
        if (inode >= 0) {
          sink.socket(Integer.parseInt(each.getFileName().toString()), inode);
        }
      }
    } catch (IOException e) {
      ranOut |= Errno.EMFILE.isCauseOf(e);
      return UNREADABLE;
    }
    return count;
  }

  /** The inode of a socket, or −1 for anything else. */
  private static long inode(Path descriptor) {
    try {
      String target = Files.readSymbolicLink(descriptor).toString();
      return target.startsWith(SOCKET)
          ? Long.parseLong(target, SOCKET.length(), target.length() - 1, 10)
          : -1;
    } catch (IOException | NumberFormatException e) {
      // Closed while it was being read.
      return -1;
    }
  }

  @Override
  public @Nullable String link(String path) {
    try {
      return Files.readSymbolicLink(Path.of(path)).toString();
    } catch (IOException e) {
      return null;
    }
  }

  @Override
  public String text(String path) {
    try {
      return new String(Files.readAllBytes(Path.of(path)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      ranOut |= Errno.EMFILE.isCauseOf(e);
      return "";
    }
  }

  @Override
  public Optional<SocketFlags> flags(int pid, int descriptor, long inode, Family family) {
    return flags.read(pid, descriptor, inode, family);
  }

  @Override
  public boolean ranOut() {
    return ranOut;
  }

  @Override
  public void close() {
    // It keeps nothing open.
  }
}
