package org.portbound.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.ReuseOptions;
import org.portbound.text.Message;

/** The sentences of a lesson that the program makes. Pure functions; any thread. */
public final class Answers {
  private Answers() {}

  /** What a deed does. */
  public static Message done(Deed deed, LessonPorts ports) {
    return switch (deed) {
      case Deed.Bind bind -> bind(bind, ports);
      case Deed.Set(String socket, Deed.Option option, boolean on, var _) ->
          Message.of(on ? "lesson.do.set-on" : "lesson.do.set-off", option, socket);
      case Deed.Connect(String socket, var to, var _) ->
          Message.of("lesson.do.connect", socket, ports.used(to));
      case Deed.Join(String socket, var group, var _) ->
          Message.of("lesson.do.join", socket, group);
      case Deed.Leave(String socket, var group, var _) ->
          Message.of("lesson.do.leave", socket, group);
      case Deed.Send send -> send(send, ports);
      case Deed.Close(String socket, var _) -> Message.of("lesson.do.close", socket);
      case Deed.Fork(String socket, var _) -> Message.of("lesson.do.fork", socket);
      case Deed.Signal(String process, var action, var _) ->
          switch (action) {
            case CLOSE -> Message.of("lesson.do.end", process);
            case KILL -> Message.of("lesson.do.kill", process);
            case STOP -> Message.of("lesson.do.stop", process);
            case CONTINUE -> Message.of("lesson.do.continue", process);
          };
      case Deed.Who(int port, var _) ->
          Message.of("lesson.do.who", String.valueOf(ports.used(port)));
    };
  }

  private static Message bind(Deed.Bind bind, LessonPorts ports) {
    String process = bind.process();
    String options = options(bind);
    String local = ports.used(bind.local()).toString();
    if (process == null) {
      return Message.of("lesson.do.bind", bind.socket(), local, options);
    }
    return Message.of(
        bind.otherUser() ? "lesson.do.bind-other" : "lesson.do.bind-process",
        bind.socket(),
        local,
        options,
        process);
  }

  /** Every option of a bind, as the calls name them, in parentheses; nothing if there is none. */
  private static String options(Deed.Bind bind) {
    var options = new ArrayList<String>();
    if (!bind.reuse().equals(ReuseOptions.NONE)) {
      options.add(bind.reuse().toString());
    }
    if (bind.plan().v6Only()) {
      options.add("IPV6_V6ONLY");
    }
    bind.plan().groups().forEach(each -> options.add(each.toString()));
    return options.isEmpty() ? "" : " (" + String.join(", ", options) + ")";
  }

  private static Message send(Deed.Send send, LessonPorts ports) {
    String to = ports.used(send.to()).toString();
    String count = String.valueOf(send.count());
    if (send.ports() == 0 && send.count() == 1) {
      return Message.of("lesson.do.send-once", send.text(), to, send.from());
    }
    if (send.ports() > 0) {
      return Message.of(
          send.ports() == 1 ? "lesson.do.send-port" : "lesson.do.send-ports",
          send.text(),
          to,
          count,
          String.valueOf(send.ports()),
          send.from());
    }
    return Message.of("lesson.do.send", send.text(), to, count, send.from());
  }

  /** What is expected. */
  public static Message expected(Expected expected) {
    return switch (expected) {
      case Expected.Answer(String errno) ->
          errno == null
              ? Message.of("lesson.expect.success")
              : Message.of("lesson.expect.error", errno);
      case Expected.Holders(List<String> processes) -> holders(processes);
      case Expected.Delivery delivery -> delivery(delivery);
    };
  }

  private static Message delivery(Expected.Delivery delivery) {
    if (!delivery.oneOf().isEmpty()) {
      return Message.of("lesson.expect.one-of", Deed.names(delivery.oneOf()));
    }
    Message amounts =
        delivery.amounts().entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> Message.of("lesson.expect.gets", each.getKey(), each.getValue().words()))
            .reduce((one, next) -> Message.of("lesson.expect.and", one, next))
            .orElse(Message.of("lesson.expect.nothing"));
    Amount moved = delivery.moved();
    return moved == null ? amounts : Message.of("lesson.expect.moved", amounts, moved.words());
  }

  /** Who holds a port. */
  static Message holders(List<String> processes) {
    return processes.isEmpty()
        ? Message.of("lesson.answer.nobody")
        : Message.of("lesson.answer.holders", Deed.names(processes));
  }

  /** Who got how many. */
  static Message got(Map<String, Integer> counts, int movedPercent) {
    var parts = new ArrayList<String>();
    counts.forEach((socket, count) -> parts.add(socket + ": " + count));
    String all = parts.isEmpty() ? "–" : String.join(", ", parts);
    return movedPercent < 0
        ? Message.of("lesson.answer.got", all)
        : Message.of("lesson.answer.got-moved", all, String.valueOf(movedPercent));
  }

  /** A call that succeeded or failed. */
  static Message call(@Nullable Object errno) {
    return errno == null
        ? Message.of("lesson.answer.success")
        : Message.of("lesson.answer.error", errno);
  }
}
