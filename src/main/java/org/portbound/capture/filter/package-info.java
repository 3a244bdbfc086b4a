/**
 * The language in which a user says which datagrams to show: one line of text, read into a {@link
 * org.portbound.capture.filter.Filter} or into an error that points at its place, and made into a
 * {@link org.portbound.capture.RowCondition} that costs no object per row.
 *
 * <p>Pure functions and immutable values, for any thread; a condition belongs to one thread at a
 * time.
 */
package org.portbound.capture.filter;
