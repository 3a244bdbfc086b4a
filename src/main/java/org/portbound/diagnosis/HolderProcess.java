package org.portbound.diagnosis;

/**
 * A process that has a socket open.
 *
 * @param pid its number
 * @param program name of the program, as /proc/PID/comm tells
 * @param commandLine the command line with spaces between its arguments; empty if it is not told
 * @param state what it is doing
 * @param descriptor the file descriptor under which it has the socket open
 */
public record HolderProcess(
    int pid, String program, String commandLine, ProcessState state, int descriptor) {
  /** The same process with another of its descriptors. */
  HolderProcess at(int newDescriptor) {
    return new HolderProcess(pid, program, commandLine, state, newDescriptor);
  }
}
