package org.portbound.diagnosis;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import jnr.constants.platform.Signal;
import jnr.posix.POSIX;
import jnr.posix.POSIXFactory;
import jnr.posix.Passwd;

/** Users and processes of this system, through jnr-posix. Any thread. */
public final class SystemUsers {
  private static final POSIX POSIX = POSIXFactory.getPOSIX();

  /** Names do not change while the program runs; getpwuid(3) may ask a directory service. */
  private static final Map<Integer, Optional<String>> NAMES = new ConcurrentHashMap<>();

  private SystemUsers() {}

  /** The effective user of this process. */
  public static int effectiveUid() {
    return POSIX.geteuid();
  }

  /** The name of a user, or empty if the system has none for the number. */
  public static Optional<String> name(int uid) {
    return NAMES.computeIfAbsent(uid, SystemUsers::lookUp);
  }

  private static synchronized Optional<String> lookUp(int uid) {
    // getpwuid(3) answers in memory of its own, so one at a time.
    Passwd entry = POSIX.getpwuid(uid);
    return entry == null ? Optional.empty() : Optional.ofNullable(entry.getLoginName());
  }

  /**
   * Asks a process to end (SIGTERM). Never the first process, nor 0 and below: kill(2) takes these
   * for groups, or for everything.
   *
   * @return whether the signal could be sent
   */
  public static boolean terminate(int pid) {
    return pid > 1 && POSIX.kill(pid, Signal.SIGTERM.intValue()) == 0;
  }
}
