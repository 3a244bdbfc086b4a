package org.portbound.decode;

import java.util.Optional;

/**
 * Reads payloads as one protocol. Any bytes at all may be given to it: it must end soon, take its
 * nodes from a {@link Tree}, and throw nothing. Without state; any thread.
 */
interface Decoder {
  /** It cannot be this. */
  int NO = 0;

  /** Reads as nearly everything does. */
  int ANYTHING = 1;

  /** The content fits, or the port does and nothing speaks against it. */
  int LIKELY = 60;

  /** Port and content agree, or the content cannot well be anything else. */
  int SURE = 90;

  /** What it reads. */
  Protocol protocol();

  /** How sure it is, from a quick look: {@link #NO} to {@link #SURE}. */
  int confidence(Input input);

  /**
   * Reads a payload, however unsure; as far as it goes if it is cut or wrong.
   *
   * @return empty if nothing in it is of this protocol
   */
  Optional<Decoded> decode(Input input);
}
