package org.portbound.workbench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.portbound.diagnosis.Fix;
import org.portbound.diagnosis.SendFix;
import org.portbound.message.Payload;
import org.portbound.message.TemplateText;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Parsed;

/** The command lines that do in a terminal what a fix does in the window. */
public final class CommandLines {
  /** Stands for the file that holds the payload where the command line cannot. */
  public static final String FILE = "FILE";

  /** A longer payload would fill the screen: it stands for a file then. */
  private static final int MAX_SHOWN_BYTES = 200;

  private CommandLines() {}

  /** The command for a fix; empty for an advice, whose sentence holds its own. */
  public static Optional<String> of(Fix fix, ListenerPlan refused) {
    return switch (fix) {
      case Fix.RebindTogether together -> Optional.of(listen(refused, together.plan()));
      case Fix.SetOptionThenBind set -> Optional.of(listen(refused, set.plan()));
      case Fix.BindInstead instead -> Optional.of(listen(refused, instead.plan()));
      case Fix.StopProcess stop -> Optional.of("kill " + stop.pid());
      case Fix.Advice advice -> Optional.empty();
    };
  }

  /** The command that listens by another plan. */
  public static String listen(ListenerPlan wanted, SocketPlan plan) {
    var words = new ArrayList<String>();
    words.add("portbound listen " + shell(plan.local().toString()));
    addReuse(words, plan.reuse());
    if (plan.v6Only() && plan.family() == Family.INET6) {
      words.add("--v6only");
    }
    plan.groups().forEach(each -> words.add("--group " + each));
    if (wanted.closeOnExit()) {
      words.add("--exit-on-exit");
    }
    return String.join(" ", words);
  }

  /** The command for a fix of the socket that was to send; empty for an advice. */
  public static Optional<String> of(Fix fix, SendPlan plan) {
    return switch (fix) {
      case Fix.RebindTogether together -> send(plan.withSource(source(together.plan())));
      case Fix.SetOptionThenBind set -> send(plan.withSource(source(set.plan())));
      case Fix.BindInstead instead -> send(plan.withSource(source(instead.plan())));
      case Fix.StopProcess stop -> Optional.of("kill " + stop.pid());
      case Fix.Advice advice -> Optional.empty();
    };
  }

  private static Source source(SocketPlan plan) {
    return new Source.Bound(plan.local(), plan.reuse());
  }

  /** The command for a fix of a send; empty for an advice, and where a listener is to send. */
  public static Optional<String> of(SendFix fix, SendPlan plan) {
    return switch (fix) {
      case SendFix.SendAgain again -> send(plan, again);
      case SendFix.ListenThere there ->
          Optional.of("portbound listen " + shell(there.listener().local().toString()));
      case SendFix.Advice advice -> Optional.empty();
    };
  }

  private static Optional<String> send(SendPlan plan, SendFix.SendAgain again) {
    int lengthBytes = again.attempt().lengthBytes();
    return lengthBytes == plan.payload().length
        ? send(plan.with(again.attempt()))
        : send(plan.with(again.attempt()), "--file /dev/stdin")
            .map(command -> "head -c " + lengthBytes + " " + FILE + " | " + command);
  }

  private static Optional<String> send(SendPlan plan) {
    return send(plan, payload(plan.payload()));
  }

  private static Optional<String> send(SendPlan plan, String payload) {
    var words = new ArrayList<String>();
    words.add("portbound send " + shell(plan.destination().toString()) + " " + payload);
    switch (plan.source()) {
      case Source.Listener listener -> {
        return Optional.empty();
      }
      case Source.Bound(Endpoint local, ReuseOptions reuse) -> {
        words.add("--from " + shell(local.toString()));
        addReuse(words, reuse);
      }
      case Source.AnyPort any -> {}
    }
    addOptions(words, plan);
    return Optional.of(String.join(" ", words));
  }

  private static void addReuse(List<String> words, ReuseOptions reuse) {
    if (reuse.reusePort()) {
      words.add("--reuseport");
    }
    if (reuse.reuseAddr()) {
      words.add("--reuseaddr");
    }
  }

  private static void addOptions(List<String> words, SendPlan plan) {
    String by = plan.options().interfaceName();
    if (by != null) {
      words.add("--interface " + by);
    }
    if (plan.options().ttlHops().isPresent()) {
      words.add("--ttl " + plan.options().ttlHops().getAsInt());
    }
    if (!plan.options().loopback() && plan.destination().address().isMulticastAddress()) {
      words.add("--no-loopback");
    }
    if (plan.options().broadcast()) {
      words.add("--broadcast");
    }
    if (plan.options().dontFragment()) {
      words.add("--dont-fragment");
    }
    if (plan.options().dscp().isPresent()) {
      words.add("--dscp " + plan.options().dscp().getAsInt());
    }
    if (plan.setup().connect()) {
      words.add("--connect");
    }
    String device = plan.setup().device();
    if (device != null) {
      words.add("--device " + device);
    }
    if (plan.setup().sendBufferBytes().isPresent()) {
      words.add("--send-buffer " + plan.setup().sendBufferBytes().getAsInt());
    }
  }

  private static String payload(byte[] bytes) {
    if (bytes.length > MAX_SHOWN_BYTES) {
      return "--file " + FILE;
    }
    String text = TemplateText.of(bytes);
    boolean same =
        Payload.text(text) instanceof Parsed.Valid<byte[]>(byte[] read)
            && Arrays.equals(read, bytes);
    return same && !text.startsWith("-") ? shell(text) : "--hex " + shell(Payload.toHex(bytes));
  }

  /** A word as a POSIX shell takes it. */
  private static String shell(String word) {
    if (word.matches("[\\w./:@%+,-]+")) {
      return word;
    }
    return word.matches("[^\"$`\\\\!]*")
        ? '"' + word + '"'
        : "'" + word.replace("'", "'\\''") + "'";
  }
}
