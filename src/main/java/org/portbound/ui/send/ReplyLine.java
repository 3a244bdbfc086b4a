package org.portbound.ui.send;

/**
 * A line of the replies.
 *
 * @param number of the row in the log; 0 for a message that was sent
 * @param when how late the reply is, or when the message was sent
 * @param peer who sent the reply, or where the message went
 * @param length of the payload, in words
 * @param protocol what the reply is
 * @param info what it says, in one line
 */
record ReplyLine(
    long number, String when, String peer, String length, String protocol, String info) {
  boolean isMessage() {
    return number == 0;
  }
}
