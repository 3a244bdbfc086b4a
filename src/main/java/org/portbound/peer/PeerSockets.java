package org.portbound.peer;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Errno;
import org.portbound.socket.Opening;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.Spawning;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;

/**
 * The sockets that a peer holds, and what it is told to do with them. Belongs to the commanding
 * thread.
 */
final class PeerSockets implements AutoCloseable {
  private final SocketProvider provider;
  private final PeerReceiver receiver;
  private final EventWriter writer;
  private final Map<Integer, UdpSocket> open = new HashMap<>();

  PeerSockets(SocketProvider provider, PeerReceiver receiver, EventWriter writer) {
    this.provider = provider;
    this.receiver = receiver;
    this.writer = writer;
  }

  /** Performs a command and writes its reply. */
  void perform(long request, Command command) {
    switch (command) {
      case Command.Open(int number, SocketPlan plan) -> open(request, number, plan);
      case Command.Close(int number) -> with(request, number, socket -> close(number, socket));
      case Command.SetReuse c ->
          with(request, c.socket(), socket -> outcome(socket.setReuse(c.option(), c.on())));
      case Command.Join c ->
          with(request, c.socket(), socket -> outcome(socket.join(c.membership())));
      case Command.Leave c ->
          with(request, c.socket(), socket -> outcome(socket.leave(c.membership())));
      case Command.SetSources c ->
          with(
              request,
              c.socket(),
              socket -> outcome(socket.setSources(c.joined(), c.changed().sources())));
      case Command.SetMulticastAll c ->
          with(request, c.socket(), socket -> outcome(socket.setMulticastAll(c.group(), c.on())));
      case Command.SetSteering c ->
          with(request, c.socket(), socket -> outcome(socket.setSteering(c.how())));
      case Command.SetIncomingCpu c ->
          with(request, c.socket(), socket -> outcome(socket.setIncomingCpu(c.cpu())));
      case Command.Send c ->
          with(
              request,
              c.socket(),
              socket -> outcome(socket.send(c.destination(), c.payload(), c.options())));
      case Command.Hold c ->
          with(
              request,
              c.socket(),
              socket -> spawning(provider.spawnInheriting(socket, c.program())));
      case Command.End() -> throw new IllegalArgumentException("the end has no reply");
    }
  }

  /** Closes every socket. The receiving thread must have ended. */
  @Override
  public void close() {
    open.values().forEach(UdpSocket::close);
    open.clear();
  }

  private void open(long request, int number, SocketPlan plan) {
    if (open.containsKey(number)) {
      reply(request, Map.of("outcome", "numberTaken"));
      return;
    }
    switch (provider.open(plan)) {
      case Opening.Opened(UdpSocket socket, List<SystemCall> steps) -> {
        open.put(number, socket);
        // The reply goes first, so that nobody hears of a datagram before the socket it came by.
        reply(request, opened(socket, steps));
        receiver.add(socket, number);
      }
      case Opening.Refused(SocketPlan _, SystemCall failed, Errno _, List<SystemCall> steps) -> {
        var body = new LinkedHashMap<String, Object>();
        body.put("outcome", "refused");
        body.put("failed", WireValues.call(failed));
        body.put("calls", WireValues.calls(steps));
        reply(request, body);
      }
    }
  }

  private static Map<String, Object> opened(UdpSocket socket, List<SystemCall> steps) {
    var body = new LinkedHashMap<String, Object>();
    body.put("outcome", "opened");
    body.put("local", socket.local().toString());
    body.put("reuse", WireValues.reuse(socket.reuse()));
    body.put("fd", socket.descriptor());
    socket.inode().ifPresent(inode -> body.put("inode", inode));
    socket.receiveBufferBytes().ifPresent(bytes -> body.put("receiveBuffer", bytes));
    body.put("calls", WireValues.calls(steps));
    return body;
  }

  private Map<String, Object> close(int number, UdpSocket socket) {
    receiver.remove(socket);
    open.remove(number);
    return outcome(socket.closeReporting());
  }

  private static Map<String, Object> outcome(CallOutcome outcome) {
    var body = new LinkedHashMap<String, Object>();
    switch (outcome) {
      case CallOutcome.Done _ -> body.put("outcome", "done");
      case CallOutcome.Failed(SystemCall failed, Errno _, List<SystemCall> _) -> {
        body.put("outcome", "failed");
        body.put("failed", WireValues.call(failed));
      }
    }
    body.put("calls", WireValues.calls(outcome.calls()));
    return body;
  }

  private static Map<String, Object> spawning(Spawning spawning) {
    var body = new LinkedHashMap<String, Object>();
    switch (spawning) {
      case Spawning.Spawned(long pid, SystemCall _) -> {
        body.put("outcome", "spawned");
        body.put("pid", pid);
      }
      case Spawning.Failed _ -> body.put("outcome", "notSpawned");
    }
    body.put("call", WireValues.call(spawning.call()));
    return body;
  }

  private interface Act {
    Map<String, Object> on(UdpSocket socket);
  }

  private void with(long request, int number, Act act) {
    @Nullable UdpSocket socket = open.get(number);
    reply(request, socket == null ? Map.of("outcome", "noSocket") : act.on(socket));
  }

  private void reply(long request, Map<String, Object> body) {
    var event = new LinkedHashMap<String, Object>();
    event.put("event", "reply");
    event.put("request", request);
    event.putAll(body);
    writer.writeNow(event);
  }
}
