package org.portbound.socket;

/** What a provider's test class says of it. */
public interface ProviderUnderTest {
  SocketProvider provider();

  /** Whether datagrams come with destination, interface, hops, kernel time and drop count. */
  boolean knowsMetadata();

  /**
   * Whether every option of a plan and of a send can be set; if not, those that cannot are refused
   * with EOPNOTSUPP, and never left out in silence.
   */
  boolean hasEveryOption();

  default Bench bench() {
    return new Bench(provider());
  }
}
