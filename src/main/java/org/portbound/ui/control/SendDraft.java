package org.portbound.ui.control;

import java.util.Optional;
import java.util.OptionalInt;
import org.portbound.socket.Endpoint;

/**
 * What is to be filled into the send panel; the user looks at it and sends it. What is empty stays
 * as the user left it.
 *
 * @param destination where to
 * @param payload what
 * @param listener the open listener from whose socket
 * @param hint a sentence about it
 */
public record SendDraft(
    Optional<Endpoint> destination,
    Optional<byte[]> payload,
    OptionalInt listener,
    Optional<String> hint) {}
