package org.portbound.diagnosis;

import java.util.Optional;
import org.portbound.socket.FlagReader;
import org.portbound.socket.KernelReader;
import org.portbound.socket.ProcessReader;

/** Opens a reader of processes for each thread: the kernel's own calls, or else files. */
record ProcessReaders(FlagReader flags) {
  ProcessReader open() {
    Optional<KernelReader> kernel = flags.kernel();
    return kernel.isPresent() ? kernel.get().processes() : new FileProcessReader(flags);
  }
}
