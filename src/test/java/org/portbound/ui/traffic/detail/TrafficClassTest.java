package org.portbound.ui.traffic.detail;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The names of RFC 2474, 2597, 3246, 5865 and 8622. */
final class TrafficClassTest {
  @Test
  void namesWhatHasAName() {
    assertEquals("CS0", TrafficClass.dscpName(0));
    assertEquals("CS6", TrafficClass.dscpName(48));
    assertEquals("AF11", TrafficClass.dscpName(10));
    assertEquals("AF43", TrafficClass.dscpName(38));
    assertEquals("EF", TrafficClass.dscpName(46));
    assertEquals("VA", TrafficClass.dscpName(44));
    assertEquals("LE", TrafficClass.dscpName(1));
    assertEquals("DSCP 3", TrafficClass.dscpName(3));
    assertEquals("DSCP 50", TrafficClass.dscpName(50));
  }
}
