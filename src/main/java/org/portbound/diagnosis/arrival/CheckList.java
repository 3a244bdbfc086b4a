package org.portbound.diagnosis.arrival;

import java.util.List;

/** The whole list of checks. */
public final class CheckList {
  private CheckList() {}

  /**
   * Makes every check, in the order of {@link Check#IDS}. May take some seconds; any thread but the
   * one that draws and the one that receives.
   *
   * @param subject the listener
   * @param expected what should arrive at it
   * @param machine where it runs
   * @param sender sends the test datagram
   */
  public static List<Check> run(
      Subject subject, Expectation expected, Machine machine, TestSender sender) {
    var asked = new Case(subject, expected, machine);
    var queue = new QueueCheck(asked);
    var address = new AddressChecks(asked);
    var group = new GroupChecks(asked);
    var path = new PathChecks(asked);
    return List.of(
        address.address(),
        group.membership(),
        address.unicastBound(),
        group.multicastAll(),
        new OtherSocketCheck(asked).otherSocket(),
        path.interfaceUp(),
        path.route(),
        path.reversePath(),
        new FirewallCheck(asked).firewall(),
        path.ttl(),
        queue.queue(),
        new TestDatagramCheck(asked, sender).testDatagram());
  }
}
