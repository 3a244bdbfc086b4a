package org.portbound.socket;

/** What the parts of the contract need of the test that runs them. */
interface ContractFixture {
  /** What this test opens. */
  Sockets sockets();

  /** Whether the provider tells more of a datagram than its source and payload. */
  boolean knowsMetadata();
}
