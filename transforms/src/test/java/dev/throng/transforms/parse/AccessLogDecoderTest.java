package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AccessLogDecoderTest {

  private static final String START = "1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] ";
  private static final String IP = "network.ip=1.2.3.4";
  private static final String TIME = "event_time=971211336000, ";

  private final EventDecoder decoder = Format.ACCESS_LOG.decoder(ParseSettings.standard());

  private String outcome(String rest) {
    return Outcomes.of(decoder, START + rest);
  }

  @Test
  void combinedAndCommonLines() {
    assertEquals(
        "{event_time=971211336000, event_type=page_view, network.ip=2001:db8::1,"
            + " page.referrer=http://a/b?c=d, page.url=/x?y=z, user.id=frank,"
            + " user_agent=Mozilla/4.08 \"q\" \\ é}",
        Outcomes.of(
            decoder,
            "2001:db8::1 ident frank [10/Oct/2000:13:55:36 -0700] \"GET /x?y=z HTTP/1.0\" 200 2326"
                + " \"http://a/b?c=d\" \"Mozilla/4.08 \\\"q\\\" \\\\ \\xc3\\xa9\" 0.1 \"x"));
    assertEquals(
        "{" + TIME + "event_type=page_view, " + IP + ", page.url=/}",
        outcome("\"GET / HTTP/1.1\" 304 -"));
    assertEquals(
        "{" + TIME + "event_type=page_view, " + IP + ", page.url=/}",
        outcome("\"GET /\" 200 5 \"-\" \"\""));
  }

  @Test
  void kindsOfRequests() {
    assertTrue(outcome("\"GET /a.b/c HTTP/1.1\" 200 5").contains("=page_view"));
    assertTrue(outcome("\"GET /a.html?x=y.css HTTP/1.1\" 200 5").contains("=page_view"));
    assertTrue(outcome("\"GET /a.CSS?v=1 HTTP/1.1\" 200 5").contains("=other"));
    assertTrue(outcome("\"GET /favicon.ico HTTP/1.1\" 200 5").contains("=other"));
    assertTrue(outcome("\"HEAD / HTTP/1.1\" 200 5").contains("=other"));
    assertTrue(outcome("\"POST /a HTTP/1.1\" 201 5").contains("=other"));
    assertTrue(outcome("\"GET /a.css HTTP/1.1\" 404 5").contains("=error"));
    assertEquals(
        "{" + TIME + "event_type=error, " + IP + "}", outcome("\"\\x16\\x03\\x01\" 400 226"));
    assertEquals("{" + TIME + "event_type=error, " + IP + "}", outcome("\"-\" 408 -"));
  }

  @Test
  void textThatIsNotUnderstoodIsNull() {
    assertEquals(
        "{" + TIME + "event_type=page_view, " + IP + ", page.url=/}",
        outcome("\"GET / HTTP/1.1\" 200 5 \"\\xff\" \"\\q\""));
    assertEquals(
        "{" + TIME + "event_type=other, " + IP + "}",
        outcome("\"GET /\\xe4 HTTP/1.1\" 200 5 \"\\x4\" \"-\""));
  }

  @Test
  void linesThatAreNone() {
    String whole = START + "\"GET / HTTP/1.1\" 200 5 \"r\" \"a\"";
    for (int cut = 1; cut < whole.length(); cut++) {
      String outcome = Outcomes.of(decoder, whole.substring(0, cut));
      if (!whole.substring(0, cut).matches(".* 200( 5( \"r\"( )?)?)?.*")) {
        assertEquals("malformed", outcome, whole.substring(0, cut));
      }
    }
    assertEquals("empty", Outcomes.of(decoder, ""));
    assertEquals("empty", Outcomes.of(decoder, "             "));
    assertEquals("malformed", Outcomes.of(decoder, " " + whole));
    assertEquals("malformed", Outcomes.of(decoder, "host " + whole));
    assertEquals("malformed", outcome("\"GET / HTTP/1.1\" 999 5"));
    assertEquals("malformed", outcome("\"GET / HTTP/1.1\" 200 5x"));
    assertEquals("malformed", outcome("\"GET / HTTP/1.1\" 200 5 r \"a\""));
    assertEquals(
        "invalid_utf8",
        Outcomes.of(decoder, (whole + "\u00ff").getBytes(StandardCharsets.ISO_8859_1)));
  }

  @Test
  void limits() {
    EventDecoder small = Format.ACCESS_LOG.decoder(ParseSettings.standard().withMaxRecordBytes(80));
    assertEquals(
        "too_large", Outcomes.of(small, START + "\"GET /" + "a".repeat(60) + " HTTP/1.1\" 200 5"));
    assertEquals("limit", outcome("\"GET /" + "a".repeat(1 << 17) + " HTTP/1.1\" 200 5"));
  }

  @Test
  void onlyWantedFields() {
    EventDecoder few =
        Format.ACCESS_LOG.decoder(ParseSettings.standard().withFields(Set.of("user_agent")));
    assertEquals(
        "{" + TIME + "event_type=page_view, user_agent=a}",
        Outcomes.of(few, START + "\"GET / HTTP/1.1\" 200 5 \"r\" \"a\""));
  }

  @Test
  void timesEqualThoseOfJavaTime() {
    long seed = 20260601;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH);
    for (int i = 0; i < 20_000; i++) {
      OffsetDateTime time =
          OffsetDateTime.ofInstant(
              java.time.Instant.ofEpochSecond((long) (random.nextDouble() * 253_000_000_000L)),
              ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2 * 18 * 60 + 1) - 18 * 60)));
      long expected = time.getYear() < 1970 ? -1 : time.toInstant().toEpochMilli();
      byte[] text = format.format(time).getBytes(StandardCharsets.US_ASCII);
      assertEquals(expected, AccessLogTime.millis(text, 0, text.length), time.toString());
    }
    for (String bad :
        List.of(
            "31/Feb/2020:00:00:00 +0000",
            "01/Foo/2020:00:00:00 +0000",
            "01/Jan/2020:24:00:00 +0000",
            "01/Jan/2020:23:59:60 +0000",
            "01/Jan/2020:00:00:00 +1801",
            "01/Jan/2020:00:00:00 +0060",
            "01/Jan/2020:00:00:00",
            "01/Jan/1970:00:00:00 +0100",
            "00/Jan/2020:00:00:00 +0000")) {
      assertEquals(
          "bad_time event_time",
          Outcomes.of(decoder, "h - - [" + bad + "] \"GET / HTTP/1.1\" 200 5"),
          bad);
    }
  }

  /** Real lines, against a regular expression and java.time. */
  @Test
  void realLines() throws IOException {
    byte[] file;
    try (InputStream in = AccessLogDecoderTest.class.getResourceAsStream("apache_access.log")) {
      file = in.readAllBytes();
    }
    List<String> read = Outcomes.read(Format.ACCESS_LOG, file, ParseSettings.standard());
    List<String> lines = new String(file, StandardCharsets.UTF_8).lines().toList();
    assertEquals(lines.size(), read.size());
    Pattern pattern =
        Pattern.compile(
            "(\\S+) - - \\[([^]]+)] \"(\\S+) (\\S+) \\S+\" (\\d+) \\S+ \"(.*?)\" \"(.*)\"\\s*");
    DateTimeFormatter format =
        DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss xx", Locale.ENGLISH);
    for (int i = 0; i < lines.size(); i++) {
      Matcher line = pattern.matcher(lines.get(i));
      assertTrue(line.matches(), lines.get(i));
      String type =
          Integer.parseInt(line.group(5)) >= 400
              ? "error"
              : line.group(3).equals("GET")
                      && !line.group(4)
                          .matches(
                              "[^?]*\\.(css|js|png|jpg|gif|ico|txt|xml|json|svg|ttf|eot|woff)(\\?.*)?")
                  ? "page_view"
                  : "other";
      String expected =
          "{event_time="
              + OffsetDateTime.parse(line.group(2), format).toInstant().toEpochMilli()
              + ", event_type="
              + type
              + ", network.ip="
              + line.group(1)
              + (line.group(6).equals("-") ? "" : ", page.referrer=" + line.group(6))
              + ", page.url="
              + line.group(4)
              + (line.group(7).equals("-") ? "" : ", user_agent=" + line.group(7))
              + "}";
      assertEquals(expected, read.get(i).substring(read.get(i).indexOf(' ') + 1));
    }
  }
}
