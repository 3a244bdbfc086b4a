package org.portbound.socket.posix;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import org.portbound.socket.Steering;

/** Gives a reuseport group a program, or takes it away. */
final class SteeringCalls {
  /** struct sock_filter of linux/filter.h: code @0, jt @2, jf @3, k @4. */
  private static final int INSTRUCTION_BYTES = 8;

  /** struct sock_fprog of linux/filter.h: len @0, filter @8. */
  private static final int PROGRAM_BYTES = 16;

  private static final long PROGRAM_FILTER = 8;

  private SteeringCalls() {}

  static void apply(Options options, Steering how) {
    switch (how) {
      case HASH ->
          options.set(
              Constants.SOL_SOCKET,
              Constants.SO_DETACH_REUSEPORT_BPF,
              "SO_DETACH_REUSEPORT_BPF",
              0);
      case FIRST_BYTE -> attachFirstByte(options);
    }
  }

  /** The program sees the payload from its first byte on (run_bpf_filter pulls the header). */
  private static void attachFirstByte(Options options) {
    MemorySegment code = options.arena().allocate(2 * INSTRUCTION_BYTES, Long.BYTES);
    write(code, 0, Constants.BPF_LD_B_ABS);
    write(code, INSTRUCTION_BYTES, Constants.BPF_RET_A);
    MemorySegment program = options.arena().allocate(PROGRAM_BYTES, Long.BYTES);
    program.set(JAVA_SHORT, 0, (short) 2);
    program.set(JAVA_LONG, PROGRAM_FILTER, code.address());
    options.set(
        Constants.SOL_SOCKET,
        Constants.SO_ATTACH_REUSEPORT_CBPF,
        "SO_ATTACH_REUSEPORT_CBPF",
        "{len=2, filter=[BPF_STMT(BPF_LD|BPF_B|BPF_ABS, 0), BPF_STMT(BPF_RET|BPF_A, 0)]}",
        program);
  }

  private static void write(MemorySegment code, long at, int instruction) {
    code.set(JAVA_SHORT, at, (short) instruction);
    code.set(JAVA_BYTE, at + 2, (byte) 0);
    code.set(JAVA_BYTE, at + 3, (byte) 0);
    code.set(JAVA_INT, at + 4, 0);
  }
}
