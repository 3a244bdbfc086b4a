package org.portbound.lesson;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.portbound.socket.AsideCalls;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Opening;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.UdpSocket;

/**
 * Which ports a run of a lesson uses in place of those that are written. Immutable.
 *
 * @param byWritten the port used, by the port written; one that is not named is used as written
 */
public record LessonPorts(Map<Integer, Integer> byWritten) {
  /** The ports as they are written. */
  public static final LessonPorts AS_WRITTEN = new LessonPorts(Map.of());

  /** Copies the map. */
  public LessonPorts {
    byWritten = Map.copyOf(byWritten);
  }

  /** The ports that a lesson names. */
  public static SortedSet<Integer> of(Lesson lesson) {
    var ports = new TreeSet<Integer>();
    for (LessonStep step : lesson.steps()) {
      for (Deed deed : step.deeds()) {
        switch (deed) {
          case Deed.Bind bind -> ports.add(bind.local().port());
          case Deed.Send send -> ports.add(send.to().port());
          case Deed.Connect connect -> ports.add(connect.to().port());
          case Deed.Who who -> ports.add(who.port());
          case Deed.Set _, Deed.Join _, Deed.Leave _, Deed.Close _, Deed.Fork _, Deed.Signal _ -> {}
        }
      }
    }
    return ports;
  }

  /**
   * Free ports in place of all that a lesson names. Binds each for a moment; nothing keeps another
   * process from taking one afterwards.
   */
  public static LessonPorts free(Lesson lesson, SocketProvider provider) {
    Map<Integer, Integer> chosen = new HashMap<>();
    List<UdpSocket> held = new ArrayList<>();
    try {
      for (int written : of(lesson)) {
        var any = SocketPlan.of(Endpoint.parse("0.0.0.0:0"));
        Opening opening = provider.open(any);
        AsideCalls.ofProcess().count(opening.steps());
        if (opening instanceof Opening.Opened(UdpSocket socket, var _)) {
          held.add(socket);
          chosen.put(written, socket.local().port());
        }
      }
    } finally {
      held.forEach(UdpSocket::close);
    }
    return new LessonPorts(chosen);
  }

  /** Each port that stands for another: {@code 40001 (12345)}; empty if all are as written. */
  public String replaced() {
    return byWritten.entrySet().stream()
        .filter(each -> !each.getKey().equals(each.getValue()))
        .sorted(Map.Entry.comparingByKey())
        .map(each -> each.getValue() + " (" + each.getKey() + ")")
        .collect(Collectors.joining(", "));
  }

  int used(int written) {
    return byWritten.getOrDefault(written, written);
  }

  Endpoint used(Endpoint written) {
    return written.withPort(used(written.port()));
  }
}
