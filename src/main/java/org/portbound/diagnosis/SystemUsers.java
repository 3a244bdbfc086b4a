package org.portbound.diagnosis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jnr.constants.platform.Signal;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import jnr.posix.Passwd;

/** Users and processes of this system, through jnr-posix. Any thread. */
public final class SystemUsers {
  /** The user database's file; its third field is the number (passwd(5)). */
  private static final Path PASSWD = Path.of("/etc/passwd");

  private static final int UID_FIELD = 2;

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final Pattern EFFECTIVE = Pattern.compile("Uid:\\s+\\d+\\s+(\\d+)\\s.*");

  /** Names do not change while the program runs; getpwuid(3) may ask a directory service. */
  private static final Map<Integer, Optional<String>> NAMES = new ConcurrentHashMap<>();

  private SystemUsers() {}

  /** The effective user of this process. */
  public static int effectiveUid() {
    return Own.UID;
  }

  /** The second number after "Uid:" is the effective one (proc_pid_status(5)). */
  static OptionalInt effectiveUid(Path status) {
    try {
      for (String line : Files.readAllLines(status, StandardCharsets.ISO_8859_1)) {
        Matcher matcher = EFFECTIVE.matcher(line);
        if (matcher.matches()) {
          return OptionalInt.of(Integer.parseUnsignedInt(matcher.group(1)));
        }
      }
    } catch (IOException e) {
      // No such file on this system: the library knows another way.
      return OptionalInt.empty();
    }
    return OptionalInt.empty();
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

  /** Stays as it is: nothing here calls seteuid(2). The file takes a hundredth of the library. */
  private static final class Own {
    private static final int UID = effectiveUid(STATUS).orElseGet(() -> Native.POSIX.geteuid());

    private Own() {}
  }

  /** Loaded when it is first asked, for that takes a while. */
  private static final class Native {
    private static final POSIX POSIX = POSIXFactory.getPOSIX();

    private Native() {}
  }
}
