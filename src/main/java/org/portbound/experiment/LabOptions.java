package org.portbound.experiment;

import java.util.Optional;
import org.portbound.experiment.predict.Action;
import org.portbound.rules.MulticastState;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOption;
import org.portbound.socket.posix.LabSocket;

/** Sets what a bind asks for, and leaves alone what a new socket has by itself. */
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
    MulticastState usual = MulticastState.ofNew(bind.family(), bind.multicast().joined());
    if (refused.isEmpty() && usual.all4() != bind.multicast().all4()) {
      refused = socket.setMulticastAll(Family.INET, bind.multicast().all4());
    }
    if (refused.isEmpty() && usual.all6() != bind.multicast().all6()) {
      refused = socket.setMulticastAll(Family.INET6, bind.multicast().all6());
    }
    return refused;
  }
}
