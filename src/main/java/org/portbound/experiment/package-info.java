/**
 * The rules against the real kernel: random scenarios that are predicted and then played, and the
 * matrix of all pairs of options.
 *
 * <p>Every experiment runs on a thread of its own, which gets a network namespace of its own where
 * that is permitted; the thread that asked waits for it. Cancelling is asked for from any thread.
 */
package org.portbound.experiment;
