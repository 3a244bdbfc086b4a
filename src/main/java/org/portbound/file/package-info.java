/**
 * Datagrams in files: pcapng written while they arrive or saved later, other formats for other
 * programs, and pcapng and pcap read again. And the user's own messages and settings.
 *
 * <p>A {@link org.portbound.file.Recorder} takes datagrams on the receiving thread and writes on
 * one of its own, {@code file-record}. Everything else runs on its caller's thread, blocks, and
 * belongs on no thread that must not wait.
 */
package org.portbound.file;
