package org.portbound.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.portbound.socket.ReuseOptions;
import org.portbound.socket.SocketProvider;
import org.portbound.socket.nio.NioProvider;
import org.portbound.socket.posix.PosixProvider;
import org.portbound.text.Texts;

/** All pairs on the real kernel, and what other systems say of theirs. */
@Timeout(60)
final class MatrixTest {
  private static final int PAIRS = 16 * AddressCase.ALL.size();

  static Stream<SocketProvider> providers() {
    return Stream.of(new PosixProvider(), new NioProvider());
  }

  @ParameterizedTest
  @MethodSource("providers")
  void everyPairIsTriedAndAgrees(SocketProvider provider) {
    Laboratories.assumePrivateNetwork();
    MatrixGrid grid = Matrix.run(provider, (_, _) -> {}, () -> false);
    boolean twoUsers = grid.laboratory().otherUser().isPresent();
    assertEquals(PAIRS * (twoUsers ? 2 : 1), grid.cells().size());
    assertEquals(List.of(), grid.differences());
    AddressCase same = AddressCase.ALL.getFirst();
    assertInstanceOf(MatrixResult.Refused.class, result(grid, same, ReuseOptions.NONE));
    assertInstanceOf(MatrixResult.Allowed.class, result(grid, same, ReuseOptions.PORT));
    assertEquals(grid.cells().size() + 1, grid.toCsv().lines().count());
    assertTrue(
        grid.toCsv()
            .contains("same,127.0.0.1,127.0.0.1,none,none,refused,no-option-on-either,EADDRINUSE"));
  }

  private static MatrixResult result(MatrixGrid grid, AddressCase addresses, ReuseOptions both) {
    return grid.cell(addresses, both, both, false).orElseThrow().result();
  }

  @Test
  void itEndsWhenItIsCancelled() {
    Laboratories.assumePrivateNetwork();
    var done = new int[1];
    MatrixGrid grid = Matrix.run(new PosixProvider(), (_, _) -> done[0]++, () -> done[0] >= 3);
    assertEquals(3, grid.cells().size());
  }

  @Test
  void otherSystemsAnswerAsTheirDocumentationSays() {
    ReuseOptions none = ReuseOptions.NONE;
    ReuseOptions addr = ReuseOptions.ADDR;
    ReuseOptions port = ReuseOptions.PORT;
    assertEquals(OtherSystem.Answer.ALLOWED, OtherSystem.MACOS.answer(port, port, true));
    assertEquals(OtherSystem.Answer.REFUSED, OtherSystem.MACOS.answer(addr, addr, true));
    assertEquals(OtherSystem.Answer.ALLOWED, OtherSystem.BSD.answer(none, addr, false));
    assertEquals(OtherSystem.Answer.REFUSED, OtherSystem.BSD.answer(addr, none, false));
    assertEquals(OtherSystem.Answer.NOT_SAID, OtherSystem.BSD.answer(none, port, false));
    assertEquals(OtherSystem.Answer.ALLOWED, OtherSystem.WINDOWS.answer(addr, addr, true));
    assertEquals(OtherSystem.Answer.ALLOWED, OtherSystem.WINDOWS.answer(none, none, false));
    assertEquals(OtherSystem.Answer.NO_SUCH_OPTION, OtherSystem.WINDOWS.answer(none, port, true));
    var texts = Texts.in(Locale.ENGLISH);
    for (OtherSystem each : OtherSystem.values()) {
      assertTrue(texts.say(each.source()).contains("not measured"));
      assertTrue(texts.say(each.remark()).length() > texts.say(each.title()).length());
    }
  }
}
