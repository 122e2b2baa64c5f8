package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.Reach;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogPatternTest {
  private static final String NGINX =
      "$remote_addr - $remote_user [$time_local] \"$request\" $status $body_bytes_sent"
          + " \"$http_referer\" \"$http_user_agent\"";
  private static final String LINE =
      "1.2.3.4 - frank [10/Oct/2000:13:55:36 -0700] \"GET /x?y=z HTTP/1.0\" 200 2326 \"http://a/b\""
          + " \"Mozilla/4.08\"";
  private static final String EVENT =
      "{event_time=971211336000, event_type=page_view, network.ip=1.2.3.4,"
          + " page.referrer=http://a/b, page.url=/x?y=z, user.id=frank, user_agent=Mozilla/4.08}";

  private static String outcome(String pattern, String line) {
    return Outcomes.of(new LogPattern(pattern).decoder(ParseSettings.standard()), line);
  }

  private static String fault(String pattern) {
    return assertThrows(IllegalArgumentException.class, () -> new LogPattern(pattern)).getMessage();
  }

  @Test
  void theUsualPatterns() {
    assertEquals(EVENT, outcome(NGINX, LINE));
    assertEquals(EVENT, outcome(NGINX, LINE + "\r"));
    assertEquals("malformed", outcome(NGINX, LINE + " "));
    assertEquals("malformed", outcome(NGINX, LINE + "x"));
    // As it stands in httpd.conf, and with a virtual host and a port before it.
    String apache =
        "%v:%p %h %l %u %t \\\"%r\\\" %>s %O \\\"%{Referer}i\\\" \\\"%{User-Agent}i\\\"";
    assertEquals(
        EVENT.replace("=/x", "=https://shop.example/x"),
        outcome(apache, "shop.example:443 " + LINE));
    assertEquals(
        "{event_time=971211336000, event_type=error, network.ip=1.2.3.4}",
        outcome(apache, "a:80 1.2.3.4 - - [10/Oct/2000:13:55:36 -0700] \"-\" 408 0 \"-\" \"-\""));
  }

  @Test
  void nginxInJson() {
    String pattern =
        "escape=json {\"t\":\"$time_iso8601\",\"ip\":\"$remote_addr\",\"h\":\"$host\","
            + "\"m\":\"$request_method\",\"u\":\"$request_uri\",\"s\":$status,\"ua\":\"$http_user_agent\","
            + "\"gpc\":\"$http_sec_gpc\",\"lang\":\"$http_accept_language\",\"id\":\"$request_id\","
            + "\"fwd\":\"$http_x_forwarded_for\",\"rt\":$request_time}";
    String line =
        "{\"t\":\"2000-10-10T13:55:36-07:00\",\"ip\":\"1.2.3.4\",\"h\":\"a.example\",\"m\":\"GET\","
            + "\"u\":\"/x\",\"s\":200,\"ua\":\"a \\\"b\\\" \\u00e9\\/\\u20ac\",\"gpc\":\"1\",\"lang\":\"\","
            + "\"id\":\"7f\",\"fwd\":\"5.6.7.8, 9.9.9.9\",\"rt\":0.004}";
    assertEquals(
        "{consent.gpc=true, event_id=7f, event_time=971211336000, event_type=page_view,"
            + " network.forwarded_for=5.6.7.8, 9.9.9.9, network.ip=1.2.3.4,"
            + " page.url=https://a.example/x, user_agent=a \"b\" é/€}",
        outcome(pattern, line));
    assertEquals(
        "malformed", outcome(pattern, line.replace("\"rt\":0.004}", "\"x\":1,\"rt\":0.004}")));
  }

  @Test
  void partsOfTheAddress() {
    String rest = " [10/Oct/2000:13:55:36 -0700]";
    String event = "{event_time=971211336000, event_type=page_view";
    for (Map.Entry<String, String> each :
        Map.of(
                "$scheme://$host$request_uri [$time_local]", "http://a.b:8080/c/d?e=f",
                "$scheme://$host$uri$is_args$args [$time_local]", "http://a.b:8080/c/d?e=f",
                "$scheme $host $uri $args [$time_local]", "http a.b:8080 /c/d e=f",
                "%{Host}i\t%U%q %t", "a.b:8080\t/c/d?e=f",
                "%V %U %q %t", "a.b:8080 /c/d ?e=f")
            .entrySet()) {
      String scheme = each.getKey().startsWith("$scheme") ? "http" : "https";
      assertEquals(
          event + ", page.url=" + scheme + "://a.b:8080/c/d?e=f}",
          outcome(each.getKey(), each.getValue() + rest),
          each.getKey());
    }
    assertEquals(event + ", page.url=https://a.b/c}", outcome("%V %U %q %t", "a.b /c " + rest));
    assertEquals(
        "{event_time=971211336000, event_type=other, page.url=/c}",
        outcome("%m %U %t", "POST /c" + rest));
    assertEquals("{event_time=971211336000, event_type=other}", outcome("%t", rest.strip()));
  }

  @Test
  void consentAndIds() {
    assertEquals(
        "{client_hints={sec-ch-ua=\"A\";v=\"1\", sec-ch-ua-mobile=?0}, consent.tcf=CO, cookie.id=u,"
            + " event_id=id, event_time=971211336000, event_type=other}",
        outcome(
            "%{UNIQUE_ID}e \"%{euconsent-v2}C\" \"%{Apache}C\" \"%{sec-ch-ua}i\""
                + " \"%{Sec-CH-UA-Mobile}i\" \"%{session}C\" %t",
            "id \"CO\" \"u\" \"\\\"A\\\";v=\\\"1\\\"\" \"?0\" \"secret\""
                + " [10/Oct/2000:13:55:36 -0700]"));
    // A signal that cannot be read is no silence.
    assertEquals(
        "{consent.gpc=true, consent.tcf=, event_time=971211336000, event_type=other}",
        outcome(
            "%t \"%{euconsent-v2}C\" \"%{Sec-GPC}i\"",
            "[10/Oct/2000:13:55:36 -0700] \"\\xff\" \"\\q\""));
    assertEquals(
        "{event_time=971211336000, event_type=other}",
        outcome(
            "%t \"%{euconsent-v2}C\" \"%{Sec-GPC}i\"", "[10/Oct/2000:13:55:36 -0700] \"-\" \"-\""));
  }

  /** Every directive that is listed can stand in a pattern, and is in its mapping. */
  @Test
  void everyDirectiveIsReadAndNamed() {
    for (boolean nginx : new boolean[] {false, true}) {
      Map<String, LogUse> all = nginx ? LogDirectives.nginx() : LogDirectives.apache();
      for (Map.Entry<String, LogUse> each : all.entrySet()) {
        String written = each.getKey();
        if (each.getValue().part() == LogUse.Part.TIME) {
          continue;
        }
        String pattern = (nginx ? "$msec" : "%t") + " \"" + written + "\"";
        Mapping.Row row =
            new LogPattern(pattern)
                .mapping().rows().stream()
                    .filter(one -> one.source().equals(written))
                    .findFirst()
                    .orElseThrow();
        assertEquals(each.getValue().dropped(), row.targets().isEmpty(), written);
        assertEquals(each.getValue().privacy(), row.privacy(), written);
        assertTrue(row.targets().isEmpty() || row.privacy().reach() != Reach.NOWHERE, written);
        if (!row.targets().isEmpty()) {
          EventField field = EventField.at(row.targets().get(0));
          assertEquals(field.privacy(), row.privacy().label(), written);
        }
      }
    }
  }

  /** No modifier of httpd changes what is read. */
  @ParameterizedTest
  @ValueSource(strings = {"%>s", "%<s", "%!200,304s", "%400,501s"})
  void modifiers(String status) {
    assertTrue(outcome(status + " %t", "404 [10/Oct/2000:13:55:36 -0700]").contains("=error"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "%t %Q | an unknown directive '%Q'",
        "%t \"%{User-Agent}q\" | an unknown directive '%{NAME}q'",
        "$time_local $remote_adr | variable '$remote_adr'; did you mean '$remote_addr'?",
        "$time_local $shop | is written $own_shop",
        "%t %h%u | has at character 6 '%u' right behind '%h': nothing parts them",
        "%t %{User-Agent}i %h | has at character 4 '%{User-Agent}i', into which clients write",
        "%t %r | ",
        "%t | ",
        "%h %u | no whole time",
        "%h %{%F %T}t | no whole time: the 'z' of strftime is missing",
        "%{%F %T %z}t%h | ",
        "%{%F %T %Z}t | a time with '%Z'",
        "%{%Y | a brace that nothing closes",
        "$time_local ${x | a brace that nothing closes",
        "escape=none $time_local | clients can forge",
        "plain text | no directive",
        "%t % | a % that no letter follows",
        "%t \\q | has at character 4 a backslash"
      })
  void whatIsNoPattern(String pattern, String says) {
    if (says == null) {
      new LogPattern(pattern);
    } else {
      String said = fault(pattern);
      assertTrue(said.contains(says), said);
    }
  }

  /** A client who writes quotes, tabs and what looks like fields stays in his own. */
  @Test
  void nobodyForgesWhatStandsBehind() {
    String forged = "x\\\" 6.6.6.6 \\\"";
    assertEquals(
        "{event_time=971211336000, event_type=other, network.ip=1.2.3.4,"
            + " user_agent=x\" 6.6.6.6 \"}",
        outcome(
            "\"%{User-Agent}i\" %h %t", "\"" + forged + "\" 1.2.3.4 [10/Oct/2000:13:55:36 -0700]"));
    assertEquals(
        "malformed",
        outcome(
            "\"%{User-Agent}i\" %h %t", "\"x\" 6.6.6.6 \" 1.2.3.4 [10/Oct/2000:13:55:36 -0700]"));
  }

  /** Of a megabyte, whatever it holds, each byte is looked at a few times at most. */
  @Test
  void adversarialLines() {
    EventDecoder decoder =
        new LogPattern("%v %h %l %u %t \"%r\" %>s %b \"%{Referer}i\" \"%{User-Agent}i\" %{usec}t")
            .decoder(ParseSettings.standard());
    List<String> units = List.of("\"", "\\", "\\\"", " ", "[", "]", "a ", "\" \"", "%", "\t", "é");
    assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (String unit : units) {
            for (String head : List.of("", "a ", "a b - - [", "a b - - [x] \"")) {
              String line = head + unit.repeat((1 << 20) / 2 / unit.length() - head.length());
              for (int round = 0; round < 20; round++) {
                String said = Outcomes.of(decoder, line);
                assertTrue(said.matches("malformed|limit|empty|bad_time.*"), said);
              }
            }
          }
        });
  }

  /** Lines of random bytes, and good ones with some bytes changed: an outcome, and no exception. */
  @Test
  void anyBytesHaveAnOutcome() {
    long seed = 20260602;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    EventDecoder decoder = new LogPattern(NGINX).decoder(ParseSettings.standard());
    String alphabet = "\"\\[]- /:x0u\t\u00e9";
    for (int i = 0; i < 50_000; i++) {
      StringBuilder line = new StringBuilder(LINE);
      for (int edits = random.nextInt(6); edits > 0; edits--) {
        int at = random.nextInt(line.length());
        line.setCharAt(at, alphabet.charAt(random.nextInt(alphabet.length())));
      }
      line.setLength(random.nextInt(8) == 0 ? random.nextInt(line.length()) : line.length());
      Outcomes.of(decoder, line.toString());
    }
  }

  /** Against java.time, for each way of writing a time. */
  @Test
  void timesEqualThoseOfJavaTime() {
    long seed = 20260603;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    Map<String, String> forms =
        Map.of(
            "%{%d/%b/%Y:%H:%M:%S %z}t", "dd/MMM/yyyy:HH:mm:ss xx",
            "%{%FT%T}t.%{msec_frac}t %{%z}t", "yyyy-MM-dd'T'HH:mm:ss.SSS xx",
            "%{%FT%T}t.%{usec_frac}t%{%z}t", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSxx",
            "%{begin:%b %d %Y %R %z}t", "MMM dd yyyy HH:mm xx",
            "%{%e.%m.%Y %T}t %{%z}t", "ppd.MM.yyyy HH:mm:ss xx",
            "$time_iso8601", "yyyy-MM-dd'T'HH:mm:ssxxx");
    for (Map.Entry<String, String> form : forms.entrySet()) {
      DateTimeFormatter format = DateTimeFormatter.ofPattern(form.getValue(), Locale.ENGLISH);
      EventDecoder decoder =
          new LogPattern("\t" + form.getKey() + "\t").decoder(ParseSettings.standard());
      for (int i = 0; i < 3_000; i++) {
        OffsetDateTime time =
            OffsetDateTime.ofInstant(
                Instant.ofEpochMilli(
                    86_400_000L + (long) (random.nextDouble() * 3_000_000_000_000L)),
                ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2 * 14 * 60 + 1) - 14 * 60)));
        String text = format.format(time);
        OffsetDateTime told = OffsetDateTime.parse(text, format);
        assertEquals(
            "{event_time=" + told.toInstant().toEpochMilli() + ", event_type=other}",
            Outcomes.of(decoder, "\t" + text + "\t"),
            text);
      }
      for (String bad :
          List.of("", "x", "2026-13-01T00:00:00+00:00", "31/Feb/2026:00:00:00 +0000")) {
        String said = Outcomes.of(decoder, "\t" + bad + "\t");
        assertTrue(said.matches("malformed|empty|bad_time event_time"), said);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "%{sec}t, 971211336, 971211336000",
    "%{msec}t, 971211336123, 971211336123",
    "%{usec}t, 971211336123456, 971211336123",
    "%{%D %T %z}t, 10/10/00 13:55:36 -0700, 971211336000",
    "%{%D %T %z}t, 12/31/69 13:55:36 +0000, ",
    "%{%D %T %z}t, 10/10/00 13:55:36 *0700, ",
    "$msec, 971211336.123, 971211336123",
    "$msec, 971211336, 971211336000",
    "$msec, 971211336.1239, 971211336123",
    "$msec, 971211336.1, 971211336100",
    "%{sec}t, -1, ",
    "%{sec}t, 9999999999999999999, ",
    "$msec, 971211336., ",
    "$msec, 971211336.1234567890, "
  })
  void secondsSince1970(String directive, String written, Long millis) {
    assertEquals(
        millis == null ? "bad_time event_time" : "{event_time=" + millis + ", event_type=other}",
        outcome(directive + " x", written + " x"));
  }

  /** Real lines, read by a pattern, are what the format makes of them. */
  @Test
  void realLines() throws IOException {
    byte[] file;
    try (InputStream in = LogPatternTest.class.getResourceAsStream("apache_access.log")) {
      file = in.readAllBytes();
    }
    EventForm form =
        new EventForm(Format.ACCESS_LOG, new LogPattern(NGINX.replace("- $", "$own_l $")));
    List<String> usual = Outcomes.read(Format.ACCESS_LOG, file, ParseSettings.standard());
    List<String> read =
        Outcomes.read(
            form.open(Outcomes.channel(file), 0, Long.MAX_VALUE, ParseSettings.standard()));
    long strict =
        new String(file, StandardCharsets.UTF_8).lines().filter(l -> l.endsWith(" ")).count();
    assertEquals(usual.size(), read.size());
    assertEquals(strict, read.stream().filter(each -> each.endsWith("malformed")).count());
    for (int i = 0; i < read.size(); i++) {
      assertTrue(
          read.get(i).endsWith("malformed") || read.get(i).equals(usual.get(i)), read.get(i));
    }
  }
}
