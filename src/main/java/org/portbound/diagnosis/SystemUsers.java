package org.portbound.diagnosis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jnr.constants.platform.Signal;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import jnr.posix.Passwd;

/** Users and processes of this system, through jnr-posix. Any thread. */
public final class SystemUsers {
  /** The user database's file; its third field is the number (passwd(5)). */
  private static final Path PASSWD = Path.of("/etc/passwd");

  private static final int UID_FIELD = 2;

  /** Names do not change while the program runs; getpwuid(3) may ask a directory service. */
  private static final Map<Integer, Optional<String>> NAMES = new ConcurrentHashMap<>();

  private SystemUsers() {}

  /** The effective user of this process. */
  public static int effectiveUid() {
    return Native.POSIX.geteuid();
  }

  /** The name of a user, or empty if the system has none for the number. */
  public static Optional<String> name(int uid) {
    return NAMES.computeIfAbsent(uid, SystemUsers::lookUp);
  }

  private static synchronized Optional<String> lookUp(int uid) {
    Optional<String> local = lookUp(PASSWD, uid);
    if (local.isPresent()) {
      return local;
    }
    // getpwuid(3) answers in memory of its own, so one at a time.
    Passwd entry = Native.POSIX.getpwuid(uid);
    return entry == null ? Optional.empty() : Optional.ofNullable(entry.getLoginName());
  }

  /**
   * Asks a process to end (SIGTERM). Never the first process, nor 0 and below: kill(2) takes these
   * for groups, or for everything.
   *
   * @return whether the signal could be sent
   */
  public static boolean terminate(int pid) {
    return pid > 1 && Native.POSIX.kill(pid, Signal.SIGTERM.intValue()) == 0;
  }

  /** Most users are in the file, and reading it is much quicker than loading the library. */
  private static Optional<String> lookUp(Path passwd, int uid) {
    String wanted = String.valueOf(uid);
    try {
      for (String line : Files.readAllLines(passwd, StandardCharsets.UTF_8)) {
        String[] fields = line.split(":", -1);
        if (fields.length > UID_FIELD && fields[UID_FIELD].equals(wanted)) {
          return Optional.of(fields[0]);
        }
      }
    } catch (IOException e) {
      // No such file on this system: the library knows another way.
      return Optional.empty();
    }
    return Optional.empty();
  }

  /** Loaded when it is first asked, for that takes a while. */
  private static final class Native {
    private static final POSIX POSIX = POSIXFactory.getPOSIX();

    private Native() {}
  }
}
