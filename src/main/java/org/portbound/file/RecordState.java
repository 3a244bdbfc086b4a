package org.portbound.file;

import java.nio.file.Path;
import java.util.Optional;
import org.portbound.text.Message;

/**
 * How a recording stands at one moment.
 *
 * @param file the file that is being written, or the last one
 * @param files how many files were begun
 * @param datagrams datagrams written, in all files
 * @param bytes bytes written, in all files
 * @param running whether datagrams still go into it
 * @param failure why it stopped by itself, or empty
 */
public record RecordState(
    Path file, int files, long datagrams, long bytes, boolean running, Optional<Message> failure) {}
