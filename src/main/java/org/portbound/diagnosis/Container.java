package org.portbound.diagnosis;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.portbound.text.Message;

/**
 * A container, as the control group of one of its processes names it (/proc/PID/cgroup,
 * cgroups(7)).
 *
 * @param kind what runs it
 * @param name its identifier, shortened as its own tools do, or its name
 */
public record Container(Kind kind, String name) {
  private static final int SHORT_ID = 12;

  /** What runs a container. The patterns are those of the groups that each creates. */
  public enum Kind {
    /** {@code docker-ID.scope} under systemd, {@code /docker/ID} otherwise. */
    DOCKER("/docker[-/]([0-9a-f]{64})"),
    /** {@code libpod-ID.scope}. */
    PODMAN("/libpod-([0-9a-f]{64})"),
    /** {@code crio-ID.scope}. */
    CRIO("/crio-([0-9a-f]{64})"),
    /** {@code cri-containerd-ID.scope}; {@code /kubepods/…/ID} and {@code /NAMESPACE/ID}. */
    CONTAINERD("/(?:cri-containerd-)?([0-9a-f]{64})(?:\\.scope)?(?:/|$)"),
    /** {@code /lxc.payload.NAME}, before version 4 {@code /lxc/NAME}. */
    LXC("/lxc(?:\\.payload\\.|/)([^/]+)"),
    /** {@code systemd-nspawn@NAME.service} or {@code machine-NAME.scope}. */
    NSPAWN("/(?:systemd-nspawn@|machine-)([^/]+)\\.(?:service|scope)");

    private final Pattern pattern;

    Kind(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }
  }

  /** The container that this control group belongs to; the innermost if there are several. */
  static Optional<Container> of(String cgroup) {
    return cgroup.lines().map(Container::ofLine).flatMap(Optional::stream).findFirst();
  }

  private static Optional<Container> ofLine(String line) {
    Container innermost = null;
    int at = -1;
    for (Kind kind : Kind.values()) {
      Matcher matcher = kind.pattern.matcher(line);
      while (matcher.find()) {
        if (matcher.start(1) > at) {
          at = matcher.start(1);
          innermost = new Container(kind, shortened(matcher.group(1)));
        }
      }
    }
    return Optional.ofNullable(innermost);
  }

  private static String shortened(String name) {
    return name.matches("[0-9a-f]{64}") ? name.substring(0, SHORT_ID) : unescaped(name);
  }

  /** systemd writes characters that a unit's name may not have as {@code \x2d}. */
  private static String unescaped(String name) {
    return Pattern.compile("\\\\x([0-9a-f]{2})")
        .matcher(name)
        .replaceAll(
            match ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(match.group(1), 16))));
  }

  /** What it is. */
  public Message message() {
    return Message.of("diagnosis.container." + kind, name);
  }
}
