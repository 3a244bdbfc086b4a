package org.portbound.lesson;

import org.portbound.text.Message;

/**
 * A mistake in a lesson file.
 *
 * @param line the line, from 1
 * @param why what is wrong and what to write instead
 */
public record Fault(int line, Message why) {}
