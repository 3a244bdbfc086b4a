package org.portbound.diagnosis;

import org.portbound.text.Message;

/**
 * What the kernel is expected to say to a bind, before it is asked.
 *
 * @param outlook allowed, refused, or not to be told
 * @param why half a sentence: what decides, or on what it depends
 */
public record Forecast(Outlook outlook, Message why) {
  /** What is to be expected. */
  public enum Outlook {
    /** It will succeed. */
    ALLOWED,
    /** It will be refused. */
    REFUSED,
    /** It may be either: something that decides cannot be seen from here. */
    UNCERTAIN
  }

  static Forecast allowed(String key, Object... arguments) {
    return of(Outlook.ALLOWED, key, arguments);
  }

  static Forecast refused(String key, Object... arguments) {
    return of(Outlook.REFUSED, key, arguments);
  }

  static Forecast uncertain(String key, Object... arguments) {
    return of(Outlook.UNCERTAIN, key, arguments);
  }

  private static Forecast of(Outlook outlook, String key, Object... arguments) {
    return new Forecast(outlook, Message.of("diagnosis.forecast." + key, arguments));
  }

  /** Whether the kernel said something else than was foretold for certain. */
  public boolean contradictedBy(boolean allowed) {
    return outlook == (allowed ? Outlook.REFUSED : Outlook.ALLOWED);
  }
}
