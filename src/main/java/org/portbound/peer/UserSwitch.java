package org.portbound.peer;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.portbound.text.Message;

/**
 * The words before a command that make it run as another user, and die with the thread that started
 * it: setpriv(1) of util-linux, which replaces itself by the command, so that the process id stays.
 */
final class UserSwitch {
  /** What another user's process is given of root's environment. */
  static final Set<String> KEPT_ENVIRONMENT = Set.of("PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ");

  /** Portable names (useradd(8)), with the dots and capitals that directories of users bring. */
  private static final Pattern USER_NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,255}");

  private static final int ROOT = 0;

  private UserSwitch() {}

  /** What came of looking for a way. */
  sealed interface Way {
    /**
     * A way.
     *
     * @param prefix the words before the command
     * @param otherUser whether the command runs as somebody else
     */
    record Found(List<String> prefix, boolean otherUser) implements Way {}

    /** No way. */
    record None(PeerStart why) implements Way {}
  }

  /** The way to run the launcher's command as a user. Runs small programs, so it blocks. */
  static Way to(PeerUser user, PeerLauncher launcher) {
    return switch (user) {
      case PeerUser.Same() -> new Way.Found(withParentOnly(), false);
      case PeerUser.Other(String name) -> toOther(name, launcher);
    };
  }

  /**
   * With PR_SET_PDEATHSIG (prctl(2)) the kernel kills the peer when the thread that started it
   * ends, even while the peer is stopped and cannot see its input end. Without it a stopped peer
   * would stay behind a Portbound that was killed.
   */
  private static List<String> withParentOnly() {
    return Setpriv.PROGRAM
        .map(program -> List.of(program, "--pdeathsig", "KILL", "--"))
        .orElse(List.of());
  }

  private static Way toOther(String name, PeerLauncher launcher) {
    if (!USER_NAME.matcher(name).matches()) {
      return failed("peer.user.not-a-name", name);
    }
    Optional<Path> id = Tool.find("id");
    if (id.isEmpty()) {
      return failed("peer.user.no-tool", "id");
    }
    Tool.Result uid = Tool.run(List.of(id.get().toString(), "-u", name));
    Tool.Result gid = Tool.run(List.of(id.get().toString(), "-g", name));
    if (!uid.ok() || !gid.ok()) {
      return failed("peer.user.unknown", name);
    }
    if (ProcessState.ownUid().orElse(-1) != ROOT) {
      return new Way.None(new PeerStart.NotPermitted(Message.of("peer.user.not-permitted", name)));
    }
    if (Setpriv.PROGRAM.isEmpty()) {
      return failed("peer.user.no-tool", "setpriv");
    }
    List<String> prefix =
        List.of(
            Setpriv.PROGRAM.get(),
            "--reuid",
            uid.output(),
            "--regid",
            gid.output(),
            "--clear-groups",
            "--inh-caps=-all",
            "--no-new-privs",
            "--pdeathsig",
            "KILL",
            "--");
    Tool.Result able = Tool.run(Tool.behind(prefix, List.of("true")));
    if (!able.ok()) {
      return failed("peer.user.refused", name, able.output());
    }
    return launcher.files().stream()
        .filter(file -> !readable(prefix, file))
        .findFirst()
        .map(file -> failed("peer.user.not-readable", name, file))
        .orElse(new Way.Found(prefix, true));
  }

  /** Asks as that user, so that groups, access lists and mounts all count. */
  private static boolean readable(List<String> prefix, Path file) {
    boolean enter = Files.isDirectory(file);
    Tool.Result readable = Tool.run(Tool.behind(prefix, List.of("test", "-r", file.toString())));
    return readable.ok()
        && (!enter || Tool.run(Tool.behind(prefix, List.of("test", "-x", file.toString()))).ok());
  }

  private static Way failed(String key, Object... arguments) {
    return new Way.None(new PeerStart.Failed(Message.of(key, arguments)));
  }

  /** Looked for once: setpriv as util-linux has it; others do not know the option. */
  private static final class Setpriv {
    static final Optional<String> PROGRAM =
        Tool.find("setpriv")
            .map(Path::toString)
            .filter(
                program -> Tool.run(List.of(program, "--pdeathsig", "KILL", "--", "true")).ok());
  }
}
