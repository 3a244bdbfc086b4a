package org.portbound.ui.listeners;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.scene.control.TextField;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.GroupRange;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import org.portbound.ui.control.FieldChecks;
import org.portbound.ui.control.HintLine;
import org.portbound.ui.control.HintLine.Hint;
import org.portbound.ui.control.InterfaceChoice;
import org.portbound.ui.control.Recents;
import org.portbound.ui.control.UiContext;

/**
 * Where a listener's groups are written, the interface they are joined on, and the line below that
 * says what comes of both. JavaFX thread.
 */
final class GroupsField {
  private final UiContext context;
  private final Supplier<Optional<InetAddress>> local;
  private final TextField groups = new TextField();
  private final InterfaceChoice on;
  private final FieldChecks.Field<List<GroupMembership>> field;
  private final HintLine hint;

  /**
   * @param local the address to bind, which the groups must be of one family with
   */
  GroupsField(UiContext context, FieldChecks checks, Supplier<Optional<InetAddress>> local) {
    this.context = context;
    this.local = local;
    this.on = new InterfaceChoice(context, "bind-interface");
    context.named(groups, "bind-groups");
    groups.getStyleClass().add("pb-mono");
    Recents.GROUPS.offerIn(context, groups);
    groups.setPromptText(context.say("ui.bind-groups.prompt"));
    field = checks.add(groups, this::read);
    hint = new HintLine(2, this::hint, field);
    hint.setId("bind-groups-hint");
    on.nameProperty().subscribe(checks::readAgain);
    on.missingProperty().subscribe(hint::refresh);
  }

  private Parsed<List<GroupMembership>> read(String text) {
    var found = new ArrayList<GroupMembership>();
    for (String each : text.strip().split("[\\s,;]+", -1)) {
      if (each.isEmpty()) {
        continue;
      }
      switch (GroupRange.read(each, on.name())) {
        case Parsed.Invalid<List<GroupMembership>>(Message why) -> {
          return new Parsed.Invalid<>(why);
        }
        case Parsed.Valid<List<GroupMembership>>(List<GroupMembership> range) -> {
          Family family = Family.of(range.getFirst().group());
          if (local.get().filter(address -> Family.of(address) != family).isPresent()) {
            return Parsed.invalid("ui.bind-groups.other-family", each, family.label());
          }
          found.addAll(range);
        }
      }
    }
    return Parsed.valid(found);
  }

  private Hint hint() {
    List<GroupMembership> joined = field.value().orElse(List.of());
    if (joined.isEmpty()) {
      return Hint.neutral(context.say("ui.bind-groups.hint.none"));
    }
    Optional<Message> missing =
        joined.stream()
            .map(each -> context.interfaces().missing(each.interfaceName()))
            .flatMap(Optional::stream)
            .findFirst();
    if (missing.isPresent()) {
      return Hint.warning(context.say(missing.get()));
    }
    return local
        .get()
        .filter(each -> !each.isAnyLocalAddress() && !each.isMulticastAddress())
        .map(deaf -> Hint.warning(context.say("ui.bind-groups.hint.deaf", Endpoint.text(deaf))))
        .orElseGet(() -> Hint.neutral(context.say("ui.bind-groups.hint.joined", on.name())));
  }

  /** Where the groups are typed. */
  TextField input() {
    return groups;
  }

  InterfaceChoice interfaceChoice() {
    return on;
  }

  /** The groups as they are read, with their interfaces. */
  FieldChecks.Field<List<GroupMembership>> field() {
    return field;
  }

  /** The line to put below. */
  HintLine hintLine() {
    return hint;
  }

  /** What is typed has been bound: it is offered from now on. */
  void used() {
    Recents.GROUPS.use(context, groups.getText());
  }
}
