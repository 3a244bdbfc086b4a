package org.portbound.cli;

import picocli.CommandLine.Command;

/** {@code portbound probe}: numbered datagrams that measure the path, to be sent and received. */
@Command(name = "probe", sortOptions = false, subcommandsRepeatable = false)
final class ProbeCommand {}
