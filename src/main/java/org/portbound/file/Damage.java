package org.portbound.file;

import org.portbound.text.Message;

/**
 * Where a file could not be read on; what is before that was read.
 *
 * @param position in bytes from the file's beginning
 * @param what is wrong there, the position included
 */
public record Damage(long position, Message what) {}
