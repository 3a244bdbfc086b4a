/**
 * Payloads as named fields with their byte ranges, and a summary in one line.
 *
 * <p>{@link org.portbound.decode.Decoders} picks the decoder by ports and content, or takes the one
 * that the user names. What a payload says is never believed: cut, hostile and random ones give a
 * result too, within 10 ms and 10 MB, and everything that came from outside is made visible before
 * it is a name or a value. Of the DNS library only what reads bytes is used, nothing that reads the
 * system's settings or asks the network. Knows only the sentences; pure functions, any thread.
 */
package org.portbound.decode;
