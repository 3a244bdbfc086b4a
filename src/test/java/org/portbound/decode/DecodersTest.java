package org.portbound.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.portbound.decode.Shown.say;
import static org.portbound.decode.Shown.tree;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.portbound.text.Parsed;

/** Text, JSON, XML and data, and what hostile payloads come to. */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
final class DecodersTest {
  private static final int QUICK = 20_000;

  private final Decoders decoders = Decoders.standard();

  private Decoded decode(String payload) {
    return decoders.decode(payload.getBytes(UTF_8), Ports.UNKNOWN);
  }

  @Test
  void textLineByLine() {
    Decoded decoded = decode("one\r\ntwo\u202e\n\nfour");
    assertEquals(Protocol.TEXT, decoded.protocol());
    assertEquals("one\\r\\ntwo\\xe2\\x80\\xae\\n\\nfour", say(decoded.summary()));
    assertEquals(
        "Encoding=UTF-8 @0+0; Line 1=one @0+3; Line 2=two\\xe2\\x80\\xae @5+6; Line 3 @12+0; Line"
            + " 4=four @13+4",
        tree(decoded.fields()));
  }

  @Test
  void otherEncodingsAreSaidToBeGuesses() {
    Decoded latin = decoders.decode("Grüße aus Köln".getBytes(ISO_8859_1), Ports.UNKNOWN);
    assertEquals("Latin-1: a guess", say(latin.fields().getFirst().value()));
    assertEquals("Grüße aus Köln", say(latin.summary()));

    Decoded wide = decoders.decode("ab\r\nc".getBytes(UTF_16LE), Ports.UNKNOWN);
    assertEquals(
        "Encoding=UTF-16, low byte first: a guess @0+0; Line 1=ab @0+4; Line 2=c @8+2",
        tree(wide.fields()));
    assertEquals("ab\\r\\nc", say(wide.summary()));

    Decoded marked = decoders.decode("\ufeffab".getBytes(UTF_16LE), Ports.UNKNOWN);
    assertEquals(
        "Encoding=UTF-16, low byte first, with a byte order mark @0+2; Line 1=ab @2+4",
        tree(marked.fields()));
  }

  /** Two bytes of anything make a sign of some script, which no font may have. */
  @Test
  void aMarkAloneMakesNoText() {
    byte[] few = {(byte) 0xff, (byte) 0xfe, '=', '1'};
    Decoded decoded = decoders.decode(few, Ports.UNKNOWN);
    assertEquals(Protocol.DATA, decoded.protocol());
    assertEquals("ff fe 3d 31", say(decoded.summary()));
    Decoded han = decoders.decode("\ufeff你好，世界".getBytes(UTF_16LE), Ports.UNKNOWN);
    assertEquals("你好，世界", say(han.summary()));
  }

  @Test
  void jsonWithTheBytesOfEachMember() {
    Decoded decoded = decode(" {\"a\":[1,\"x\\n\"],\"ü\":{\"c\":null}}");
    assertEquals(Protocol.JSON, decoded.protocol());
    assertEquals("a: [1, \"x\\n\"], ü: {c: null}", say(decoded.summary()));
    assertEquals(
        "JSON=object, 2 inside @1+31 (a=array, 2 inside @2+13 ([1]=1 @7+1; [2]=\"x\\n\" @9+5);"
            + " ü=object, 1 inside @16+15 (c=null @22+8))",
        tree(decoded.fields()));
  }

  @Test
  void cutAndBrokenJsonAsFarAsItGoes() {
    Decoded cut = decode("{\"a\":1,\"b\":[tr");
    assertEquals(Protocol.JSON, cut.protocol());
    assertTrue(tree(cut.fields()).contains("Not read further="), tree(cut.fields()));
    Decoded more = decode("{\"a\":1} and more");
    assertTrue(
        tree(more.fields()).endsWith("; Not read further=the JSON text has ended @8+8"),
        tree(more.fields()));
    assertEquals(Protocol.TEXT, decode("{hello}").protocol());
    assertEquals(Protocol.TEXT, decode("[12:30] hello").protocol());
  }

  @Test
  void xmlWithTheBytesOfEachElement() {
    Decoded decoded = decode("<?xml version='1.0'?><r a='1 &lt; 2'><b>x&#x41;&who;</b>é<c/></r>");
    assertEquals(Protocol.XML, decoded.protocol());
    assertEquals("<r> <b>", say(decoded.summary()));
    assertEquals(
        "Instruction=xml version='1.0' @0+21; r @21+45 (@a=1 < 2 @24+12; b=xA&who; @37+19; Text=é"
            + " @56+2; c @58+4)",
        tree(decoded.fields()));
  }

