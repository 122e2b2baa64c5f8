package dev.throng.transforms.pseudonymize.treatment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** P6, P7, P32: what a URL says about a person goes, what it says about a page stays. */
class UrlScrubbingTest {

  private final UrlScrubbing scrubbing = new UrlScrubbing(Set.of("q", "utm_source", "a b"));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://Example.COM | https://example.com/",
        "https://example.com/ | https://example.com/",
        "https://example.com/shoes/red | https://example.com/shoes/red",
        "https://example.com/shoes/ | https://example.com/shoes/",
        "/presentations/logstash-monitorama-2013/css/main.css | /presentations/logstash-monitorama-2013/css/main.css",
        "//evil@x/y | /{email}/y",
        "/ | /",
        "/?q=x | /?q=x",
        "/blog/geekery/ssl-latency.html | /blog/geekery/ssl-latency.html",
        "/product/12/2013 | /product/12/2013",
        "/product/12345 | /product/{id}",
        "/product/shoe-12345.html | /product/{id}",
        "https://user:pw@example.com:8080/a#token=abc | https://example.com/a", // 55, 57
        "https://a@b@example.com/ | https://example.com/",
        "https://example.com/unlock/john@example.com/x | https://example.com/unlock/{email}/x", // 56
        "/u/jane/posts | /u/{id}/posts",
        "/~jane/posts | /{id}/posts",
        "/@jane | /{id}",
        "/a/john%40example.com | /a/{email}",
        "/a/john%2540example.com | /a/{email}", // 58
        "/a/john%25252540example.com | /a/{email}",
        "/a/%25252525252540 | /a/{id}",
        "/a/john%EF%BC%A0example.com | /a/{email}",
        "/a/joh%C3%A9 | /a/joh%C3%A9",
        "/a/joh\u00e9 | /a/joh%C3%A9",
        "/a/%zz/b | /a/{id}/b", // 62
        "/a/%FF/b | /a/{id}/b",
        "/a/100%25 | /a/{id}",
        "/a%2Fb/c | /{id}/c",
        "/a/b;jsessionid=123/c | /a/b/c",
        "/a/b%3Bjsessionid=123/c | /a/b/c",
        "/a/./../%2e%2e/b | /a/b",
        "/a//b | /a/b",
        "/a\\b | /a/b",
        "/reset/abc/def | /reset/{token}/{token}",
        "/password-reset/abc | /password-reset/{token}",
        "/account/verifyEmail/abc | /account/{id}/{token}",
        "/verify=abc/x | /{token}/{token}",
        "/newsletter/unsubscribe/jane | /newsletter/unsubscribe/{token}",
        "/ip/10.1.2.3/x | /ip/{ip}/x",
        "/pay/4111111111111111 | /pay/{card}",
        "/x/a8eedfd6-9d8a-44e0-b0fc-cc7d517db5dc | /x/{id}",
        "/x/d41d8cd98f00b204e9800998ecf8427e | /x/{id}",
        "/s?Q=1&q=Red+Shoes&q=2 | /s?q=Red%20Shoes", // 61
        "/s?utm_source=mail&x=y&q=b | /s?q=b&utm_source=mail",
        "/s?q=b&utm_source=mail | /s?q=b&utm_source=mail",
        "/s?%71=b | /s?q=b",
        "/s?a+b=c%26d%3De | /s?a%20b=c%26d%3De",
        "/s?q=john%2540example.com | /s?q={email}",
        "/s?q=%zz | /s?q={id}",
        "/s?q= | /s",
        "/s?email=john@example.com | /s",
        "http://127.0.0.1/a | http://{ip}/a",
        "http://[::1]:80/a | http://{ip}/a",
        "http://2130706433/a | http://{ip}/a",
        "http://0x7f.1/a | http://{ip}/a",
        "http://\uff11.\uff12.\uff13.\uff14/a | http://{ip}/a",
        "http://b\u00fccher.example/a | http://xn--bcher-kva.example/a", // 60
        "http://xn--d1abbgf6aiiy.xn--p1ai/a | http://xn--d1abbgf6aiiy.xn--p1ai/a", // 60
        "http://example.com./a | http://example.com/a",
        "http://a8eedfd6-9d8a-44e0-b0fc-cc7d517db5dc.example.com/a | http://{id}.example.com/a",
        "http://ec2-54-1-2-3.amazonaws.com/ | http://{id}.amazonaws.com/",
        "http://54.1.2.3.dsl.example.com/ | http://{id}.{id}.{id}.{id}.dsl.example.com/",
        "http://localhost:8080/x | http://localhost/x",
      })
  void scrubs(String url, String scrubbed) {
    assertEquals(scrubbed, String.valueOf(scrubbing.scrub(url)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "javascript:alert(1)", // 59
        "data:text/plain;base64,am9obkBleGFtcGxlLmNvbQ==", // 59
        "mailto:john@example.com",
        "ftp://example.com/a",
        "file:///etc/passwd",
        "example.com/a",
        "http://",
        "http:///a",
        "http://a..b/",
        "http://a b/",
        "http://a%62/",
        "http://example.com:port/",
        "http://[::1",
        "http://\ufffd.ch/",
        "http://example.com/\u0000a",
        "http://example.com/a\r\nb",
        "*",
      })
  void whatIsNoUrlIsNull(String url) {
    assertNull(scrubbing.scrub(url));
  }

  @Test
  void nullAndOverlongAreNull() {
    assertNull(scrubbing.scrub(null));
    assertNull(scrubbing.scrub("/" + "a".repeat(65_536))); // 63
    assertNotNull(scrubbing.scrub("/" + "a".repeat(8_191)));
  }

  @Test
  void pathsAreCutAtSlashes() {
    assertEquals("/a".repeat(16), path("/a".repeat(17)));
    String word = "/abc-def-ghi-jkl-mno-pqr-stu-vwx-y";
    assertEquals(word.repeat(7), path(word.repeat(12)));
    assertEquals("/{id}", path("/" + "a-".repeat(200)));
  }

  @Test
  void aResultIsRemembered() {
    ScrubbedUrl first = scrubbing.scrub("/a/b");
    assertSame(first, scrubbing.scrub(String.join("/", "", "a", "b")));
    for (int i = 0; i < 10_000; i++) {
      scrubbing.scrub("/other/" + i);
    }
    assertEquals(first, scrubbing.scrub("/a/b"));
  }

  @Test
  void scrubbingTwiceChangesNothing() {
    for (JsonNode vector : Vectors.read("validator_cases.json")) {
      ScrubbedUrl once = scrubbing.scrub(vector.get("input").asText());
      if (once != null && !String.valueOf(once.host()).contains("{")) {
        assertEquals(once, scrubbing.scrub(once.toString()));
      }
    }
  }

  @Test
  void takesTheWebUrlsThatCommonsValidatorAccepts() {
    int urls = 0;
    for (JsonNode vector : Vectors.read("validator_cases.json")) {
      String url = vector.get("input").asText();
      if (vector.get("file").asText().equals("UrlValidatorTest.java")
          && vector.get("expected").asBoolean()
          && url.regionMatches(true, 0, "http", 0, 4)) {
        ScrubbedUrl scrubbed = scrubbing.scrub(url);
        assertNotNull(scrubbed, url);
        assertFalse(scrubbed.toString().contains("@"), url);
        assertTrue(scrubbed.toString().chars().allMatch(c -> c > ' ' && c < 0x7f), url);
        urls++;
      }
    }
    assertEquals(116, urls);
  }

  @Test
  void mangledUrlsNeitherThrowNorTakeLong() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    String alphabet = "/.%40@:;?&=#[]\\ab1\u00e9\u200b\ud83d\ude00 {}-xn";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder url = new StringBuilder(random.nextBoolean() ? "http://" : "/");
      for (int length = random.nextInt(40); length > 0; length--) {
        url.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      ScrubbedUrl scrubbed = scrubbing.scrub(url.toString());
      if (scrubbed != null) {
        assertTrue(scrubbed.path().startsWith("/"), "seed " + seed);
        assertTrue(
            scrubbed.toString().chars().allMatch(c -> c > ' ' && c < 0x7f),
            "seed " + seed + ": " + url);
      }
    }
    for (String unit :
        new String[] {"&", "/", "%25", "@", "a.", "/reset", ";", "%2", "q=&", "/:"}) {
      for (String head : new String[] {"http://", "/", "/?"}) {
        scrubbing.scrub(head + unit.repeat(8_000 / unit.length()));
      }
    }
  }

  private @Nullable String path(String url) {
    ScrubbedUrl scrubbed = scrubbing.scrub(url);
    return scrubbed == null ? null : scrubbed.path();
  }
}
