package org.portbound.experiment;

import java.util.Optional;
import org.portbound.experiment.predict.Action;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.posix.LabSocket;

/** Sets what a bind asks for. */
final class LabOptions {
  private LabOptions() {}

  /** Sets each option until one is refused. */
  static Optional<Errno> set(LabSocket socket, Action.Bind bind) {
    Optional<Errno> refused = Optional.empty();
    if (bind.reuse().reuseAddr()) {
      refused = socket.setReuse(ReuseOption.SO_REUSEADDR, true);
    }
    if (refused.isEmpty() && bind.reuse().reusePort()) {
      refused = socket.setReuse(ReuseOption.SO_REUSEPORT, true);
    }
    // Set either way: net.ipv6.bindv6only may have turned it on.
    if (refused.isEmpty() && bind.family() == Family.INET6) {
      refused = socket.setV6Only(bind.v6Only());
    }
    String device = bind.device();
    if (refused.isEmpty() && device != null) {
      refused = socket.setDevice(device);
    }
    // Each family has its own; both are on in some new sockets and off in others.
    if (refused.isEmpty()) {
      refused = socket.setMulticastAll(Family.INET, bind.multicastAll());
    }
    if (refused.isEmpty() && bind.family() == Family.INET6) {
      refused = socket.setMulticastAll(Family.INET6, bind.multicastAll());
    }
    return refused;
  }
}
