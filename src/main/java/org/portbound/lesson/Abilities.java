package org.portbound.lesson;

import java.net.Inet6Address;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.portbound.diagnosis.SystemUsers;
import org.portbound.socket.Interface;
import org.portbound.socket.SocketProvider;

/** What this system has of what lessons need. */
public final class Abilities {
  private static final String POSIX = "posix";

  private Abilities() {}

  /** The needs that are met here, with sockets from this provider. */
  public static Set<Need> here(SocketProvider provider) {
    Set<Need> met = EnumSet.noneOf(Need.class);
    if (System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux")) {
      met.add(Need.LINUX);
      if (SystemUsers.effectiveUid() == 0) {
        met.add(Need.ROOT);
      }
    }
    boolean ipv6 =
        Interface.all().stream()
            .flatMap(each -> each.addresses().stream())
            .anyMatch(each -> each instanceof Inet6Address && each.isLoopbackAddress());
    if (ipv6) {
      met.add(Need.IPV6);
    }
    if (provider.name().equals(POSIX)) {
      met.add(Need.POSIX);
    }
    return met;
  }
}
