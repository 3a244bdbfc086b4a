package org.portbound.lesson;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a lesson expects of the kernel. */
public sealed interface Expected {
  /**
   * A call succeeds or fails.
   *
   * @param errno name of the error, such as {@code EADDRINUSE}, or null for success
   */
  record Answer(@Nullable String errno) implements Expected {
    /** The call succeeds. */
    public static final Answer OK = new Answer(null);
  }

  /**
   * Who gets how many of the datagrams sent.
   *
   * @param amounts by the name of the socket; sockets that are not named may get any number
   * @param oneOf sockets of which just one gets all, the others none; empty if that is not expected
   * @param moved how many percent of the senders whose socket is still open now reach another one
   *     than the last time; null if that is not expected
   */
  record Delivery(Map<String, Amount> amounts, List<String> oneOf, @Nullable Amount moved)
      implements Expected {
    /** Copies the collections. */
    public Delivery {
      amounts = Map.copyOf(amounts);
      oneOf = List.copyOf(oneOf);
    }
  }

  /**
   * Who holds a port.
   *
   * @param processes names of processes, each once; {@link #HERE} is this one, {@link #CHILD_OF}
   *     with a name a child of that one
   */
  record Holders(List<String> processes) implements Expected {
    /** This process. */
    public static final String HERE = "here";

    /** Before the name of a process: a child of it. */
    public static final String CHILD_OF = "child of ";

    /** Copies the names. */
    public Holders {
      processes = processes.stream().sorted().toList();
    }
  }
}
