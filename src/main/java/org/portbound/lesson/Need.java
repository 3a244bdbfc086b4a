package org.portbound.lesson;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a step needs of the system that it runs on. */
public enum Need {
  /** The kernel is Linux: its rules are the ones shown. */
  LINUX,
  /** Portbound runs as root, so that a process of another user can be started. */
  ROOT,
  /** IPv6 with its loopback address. */
  IPV6,
  /** The provider {@code posix}, which makes the kernel's own calls. */
  POSIX;

  /** As it is written in a lesson: {@code root}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Need> ofWord(String word) {
    return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
