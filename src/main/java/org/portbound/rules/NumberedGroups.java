package org.portbound.rules;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Reuseport groups, asked by the indices of a list.
 *
 * @param groups by the numbers of the sockets
 * @param numbers for each index of the list the number of its socket
 */
record NumberedGroups(ReuseportGroups groups, List<Integer> numbers) {
  /** Of sockets whose history is not known. */
  static NumberedGroups of(List<BoundSocket> sockets) {
    return new NumberedGroups(
        ReuseportGroups.of(sockets), IntStream.range(0, sockets.size()).boxed().toList());
  }

  boolean endsSearch(int index) {
    return groups.endsSearch(numbers.get(index));
  }

  boolean together(int one, int other) {
    return groups.together(numbers.get(one), numbers.get(other));
  }
}
