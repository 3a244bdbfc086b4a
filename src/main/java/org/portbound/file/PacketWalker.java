package org.portbound.file;

import java.io.IOException;

/** Goes through the packets of a file in order. One thread at a time. */
interface PacketWalker {
  /**
   * Goes to a packet's record that {@link PacketRecord#position} told of.
   *
   * @param section the value of {@link #section} there
   */
  void go(long position, int section);

  /**
   * Reads the next packet.
   *
   * @return false at the end of the file
   * @throws DamagedFileException if what stands there cannot be read on from
   */
  boolean next(PacketRecord into) throws IOException, DamagedFileException;

  /** The section of the last packet, counted from 0. */
  int section();

  /**
   * Another walker through the same file, from the beginning, when this one has come to the end.
   */
  PacketWalker again(FileWindow window);

  /** How far it has come in the file, in bytes. */
  long position();
}
