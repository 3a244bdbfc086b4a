package org.portbound.cli;

import java.util.OptionalInt;
import org.portbound.socket.CallOutcome;
import org.portbound.socket.Steering;
import org.portbound.text.Message;
import org.portbound.text.Parsed;
import org.portbound.workbench.Adjusting;

/**
 * What {@code --steer} asks for: {@code hash}, {@code first-byte} or {@code cpu=N}.
 *
 * @param how what decides in the group
 * @param cpu SO_INCOMING_CPU of this socket instead
 */
record SteerOption(Steering how, OptionalInt cpu) {
  private static final String CPU = "cpu=";

  /** More than any Linux is built for (CONFIG_NR_CPUS). */
  private static final int MAX_CPU = 8_191;

  static Parsed<SteerOption> read(String typed) {
    for (Steering each : Steering.values()) {
      if (typed.equals(each.label())) {
        return new Parsed.Valid<>(new SteerOption(each, OptionalInt.empty()));
      }
    }
    if (typed.matches(CPU + "\\d{1,4}")) {
      int cpu = Integer.parseInt(typed, CPU.length(), typed.length(), 10);
      if (cpu <= MAX_CPU) {
        return new Parsed.Valid<>(new SteerOption(Steering.HASH, OptionalInt.of(cpu)));
      }
    }
    return new Parsed.Invalid<>(Message.of("cli.steer.unknown", typed));
  }

  /** Makes the call on an open listener. */
  CallOutcome apply(Adjusting adjusting, int listener) {
    return cpu.isPresent()
        ? adjusting.setIncomingCpu(listener, cpu.getAsInt())
        : adjusting.setSteering(listener, how);
  }

  /** As it is typed. */
  @Override
  public String toString() {
    return cpu.isPresent() ? CPU + cpu.getAsInt() : how.label();
  }
}
