package org.portbound.workbench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Opening;
import org.portbound.socket.SendOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.SystemCall;
import org.portbound.socket.UdpSocket;
import org.portbound.text.Message;

/**
 * One datagram each from many source ports, so that a hash has something to spread. All sockets
 * stay open until the last has sent: the kernel would give a free port out again.
 */
public final class ManyPorts {
  /** From so many ports. */
  public static final int PORTS = 1_000;

  private ManyPorts() {}

  /**
   * What came of it.
   *
   * @param sent how many went out
   * @param error what ended it early, or null
   */
  public record Result(int sent, @Nullable Errno error) {}

  /**
   * Sends them. The payload's first byte goes round from 0 to one less than {@code firstBytes}, for
   * a program that looks at it.
   */
  static Result send(
      SocketProvider provider,
      Ledger ledger,
      Chronicle chronicle,
      Endpoint destination,
      int firstBytes) {
    SocketPlan plan = SocketPlan.of(new Endpoint(destination.address(), 0));
    var open = new ArrayList<UdpSocket>(PORTS);
    try {
      for (int i = 0; i < PORTS; i++) {
        byte[] payload = payload(i, firstBytes);
        Errno error =
            switch (provider.open(plan)) {
              case Opening.Refused refused -> refused(ledger, refused);
              case Opening.Opened(UdpSocket socket, List<SystemCall> steps) -> {
                open.add(socket);
                ledger.add(0, steps);
                yield send(socket, ledger, destination, payload);
              }
            };
        if (error != null) {
          return new Result(i, error);
        }
      }
    } finally {
      closeAll(open, ledger);
    }
    chronicle.note(new Act.Other(Message.of("workbench.act.many-ports", destination)));
    return new Result(PORTS, null);
  }

  private static byte[] payload(int number, int firstBytes) {
    byte[] payload = (" datagram " + (number + 1)).getBytes(US_ASCII);
    payload[0] = (byte) (number % firstBytes);
    return payload;
  }

  private static Errno refused(Ledger ledger, Opening.Refused refused) {
    ledger.add(0, refused.steps());
    return refused.errno();
  }

  private static @Nullable Errno send(
      UdpSocket socket, Ledger ledger, Endpoint destination, byte[] payload) {
    CallOutcome outcome = socket.send(destination, payload, SendOptions.DEFAULT);
    ledger.add(0, outcome.calls());
    return outcome instanceof CallOutcome.Failed failed ? failed.errno() : null;
  }

  private static void closeAll(List<UdpSocket> open, Ledger ledger) {
    open.forEach(each -> ledger.add(0, each.closeReporting().calls()));
  }
}
