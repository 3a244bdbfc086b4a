package org.portbound.diagnosis.group;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Family;
import org.portbound.socket.GroupMembership;
import org.portbound.socket.Interface;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SourceFilter;
import org.portbound.socket.SourceFilter.Mode;
import org.portbound.text.Message;

/** Why a call about a group on an open socket failed: the error at this call, and what helps. */
public final class GroupFailures {
  private final CallOutcome.Failed failed;
  private final GroupSubject subject;
  private final GroupMembership wanted;
  private final String group;
  private final List<Message> reasons = new ArrayList<>();
  private final List<GroupFix> fixes = new ArrayList<>();

  private GroupFailures(CallOutcome.Failed failed, GroupSubject subject, GroupMembership wanted) {
    this.failed = failed;
    this.subject = subject;
    this.wanted = wanted;
    this.group = Endpoint.text(wanted.group());
  }

  /**
   * Explains a failure.
   *
   * @param verb what was tried: {@code join}, {@code leave} or {@code sources}
   * @param wanted the membership it was about
   */
  public static GroupRefusal explain(
      CallOutcome.Failed failed, String verb, GroupSubject subject, GroupMembership wanted) {
    var failure = new GroupFailures(failed, subject, wanted);
    failure.find(verb);
    Errno errno = failed.errno();
    return new GroupRefusal(
        Message.of("diagnosis.headline", verb + " " + wanted, errno.words(), errno.name()),
        failure.reasons,
        failure.fixes);
  }

  private void find(String verb) {
    Errno errno = failed.errno();
    boolean aboutSources =
        failed.failed().arguments().contains("SOURCE")
            || failed.failed().arguments().contains("MSFILTER")
            || failed.failed().name().endsWith("block");
    if (errno.is(Errno.EADDRINUSE)) {
      already();
    } else if (errno.is(Errno.ENOBUFS)) {
      if (aboutSources || wanted.sources().sources().size() > 1) {
        tooManySources();
      } else {
        tooMany();
      }
    } else if (errno.is(Errno.ENODEV) || errno.is(Errno.ENXIO)) {
      noInterface();
    } else if (errno.is(Errno.EADDRNOTAVAIL) && !aboutSources) {
      reason("diagnosis.group.not-joined", group, wanted.interfaceName());
    } else if (errno.is(Errno.ENOPROTOOPT) || errno.is(Errno.EAFNOSUPPORT)) {
      reason("diagnosis.join.other-family", group, subject.plan().family().label());
    } else if (errno.is(Errno.EOPNOTSUPP)) {
      reason("diagnosis.group.not-supported", failed.failed().name());
    } else if (!wanted.group().isMulticastAddress()) {
      reason("diagnosis.join.not-group", group);
    } else if (aboutSources && errno.is(Errno.EINVAL) && verb.equals("join")) {
      already();
    } else {
      reason("diagnosis.open.other", failed.failed().name(), errno);
    }
  }

  private void reason(String key, Object... arguments) {
    reasons.add(Message.of(key, arguments));
  }

  /** The sources asked for can be set without leaving. */
  private void already() {
    reason("diagnosis.join.already", group, wanted.interfaceName());
    subject
        .joinedAt(wanted)
        .filter(joined -> !joined.sources().equals(wanted.sources()))
        .ifPresent(
            joined ->
                fixes.add(
                    new GroupFix.SetSources(
                        joined,
                        wanted.sources(),
                        Message.of("diagnosis.groupfix.set-sources", group),
                        Message.of(
                            "diagnosis.groupfix.set-sources-detail",
                            joined.toString(),
                            wanted.toString()))));
  }

  private void tooMany() {
    long joined = subject.joined4();
    reason("diagnosis.join.too-many", String.valueOf(joined));
    ReuseOptions reuse = subject.plan().reuse();
    if (!reuse.equals(ReuseOptions.NONE)) {
      fixes.add(
          new GroupFix.ListenBeside(
              subject.plan().withLocal(subject.local()).withGroups(List.of(wanted)),
              Message.of("diagnosis.groupfix.beside"),
              Message.of("diagnosis.groupfix.beside-detail", group)));
    }
    fixes.add(
        new GroupFix.Advice(
            Message.of("diagnosis.fix.raise-group-limit"),
            Message.of("diagnosis.fix.raise-group-limit-detail", String.valueOf(2 * joined))));
  }

  private void tooManySources() {
    Family family = Family.of(wanted.group());
    OptionalInt most = subject.limits().sources(family);
    String name = GroupLimits.sourcesName(family);
    SourceFilter sources = wanted.sources();
    String count = String.valueOf(sources.sources().size());
    if (most.isEmpty()) {
      reason("diagnosis.group.many-sources", count, name);
      return;
    }
    reason("diagnosis.group.too-many-sources", count, String.valueOf(most.getAsInt()), name);
    if (subject.joinedAt(wanted).isEmpty() && sources.mode() == Mode.ONLY) {
      var fewer = sources.sources().subList(0, Math.min(most.getAsInt(), sources.sources().size()));
      fixes.add(
          new GroupFix.Join(
              wanted.withSources(new SourceFilter(Mode.ONLY, fewer)),
              Message.of("diagnosis.groupfix.fewer-sources", String.valueOf(fewer.size())),
              Message.of("diagnosis.groupfix.fewer-sources-detail", String.valueOf(fewer.size()))));
    }
    fixes.add(
        new GroupFix.Advice(
            Message.of("diagnosis.fix.raise-group-limit"),
            Message.of("diagnosis.groupfix.raise-detail", name, count)));
  }

  private void noInterface() {
    reason("diagnosis.join.no-interface", wanted.interfaceName(), subject.interfaceNames());
    boolean there = subject.interfaceOf(wanted).isPresent();
    if (there) {
      reasons.clear();
      reason("diagnosis.group.interface-unusable", wanted.interfaceName());
    }
    subject.interfaces().stream()
        .filter(Interface::loopback)
        .filter(each -> !each.name().equals(wanted.interfaceName()))
        .findFirst()
        .ifPresent(
            loopback ->
                fixes.add(
                    new GroupFix.Join(
                        new GroupMembership(wanted.group(), loopback.name(), wanted.sources()),
                        Message.of("diagnosis.fix.join-on", loopback.name()),
                        Message.of("diagnosis.fix.join-on-detail", loopback.name()))));
  }
}