  @Test
  void entitiesAreNeverReplaced() {
    Decoded decoded =
        decode(
            "<!DOCTYPE r [<!ENTITY a \"aaaa\"><!ENTITY f SYSTEM \"file:///etc/hostname\">]>"
                + "<r>&a;&f;</r>");
    assertEquals("&a;&f;", say(decoded.fields().getLast().value()));
  }

  @Test
  void cutAndBrokenXmlAsFarAsItGoes() {
    assertTrue(
        tree(decode("<a><b>x</b><c").fields())
            .endsWith("Not read further=the payload ends in the middle @13+0"));
    assertTrue(
        tree(decode("<a></b>").fields())
            .endsWith("Not read further=an end tag without its start tag @3+4"));
    assertEquals(Protocol.TEXT, decode("<34>Oct 11 22:14:15 host su: failed").protocol());
  }

  @Test
  void dataWithTheWordsInIt() {
    Decoded decoded =
        decoders.decode(
            new byte[] {0, 1, (byte) 0xff, 'h', 'e', 'l', 'l', 'o', 0, (byte) 0x80}, Ports.UNKNOWN);
    assertEquals(Protocol.DATA, decoded.protocol());
    assertEquals("00 01 ff 68 65 6c 6c 6f 00 80", say(decoded.summary()));
    assertEquals("Characters=hello @3+5", tree(decoded.fields()));
    assertEquals("no bytes", say(decode("").summary()));
  }

  @Test
  void decodesAsTheUserSays() {
    byte[] json = "{\"a\":1}".getBytes(UTF_8);
    assertEquals(Protocol.TEXT, decoders.decodeAs(Protocol.TEXT, json, Ports.UNKNOWN).protocol());
    Decoded notXml = decoders.decodeAs(Protocol.XML, json, Ports.UNKNOWN);
    assertEquals(Protocol.DATA, notXml.protocol());
    assertEquals("Not readable as=XML @0+7", tree(notXml.fields().subList(0, 1)));
  }

  @Test
  void jsonInOneLineOfBoundedLength() {
    assertEquals("[{a: 1}, {a: {}}, []]", say(decode("[{\"a\":1},{\"a\":{}},[]]").summary()));
    assertEquals("object, 0 inside", say(decode("{}").summary()));
    String line = say(decode("{\"a\":\"" + "x".repeat(500) + "\"}").summary());
    assertEquals("a: \"" + "x".repeat(106) + "…", line);
    assertEquals(
        "temperature: 21.5, at: \"2026-05-0",
        say(decode("{\"temperature\":21.5,\"at\":\"2026-05-01T00:00:00Z\",\"u").summary())
            .substring(0, 33));
  }

  @Test
  void asTheUserSaysForThePortUntilTakenBack() {
    var decodeAs = new DecodeAs();
    byte[] json = "{\"a\":1}".getBytes(UTF_8);
    var there = new Ports(40_000, 5_000);
    var back = new Ports(5_000, 40_000);
    long before = decodeAs.revision();
    decodeAs.choose(there, Protocol.TEXT);
    assertTrue(decodeAs.revision() > before);
    assertEquals(Protocol.TEXT, decodeAs.decode(json, there).protocol());
    assertEquals(Protocol.TEXT, decodeAs.brief(json, back).protocol());
    assertEquals(Protocol.JSON, decodeAs.brief(json, new Ports(40_000, 5_001)).protocol());
    decodeAs.choose(back, null);
    assertEquals(Protocol.JSON, decodeAs.decode(json, there).protocol());
    decodeAs.choose(DecodeAs.Choice.read(" 5000=ws-discovery").orThrow());
    assertEquals(Protocol.WS_DISCOVERY, decodeAs.chosen(back).orElseThrow());
    for (String each : new String[] {"5000", "0=json", "65536=json", "a=json", "5000=java"}) {
      assertTrue(DecodeAs.Choice.read(each) instanceof Parsed.Invalid, each);
    }
  }

  @Test
  void aBriefLookSaysTheSame() {
    for (byte[] each : Samples.decent()) {
      Decoded whole = decoders.decode(each, Ports.UNKNOWN);
      Decoded brief = decoders.brief(each, Ports.UNKNOWN);
      assertEquals(whole.protocol(), brief.protocol());
      assertEquals(say(whole.summary()), say(brief.summary()));
    }
  }

  @Test
  void hostilePayloadsCostLittle() {
    var fuzz = new Fuzz(1);
    Samples.hostile().forEach(each -> fuzz.checkAll(each));
  }

  @Tag("long")
  @Test
  void nothingRaisesAnError() {
    new Fuzz(2).run(QUICK);
  }
}
