package org.portbound.diagnosis;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;

/**
 * The network namespaces beside this process's own, found through the processes in them.
 *
 * <p>/proc/PID/net/udp is a file of its own for each namespace, and every user may stat it; the
 * namespace's number (/proc/PID/ns/net) only who may trace the process. A thread that has left its
 * process's namespace is not seen.
 */
final class NetworkNamespaces {
  private static final String NUMBER = "net:[";

  private final SystemFiles files;
  private final Map<Object, List<Integer>> processes = new LinkedHashMap<>();

  private NetworkNamespaces(SystemFiles files) {
    this.files = files;
  }

  /**
   * One of them.
   *
   * @param processes those in it, the lowest number first; never empty
   */
  record Found(NetworkNamespace namespace, List<Integer> processes) {}

  /**
   * Looks for them.
   *
   * @param pids all processes
   * @param looks what was seen of them, with their namespaces
   * @param notes takes a word on named namespaces whose sockets cannot be seen
   */
  static List<Found> find(
      SystemFiles files, List<Integer> pids, List<ProcessLook> looks, List<Message> notes) {
    var namespaces = new NetworkNamespaces(files);
    namespaces.group(pids, looks);
    Map<Long, String> names = namespaces.names();
    if (namespaces.processes.isEmpty() && names.isEmpty()) {
      return List.of();
    }
    Optional<Container> ours = Container.of(ProcessFiles.text(files.proc().resolve("self/cgroup")));
    List<Found> found =
        namespaces.processes.values().stream()
            .map(each -> namespaces.describe(each, names, ours))
            .toList();
    namespaces.noteEmpty(names, found, notes);
    return found;
  }

  /** A namespace's number is quicker to have than its table, so the table is asked for once. */
  private void group(List<Integer> pids, List<ProcessLook> looks) {
    var numbers = new HashMap<Integer, String>();
    for (ProcessLook each : looks) {
      numbers.putAll(each.namespaceLinks());
    }
    var tables = new HashMap<String, Object>();
    Object own = table(files.proc());
    for (int pid : pids) {
      String number = numbers.get(pid);
      Object table = number == null ? null : tables.get(number);
      if (table == null) {
        table = table(files.process(pid));
        if (number != null && table != null) {
          tables.put(number, table);
        }
      }
      if (table != null && !table.equals(own)) {
        processes.computeIfAbsent(table, each -> new ArrayList<>()).add(pid);
      }
    }
  }

  /** What stands for the namespace of a process, or null if it has none any more. */
  private static @Nullable Object table(Path process) {
    try {
      return Files.readAttributes(process.resolve("net/udp"), BasicFileAttributes.class).fileKey();
    } catch (IOException e) {
      // It has ended, or is a zombie.
      return null;
    }
  }

  private Found describe(List<Integer> pids, Map<Long, String> names, Optional<Container> ours) {
    OptionalLong number =
        pids.stream()
            .map(each -> number(files.process(each)))
            .filter(OptionalLong::isPresent)
            .findFirst()
            .orElse(OptionalLong.empty());
    int first = pids.getFirst();
    Path process = files.process(first);
    Container container =
        Container.of(ProcessFiles.text(process.resolve("cgroup")))
            .filter(each -> !Optional.of(each).equals(ours))
            .orElse(null);
    return new Found(
        new NetworkNamespace(
            number,
            first,
            ProcessFiles.program(ProcessFiles.text(process.resolve("stat"))),
            number.isPresent() ? names.get(number.getAsLong()) : null,
            container),
        pids);
  }

  private static OptionalLong number(Path process) {
    try {
      String target = Files.readSymbolicLink(process.resolve("ns/net")).toString();
      return OptionalLong.of(Long.parseLong(target, NUMBER.length(), target.length() - 1, 10));
    } catch (IOException | NumberFormatException e) {
      // Another user's process: every user may know that the namespace is there, not its number.
      return OptionalLong.empty();
    }
  }

  /** The names by number: {@code ip netns} mounts the namespace itself under its name. */
  private Map<Long, String> names() {
    var names = new HashMap<Long, String>();
    if (!Files.isDirectory(files.namespaces())) {
      return names;
    }
    try (DirectoryStream<Path> named = Files.newDirectoryStream(files.namespaces())) {
      Object device = Files.getAttribute(files.proc().resolve("self/ns/net"), "unix:dev");
      for (Path each : named) {
        // A name that is left after its namespace has gone is an ordinary, empty file.
        if (Objects.equals(device, Files.getAttribute(each, "unix:dev"))) {
          names.put((Long) Files.getAttribute(each, "unix:ino"), each.getFileName().toString());
        }
      }
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // No namespace has a name here.
      return Map.of();
    }
    return names;
  }

  private void noteEmpty(Map<Long, String> names, List<Found> found, List<Message> notes) {
    Set<Long> seen =
        found.stream()
            .flatMapToLong(each -> each.namespace().number().stream())
            .boxed()
            .collect(Collectors.toSet());
    number(files.proc().resolve("self")).ifPresent(seen::add);
    boolean allNumbered = found.stream().allMatch(each -> each.namespace().number().isPresent());
    if (allNumbered) {
      names.entrySet().stream()
          .filter(each -> !seen.contains(each.getKey()))
          .map(Map.Entry::getValue)
          .sorted()
          .forEach(each -> notes.add(Message.of("diagnosis.note.empty-namespace", each)));
    }
  }
}
