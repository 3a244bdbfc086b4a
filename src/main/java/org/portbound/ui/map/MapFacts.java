package org.portbound.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.portbound.ui.control.Formats;
import org.portbound.ui.control.UiContext;
import org.portbound.ui.control.chart.Figures;
import org.portbound.ui.map.MapPicture.Arrow;
import org.portbound.ui.map.MapPicture.Ear;
import org.portbound.ui.map.MapPicture.Place;
import org.portbound.ui.map.MapPicture.Sender;

/** What is known of a node: who, with which options, how many, and why. */
final class MapFacts {
  private static final int MOST_ARROWS = 8;

  private final UiContext context;
  private final MapWords words;
  private final MapPicture picture;

  MapFacts(UiContext context, MapWords words, MapPicture picture) {
    this.context = context;
    this.words = words;
    this.picture = picture;
  }

  /** A title, then sentences; empty if there is no such node. */
  List<String> of(String node) {
    var facts = new ArrayList<String>();
    picture.sender(node).ifPresent(each -> sender(each, facts));
    picture.place(node).ifPresent(each -> place(each, facts));
    picture.ear(node).ifPresent(each -> ear(each, facts));
    return facts;
  }

  private void sender(Sender sender, List<String> facts) {
    facts.add(words.sender(sender));
    facts.add(
        sender.listener() > 0
            ? context.say("ui.map.fact.sender-listener", String.valueOf(sender.listener()))
            : context.say("ui.map.fact.sender"));
    if (sender.ports() > 1) {
      facts.add(context.say("ui.map.fact.together"));
    }
    counts(sender.id(), true, facts);
  }

  private void place(Place place, List<String> facts) {
    facts.add(words.place(place));
    facts.add(context.say("ui.map.fact.place." + place.kind().name().toLowerCase(Locale.ROOT)));
    counts(place.id(), false, facts);
    counts(place.id(), true, facts);
  }

  private void ear(Ear ear, List<String> facts) {
    var view = ear.view();
    facts.add(context.say("ui.map.fact.listener", String.valueOf(ear.listener()), ear.local()));
    picture.processes().stream()
        .filter(each -> each.ears().contains(ear))
        .findFirst()
        .ifPresent(each -> facts.add(words.process(each)));
    String reuse = view.reuse().toString();
    facts.add(
        view.reuse().reuseAddr() || view.reuse().reusePort()
            ? context.say("ui.map.fact.options", reuse)
            : context.say("ui.map.fact.no-options"));
    if (!view.groups().isEmpty()) {
      facts.add(
          context.say(
              "ui.map.fact.groups",
              view.groups().stream().map(Object::toString).collect(Collectors.joining(", "))));
    }
    facts.add(
        context.say(
            "ui.map.fact.received",
            Formats.count(view.datagrams()),
            Figures.rate(ear.perSecond())));
    if (view.droppedByKernel().isEmpty()) {
      facts.add(context.say("ui.map.fact.drops-unknown"));
    } else if (ear.dropped() > 0) {
      facts.add(context.say("ui.map.fact.dropped", Formats.count(ear.dropped())));
    }
    if (ear.way() != Way.NONE) {
      facts.add(context.say("ui.map.fact.way." + ear.way().label()));
    }
    counts(ear.id(), false, facts);
  }

  private void counts(String node, boolean outwards, List<String> facts) {
    List<Arrow> arrows =
        picture.arrows().stream()
            .filter(each -> (outwards ? each.from() : each.to()).equals(node))
            .toList();
    for (Arrow each : arrows.subList(0, Math.min(MOST_ARROWS, arrows.size()))) {
      facts.add(
          context.say(
              key(outwards, each.way() != Way.NONE),
              words.count(each.datagrams(), picture.sampled()),
              name(outwards ? each.to() : each.from()),
              words.way(each.way())));
    }
    if (arrows.size() > MOST_ARROWS) {
      facts.add(context.say("ui.map.fact.more", Formats.count(arrows.size() - MOST_ARROWS)));
    }
  }

  private static String key(boolean outwards, boolean hasWay) {
    if (outwards) {
      return hasWay ? "ui.map.fact.to-way" : "ui.map.fact.to";
    }
    return hasWay ? "ui.map.fact.from-way" : "ui.map.fact.from";
  }

  private String name(String node) {
    return picture
        .sender(node)
        .map(words::sender)
        .or(() -> picture.place(node).map(words::place))
        .or(
            () ->
                picture
                    .ear(node)
                    .map(
                        each ->
                            context.say(
                                "ui.map.fact.listener",
                                String.valueOf(each.listener()),
                                each.local())))
        .orElse("");
  }
}
