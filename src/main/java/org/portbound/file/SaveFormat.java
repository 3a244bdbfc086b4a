package org.portbound.file;

/** What rows can be saved as. */
public enum SaveFormat {
  /** For Wireshark, and to be opened again: everything but names of interfaces is kept. */
  PCAPNG("pcapng"),
  /** A table for spreadsheets (RFC 4180), with a line of headings. */
  CSV("csv"),
  /** One JSON object a line, with the fields of {@code portbound listen --json}. */
  JSON_LINES("jsonl"),
  /** One line a datagram for people. */
  TEXT("txt");

  private final String extension;

  SaveFormat(String extension) {
    this.extension = extension;
  }

  /** What the names of such files end with, without the dot. */
  public String extension() {
    return extension;
  }
}
