package org.portbound.ui.ports;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.portbound.diagnosis.Holder;
import org.portbound.diagnosis.NetworkNamespace;
import org.portbound.diagnosis.OptionInference.Inferred;
import org.portbound.socket.Family;

/** A socket's row, which stays the same row as long as the socket is there. JavaFX thread. */
final class PortRow {
  private final ReadOnlyObjectWrapper<Seen> seen;

  /**
   * What is told of a socket.
   *
   * @param holder as it was seen last
   * @param inferred what was found out about its options on request, or null
   * @param elsewhere the network namespace that it is in, or null if it is this one
   */
  record Seen(Holder holder, @Nullable Inferred inferred, @Nullable NetworkNamespace elsewhere) {}

  /**
   * What stands for a socket.
   *
   * @param family IPv4 and IPv6 are two tables
   * @param inode 0 for one that has no process any more
   * @param text tells those apart that have no inode
   */
  record Key(Family family, long inode, String text) {
    static Key of(Holder holder) {
      return new Key(
          holder.family(),
          holder.inode(),
          holder.inode() == 0 ? holder.local() + " " + holder.peer() : "");
    }
  }

  PortRow(Seen first) {
    this.seen = new ReadOnlyObjectWrapper<>(first);
  }

  Holder holder() {
    return seen.get().holder();
  }

  Seen seen() {
    return seen.get();
  }

  ReadOnlyObjectProperty<Seen> seenProperty() {
    return seen.getReadOnlyProperty();
  }

  /** Shows what is told of the socket now; returns whether it is something else than before. */
  boolean show(Seen now) {
    boolean changed = !now.equals(seen.get());
    if (changed) {
      seen.set(now);
    }
    return changed;
  }

  @Override
  public String toString() {
    return holder().local().toString();
  }
}
