package org.portbound.lesson;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.capture.DatagramLog;
import org.portbound.socket.Family;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.text.Message;
import org.portbound.workbench.Act;
import org.portbound.workbench.Chronicle;
import org.portbound.workbench.SendPlan;
import org.portbound.workbench.Source;

/**
 * Tells datagrams that were sent: from a listener, from a socket of their own, which the lesson
 * binds and closes, or from any port. One thread.
 */
final class SendTelling {
  private final List<Chronicle.Entry> entries;
  private final RetoldSockets sockets;
  private final RetoldSend deliveries;

  SendTelling(List<Chronicle.Entry> entries, RetoldSockets sockets, DatagramLog log) {
    this.entries = entries;
    this.sockets = sockets;
    this.deliveries = new RetoldSend(log, sockets);
  }

  Told sent(Chronicle.Entry entry, Act.Sent sent) {
    SendPlan plan = sent.plan();
    Message title = Message.of("lesson.told.send", plan.payload().length, plan.destination());
    Optional<Message> obstacle = deliveries.obstacle(plan);
    if (obstacle.isPresent()) {
      return Told.not(title, obstacle.get());
    }
    if (plan.source() instanceof Source.Listener(int listener)) {
      return sockets
          .find(listener)
          .map(socket -> delivered(entry, sent, title, socket.name(), null))
          .orElseGet(
              () -> Told.not(title, Message.of("lesson.told.no-socket", sockets.nameOf(listener))));
    }
    boolean ofItsOwn = plan.source() instanceof Source.Bound || plan.setup().connect();
    if (!ofItsOwn) {
      return delivered(entry, sent, title, sockets.nextSender(), null);
    }
    ReuseOptions reuse =
        plan.source() instanceof Source.Bound bound ? bound.reuse() : ReuseOptions.NONE;
    var own =
        new RetoldSockets.Open(
            sockets.nextSendSocket(), 0, Family.of(sent.from().address()), sent.from(), reuse);
    return delivered(entry, sent, title, own.name(), own);
  }

  /**
   * @param from the name of the socket or sender
   * @param own the socket that is bound for it and closed afterwards, or null
   */
  private Told delivered(
      Chronicle.Entry entry,
      Act.Sent sent,
      Message title,
      String from,
      RetoldSockets.@Nullable Open own) {
    SendPlan plan = sent.plan();
    Optional<Expected.Delivery> delivery =
        deliveries.delivery(sent, own, row -> isLater(entry, row));
    if (delivery.isEmpty()) {
      return Told.not(title, Message.of("lesson.told.no-delivery"));
    }
    int ports = plan.source() instanceof Source.Listener || own != null ? 0 : 1;
    var send =
        new Deed.Send(from, ports, plan.destination(), RetoldSend.text(plan), 1, delivery.get());
    List<Deed> deeds = own == null ? List.of(send) : aroundSend(plan, own, send);
    return new Told(
        Answers.done(send, LessonPorts.AS_WRITTEN), deeds, null, RetoldSend.remarks(plan));
  }

  private static List<Deed> aroundSend(SendPlan plan, RetoldSockets.Open own, Deed.Send send) {
    var deeds = new ArrayList<Deed>();
    SocketPlan socket = SocketPlan.of(own.local()).withReuse(own.reuse());
    deeds.add(new Deed.Bind(own.name(), socket, null, false, Expected.Answer.OK));
    if (plan.setup().connect()) {
      deeds.add(new Deed.Connect(own.name(), plan.destination(), Expected.Answer.OK));
    }
    deeds.add(send);
    deeds.add(new Deed.Close(own.name(), Expected.Answer.OK));
    return deeds;
  }

  /** Whether the rows from this one on may be those of a later send of the same. */
  private boolean isLater(Chronicle.Entry entry, long row) {
    return entries.stream()
        .filter(each -> each.number() > entry.number())
        .map(Chronicle.Entry::act)
        .anyMatch(
            each ->
                each instanceof Act.Sent later
                    && entry.act() instanceof Act.Sent sent
                    && RetoldSend.isSame(sent, later)
                    && row >= later.firstRow());
  }
}
