package org.portbound.message;

import java.time.Instant;
import java.util.random.RandomGenerator;
import org.portbound.socket.Endpoint;

/**
 * What the places of a {@link Template} are filled with.
 *
 * @param number of the datagram in its series, from 1
 * @param time when it is sent
 * @param source the socket it is sent from; the wildcard address where the kernel chooses
 * @param random where random bytes come from
 */
public record Filling(long number, Instant time, Endpoint source, RandomGenerator random) {}
