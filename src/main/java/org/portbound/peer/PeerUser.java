package org.portbound.peer;

/** As whom a peer runs. */
public sealed interface PeerUser {
  /** The user without rights that every Linux has. */
  String NOBODY = "nobody";

  /** The user who runs Portbound. */
  record Same() implements PeerUser {}

  /**
   * Another user; only root may ask for that.
   *
   * @param name the user's name
   */
  record Other(String name) implements PeerUser {}
}
