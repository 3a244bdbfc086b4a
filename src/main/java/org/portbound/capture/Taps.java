package org.portbound.capture;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.portbound.socket.ReceivedDatagram;

/** The taps of an {@link Intake}, in the order in which they came. The receiving thread's own. */
final class Taps {
  private final List<DatagramTap> taps = new ArrayList<>();
  private final Consumer<Throwable> faults;

  /**
   * @param faults told of what a tap throws; the tap is taken out
   */
  Taps(Consumer<Throwable> faults) {
    this.faults = faults;
  }

  /** Puts one in at the end. */
  void add(DatagramTap tap) {
    taps.add(tap);
  }

  /** Takes one out and tells it that it ended; does nothing if it is not there. */
  void remove(DatagramTap tap) {
    if (!taps.remove(tap)) {
      return;
    }
    try {
      tap.ended();
    } catch (RuntimeException | Error e) {
      faults.accept(e);
    }
  }

  /** Takes all out. */
  void removeAll() {
    List.copyOf(taps).forEach(this::remove);
  }

  void accept(ReceivedDatagram datagram, long timeNs) {
    // Counted down, for one that fails is taken out; and without an iterator for each datagram.
    for (int i = taps.size() - 1; i >= 0; i--) {
      DatagramTap tap = taps.get(i);
      try {
        tap.accept(datagram, timeNs);
      } catch (RuntimeException | Error e) {
        faults.accept(e);
        remove(tap);
      }
    }
  }

  void roundOver() {
    for (int i = taps.size() - 1; i >= 0; i--) {
      DatagramTap tap = taps.get(i);
      try {
        tap.roundOver();
      } catch (RuntimeException | Error e) {
        faults.accept(e);
        remove(tap);
      }
    }
  }
}
