/**
 * The demonstration as data: the steps of its story, each with what is done, what the kernel is
 * expected to answer, and the action that asks it; and the second process that the story needs.
 *
 * <p>Real sockets, loopback alone. One thread, the caller's; the second process's output is read by
 * two threads of its own that end with it.
 */
package org.portbound.cli.demo;
