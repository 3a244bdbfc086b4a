package org.portbound.decode;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Payloads as they are sent, and payloads made to hurt whoever reads them. */
final class Samples {
  private static final int LARGE = 65_507;

  private Samples() {}

  /** What decent programs send. */
  static List<byte[]> decent() {
    var samples = new ArrayList<byte[]>();
    for (String each :
        List.of(
            "test message\n",
            "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "{\"type\":\"reading\",\"values\":[1,-2.5e3,true,null],\"unit\":{\"name\":\"°C\"}}",
            "[{\"a\":1},{\"a\":2}]",
            "<?xml version=\"1.0\"?><!-- c --><a:root xmlns:a='urn:a' n=\"1 &lt; 2\"><b>x &amp;"
                + " &#x41;</b><![CDATA[<raw>]]><c/></a:root>",
            "name=value;other=\u202eeulav")) {
      samples.add(each.getBytes(UTF_8));
    }
    samples.addAll(Messages.all());
    samples.addAll(DnsMessages.all());
    samples.add(Messages.probeDatagram());
    samples.add("Grüße aus Köln".getBytes(ISO_8859_1));
    samples.add("Wide text\r\nof two lines".getBytes(UTF_16LE));
    samples.add("Wide text".getBytes(UTF_16BE));
    samples.add(new byte[] {0, 1, 2, 3, (byte) 0xff, 'h', 'e', 'l', 'l', 'o', 0, (byte) 0x80});
    samples.add(new byte[0]);
    return samples;
  }

  /** Deep, wide, endless or expanding. */
  static List<byte[]> hostile() {
    var samples = new ArrayList<byte[]>();
    for (String each :
        List.of(
            "[",
            "{\"a\":",
            "[0,",
            "[\"",
            "<a>",
            "<a b='c'>",
            "<a/>",
            "<a &",
            "&",
            "&#x41;",
            "<!DOCTYPE a [",
            "<![CDATA[",
            "<!--",
            "\n",
            "a\n",
            "\\",
            "\u0301",
            "\u202e",
            "\0",
            "{\"\\u202e\":\"",
            "9",
            "\"",
            "</a>",
            "<a>&lol;")) {
      samples.add(repeated("", each));
      samples.add(repeated("<r>", each));
      samples.add(repeated("{\"r\":[1,", each));
      samples.add(repeated("[[1],", each));
    }
    samples.add(
        ("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2"
                + " \"&lol;&lol;&lol;&lol;&lol;&lol;\"><!ENTITY x SYSTEM"
                + " \"file:///etc/passwd\">]><lolz>&lol2;&x;</lolz>")
            .getBytes(UTF_8));
    samples.addAll(DnsMessages.hostile());
    return samples;
  }

  private static byte[] repeated(String begin, String unit) {
    byte[] whole = (begin + unit.repeat(LARGE / unit.length())).getBytes(UTF_8);
    return Arrays.copyOf(whole, Math.min(LARGE, whole.length));
  }
}
