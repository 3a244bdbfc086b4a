package org.portbound.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.portbound.text.Message;
import org.portbound.text.Parsed;

/** How memberships are written. */
final class GroupMembershipTest {
  private static GroupMembership read(String text) {
    return switch (GroupMembership.read(text, "lo")) {
      case Parsed.Valid<GroupMembership>(GroupMembership membership) -> membership;
      case Parsed.Invalid<GroupMembership>(Message why) -> fail(text + ": " + why);
    };
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "239.255.255.250@lo",
        "232.1.1.1@eth0=10.0.0.1",
        "232.1.1.1@br-lan=10.0.0.1+10.0.0.2",
        "239.1.1.1@lo!=127.0.0.9",
        "ff3e::1@eth0=2001:db8::1"
      })
  void isWrittenAsItIsRead(String text) {
    assertEquals(text, read(text).toString());
  }

  @Test
  void sourcesFollowTheInterfaceOrTheGroup() {
    assertEquals("232.1.1.1@lo=10.0.0.1", read("232.1.1.1=10.0.0.1").toString());
    assertEquals("232.1.1.1@lo!=10.0.0.1", read("232.1.1.1!=10.0.0.1+10.0.0.1").toString());
  }

  @ParameterizedTest
  @CsvSource({
    "232.1.1.1@lo=, socket.address.not-one",
    "232.1.1.1@lo=::1, socket.group.source-family",
    "232.1.1.1@lo=224.0.0.1, socket.group.source-no-sender",
    "232.1.1.1@lo!=0.0.0.0, socket.group.source-no-sender",
    "232.1.1.1@=10.0.0.1, socket.group.no-interface",
    "10.0.0.1=10.0.0.2, socket.group.not-one"
  })
  void whatCannotBeIsTold(String text, String key) {
    var invalid = assertInstanceOf(Parsed.Invalid.class, GroupMembership.read(text, "lo"), text);
    assertEquals(key, invalid.why().key());
  }

  @Test
  void filtersAdmit() {
    InetAddress one = InetAddress.ofLiteral("10.0.0.1");
    InetAddress other = InetAddress.ofLiteral("10.0.0.2");
    assertTrue(SourceFilter.ANY.admits(one));
    assertTrue(read("232.1.1.1=10.0.0.1").sources().admits(one));
    assertFalse(read("232.1.1.1=10.0.0.1").sources().admits(other));
    assertFalse(read("232.1.1.1!=10.0.0.1").sources().admits(one));
    assertTrue(read("232.1.1.1!=10.0.0.1").sources().admits(other));
  }
}
