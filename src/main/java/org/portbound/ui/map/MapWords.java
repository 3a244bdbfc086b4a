package org.portbound.ui.map;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.ReuseOptions;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.map.MapPicture.Ear;
import org.portbound.ui.map.MapPicture.Place;
import org.portbound.ui.map.MapPicture.Sender;

/** What stands on the map in words. */
final class MapWords {
  /** The columns of a listener from here on are figures. */
  static final int FIRST_FIGURE = 3;

  /** Before the number of those that the kernel dropped at a listener. */
  private static final String DROPPED = "▼";

  static final double COLUMN_GAP_EM = 0.9;

  private static final double PADDING_EM = 2.2;
  private static final double TAG_EM = 3.1;

  private final UiContext context;

  MapWords(UiContext context) {
    this.context = context;
  }

  String process(MapPicture.Process process) {
    return process.peer() == 0
        ? context.say("ui.map.process.this", String.valueOf(process.pid()), process.user())
        : context.say(
            "ui.map.process.peer",
            String.valueOf(process.peer()),
            String.valueOf(process.pid()),
            process.user());
  }

  String sender(Sender sender) {
    if (sender.address().isEmpty()) {
      return context.say("ui.map.sender.others", ports(sender));
    }
    if (sender.ports() > 1) {
      return context.say("ui.map.sender.ports", sender.address(), ports(sender));
    }
    return sender.listener() > 0
        ? context.say("ui.map.sender.listener", String.valueOf(sender.listener()), sender.address())
        : sender.address();
  }

  private static String ports(Sender sender) {
    return (sender.more() ? ">" : "") + Formats.count(sender.ports());
  }

  String place(Place place) {
    if (place.text().isEmpty()) {
      return context.say("ui.map.place.others");
    }
    return switch (place.kind()) {
      case UNICAST -> place.text();
      case GROUP -> context.say("ui.map.place.group", place.text());
      case BROADCAST -> context.say("ui.map.place.broadcast", place.text());
      case UNKNOWN -> context.say("ui.map.place.unknown", place.text());
    };
  }

  String count(long datagrams, boolean estimate) {
    return (estimate ? "≈" : "") + Formats.count(datagrams);
  }

  String way(Way way) {
    return way == Way.NONE ? "" : context.say("ui.map.way." + way.label());
  }

  /** Address, options, how, count, drops. */
  List<String> ear(Ear ear) {
    return List.of(
        ear.local().toString(),
        options(ear.view().reuse()),
        way(ear.way()),
        Formats.count(ear.view().datagrams()),
        ear.dropped() == 0 ? "" : DROPPED + Formats.count(ear.dropped()));
  }

  private static String options(ReuseOptions reuse) {
    var names = new ArrayList<String>();
    if (reuse.reuseAddr()) {
      names.add("ADDR");
    }
    if (reuse.reusePort()) {
      names.add("PORT");
    }
    return names.isEmpty() ? "–" : String.join("+", names);
  }

  /** How many characters each column of the listeners takes. */
  int[] earColumns(MapPicture picture) {
    int[] most = new int[FIRST_FIGURE + 2];
    for (Ear each : picture.ears()) {
      List<String> columns = ear(each);
      for (int i = 0; i < most.length; i++) {
        most[i] = Math.max(most[i], columns.get(i).length());
      }
    }
    return most;
  }

  /** How wide the columns must be. */
  MapLayout.Widths widths(MapPicture picture, double characterPx, double emPx) {
    int senders =
        picture.senders().stream()
            .mapToInt(each -> sender(each).length() + count(each.datagrams(), true).length())
            .max()
            .orElse(0);
    int places =
        picture.places().stream()
            .mapToInt(each -> place(each).length() + count(each.datagrams(), true).length())
            .max()
            .orElse(0);
    double ears = TAG_EM * emPx;
    for (int each : earColumns(picture)) {
      ears += each > 0 ? each * characterPx + COLUMN_GAP_EM * emPx : 0;
    }
    int frame =
        picture.processes().stream()
            .filter(each -> !each.ears().isEmpty())
            .mapToInt(each -> process(each).length())
            .max()
            .orElse(0);
    return new MapLayout.Widths(
        senders == 0 ? 0 : senders * characterPx + PADDING_EM * emPx,
        places == 0 ? 0 : places * characterPx + PADDING_EM * emPx,
        Math.max(ears, frame * characterPx),
        emPx);
  }

  /** For who cannot see it: what stands out, or all in short. */
  String aloud(MapPicture picture, @Nullable String node) {
    if (node != null) {
      return String.join(". ", facts(picture, node));
    }
    var words = new StringBuilder(context.say("ui.map.aloud"));
    for (Ear each : picture.ears()) {
      words.append(
          context.say(
              "ui.map.aloud.one",
              String.valueOf(each.listener()),
              each.local(),
              Formats.count(each.view().datagrams()),
              way(each.way())));
    }
    return words.toString();
  }

  /** A title, and sentences about a node; nothing if it is not there any more. */
  List<String> facts(MapPicture picture, String node) {
    return new MapFacts(context, this, picture).of(node);
  }
}
