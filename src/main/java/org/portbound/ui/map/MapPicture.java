package org.portbound.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.portbound.socket.Endpoint;
import org.portbound.workbench.ListenerView;

/**
 * What the map shows at one moment. A node goes by an id that stays the same while it is there.
 *
 * @param senders on the left, in the order in which they were heard first
 * @param places where datagrams were sent to
 * @param processes whose listeners stand on the right
 * @param arrows between them
 * @param sampled whether so much comes that not every datagram is looked at
 */
record MapPicture(
    List<Sender> senders,
    List<Place> places,
    List<Process> processes,
    List<Arrow> arrows,
    boolean sampled) {

  /**
   * Who sends.
   *
   * @param address the address, without a port where there are several; empty if it stands for all
   *     others
   * @param ports how many ports of that address; 1 for one, whose number is in {@code address}
   * @param more whether there are more ports than were counted
   * @param listener the listener that sends from its own port, or 0
   * @param datagrams how many were seen
   */
  record Sender(String id, String address, int ports, boolean more, int listener, long datagrams) {}

  /** What kind of destination it is. */
  enum Kind {
    UNICAST,
    GROUP,
    BROADCAST,
    /** The provider does not tell destinations. */
    UNKNOWN
  }

  /**
   * A destination.
   *
   * @param text address and port; empty if it stands for all others
   * @param datagrams how many were sent there, copies not counted; for a group what the listener
   *     got that got most
   */
  record Place(String id, String text, Kind kind, long datagrams) {}

  /**
   * A process.
   *
   * @param peer its number, 0 for this one
   * @param pid its process id
   * @param user the name of its user
   * @param ears its open listeners
   */
  record Process(int peer, long pid, String user, List<Ear> ears) {}

  /**
   * A listener.
   *
   * @param view the listener
   * @param way how what it got last got there
   * @param perSecond datagrams a second now
   */
  record Ear(String id, ListenerView view, Way way, double perSecond) {
    int listener() {
      return view.number();
    }

    Endpoint local() {
      return view.local();
    }

    long dropped() {
      return view.droppedByKernel().orElse(0);
    }
  }

  /**
   * Datagrams that went from one node to another.
   *
   * @param listener the listener that got them, or 0 if there are several
   * @param datagrams how many; an estimate if not every one was looked at
   * @param perSecond how many a second now
   * @param way how, at a listener; {@link Way#NONE} before that
   */
  record Arrow(String from, String to, int listener, long datagrams, double perSecond, Way way) {
    /**
     * How wide it is drawn, in pixels: a hair for what is over, and one step more for ten times as
     * much.
     */
    double widthPx() {
      return perSecond < 0.05 ? 1.2 : Math.min(10, 1.6 + 1.9 * Math.log10(1 + perSecond));
    }
  }

  /** Whether there is nothing to draw. */
  boolean isEmpty() {
    return processes.stream().allMatch(each -> each.ears().isEmpty());
  }

  /** All listeners. */
  List<Ear> ears() {
    return processes.stream().flatMap(each -> each.ears().stream()).toList();
  }

  Optional<Ear> ear(String id) {
    return ears().stream().filter(each -> each.id().equals(id)).findFirst();
  }

  Optional<Sender> sender(String id) {
    return senders.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  Optional<Place> place(String id) {
    return places.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** The nodes in reading order, each column from the top. */
  List<String> nodes() {
    var ids = new ArrayList<String>();
    senders.forEach(each -> ids.add(each.id()));
    places.forEach(each -> ids.add(each.id()));
    ears().forEach(each -> ids.add(each.id()));
    return ids;
  }
}
