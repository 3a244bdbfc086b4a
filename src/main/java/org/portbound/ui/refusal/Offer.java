package org.portbound.ui.refusal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.portbound.text.Message;

/**
 * Something that helps, as a row of the card shows it.
 *
 * @param label what its button says
 * @param detail what will happen, and what it depends on
 * @param command what does the same in a terminal, or empty if the detail holds it
 * @param action carries it out, or null for an advice: there is nothing that Portbound could do
 */
public record Offer(
    Message label, Message detail, Optional<String> command, @Nullable Runnable action) {}
