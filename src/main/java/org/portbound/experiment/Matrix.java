package org.portbound.experiment;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.portbound.rules.BindRules;
import org.portbound.rules.BindVerdict;
import org.portbound.rules.BoundSocket;
import org.portbound.socket.AsideCalls;
import org.portbound.socket.Endpoint;
import org.portbound.socket.Errno;
import org.portbound.socket.Opening;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketPlan;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.UdpSocket;
import org.portbound.socket.posix.KernelLab;
import org.portbound.text.Message;

/** All pairs of the four sets of options, over the address cases, on this very kernel. */
public final class Matrix {
  private static final int PRIVATE_PORT = 12_345;
  private static final Endpoint ANY_PORT = new Endpoint(InetAddress.ofLiteral("127.0.0.1"), 0);

  private final SocketProvider provider;
  private final Laboratory laboratory;
  private final Progress progress;
  private final BooleanSupplier cancelled;
  private final List<MatrixCell> cells = new ArrayList<>();

  private Matrix(
      SocketProvider provider,
      Laboratory laboratory,
      Progress progress,
      BooleanSupplier cancelled) {
    this.provider = provider;
    this.laboratory = laboratory;
    this.progress = progress;
    this.cancelled = cancelled;
  }

  /**
   * Tries every pair, in a network of its own where that is permitted. Blocks, for well under a
   * second; opens at most two sockets at a time and sends nothing.
   *
   * @param progress called on the experiment's thread
   * @param cancelled asked before each cell, on the experiment's thread
   */
  public static MatrixGrid run(
      SocketProvider provider, Progress progress, BooleanSupplier cancelled) {
    return Laboratory.run(
        "experiment-matrix",
        laboratory -> new Matrix(provider, laboratory, progress, cancelled).grid());
  }

  private MatrixGrid grid() {
    // The other user comes last: the classes that it takes are loaded then, and need not be
    // readable to it.
    for (boolean otherUser : new boolean[] {false, true}) {
      if (!otherUser || laboratory.otherUser().isPresent()) {
        fill(otherUser);
      }
    }
    return new MatrixGrid(laboratory, provider.name(), cells);
  }

  private void fill(boolean otherUser) {
    int users = laboratory.otherUser().isPresent() ? 2 : 1;
    int options = MatrixGrid.OPTIONS.size();
    long total = (long) AddressCase.ALL.size() * options * options * users;
    for (AddressCase addresses : AddressCase.ALL) {
      for (ReuseOptions first : MatrixGrid.OPTIONS) {
        for (ReuseOptions second : MatrixGrid.OPTIONS) {
          if (cancelled.getAsBoolean()) {
            return;
          }
          cells.add(cell(addresses, first, second, otherUser));
          progress.done(cells.size(), total);
        }
      }
    }
  }

  private MatrixCell cell(
      AddressCase addresses, ReuseOptions first, ReuseOptions second, boolean otherUser) {
    int uid = otherUser ? laboratory.otherUser().orElseThrow() : laboratory.user();
    // A free port each time: elsewhere somebody may have taken the last one meanwhile.
    int port = laboratory.privateNetwork() ? PRIVATE_PORT : freePort();
    SocketPlan there = addresses.first().plan(port, first);
    SocketPlan here = addresses.second().plan(port, second);
    BindVerdict prediction =
        BindRules.predict(
            List.of(BoundSocket.of(there, laboratory.user())), BoundSocket.of(here, uid));
    return new MatrixCell(
        addresses, first, second, otherUser, prediction, tryOut(there, here, otherUser ? uid : -1));
  }

  /** Its calls are counted, not noted: there are thousands. */
  private Opening opened(SocketPlan plan) {
    Opening opening = provider.open(plan);
    AsideCalls.ofProcess().count(opening.steps());
    return opening;
  }

  private int freePort() {
    return switch (opened(SocketPlan.of(ANY_PORT))) {
      case Opening.Opened opened -> {
        try (UdpSocket socket = opened.socket()) {
          yield socket.local().port();
        }
      }
      case Opening.Refused refused ->
          throw new IllegalStateException("no free port: " + refused.failed());
    };
  }

  /**
   * @param uid who creates the second socket, or −1 for the present user
   */
  private MatrixResult tryOut(SocketPlan there, SocketPlan here, int uid) {
    return switch (opened(there)) {
      case Opening.Refused refused -> notRun(refused);
      case Opening.Opened first -> {
        try (UdpSocket _ = first.socket()) {
          Opening second = uid < 0 ? opened(here) : KernelLab.asUser(uid, () -> opened(here));
          yield switch (second) {
            case Opening.Opened opened -> {
              opened.socket().close();
              yield new MatrixResult.Allowed();
            }
            case Opening.Refused refused ->
                refused.errno().is(Errno.EADDRINUSE)
                    ? new MatrixResult.Refused(refused.errno())
                    : notRun(refused);
          };
        }
      }
    };
  }

  private static MatrixResult notRun(Opening.Refused refused) {
    return new MatrixResult.NotRun(
        Message.of("experiment.matrix.not-run", refused.failed().toString()));
  }
}
