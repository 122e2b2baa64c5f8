package dev.throng.transforms.pseudonymize.treatment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a referrer only the registrable domain stays. */
class ReferrerDomainTest {

  private final ReferrerDomain domains = new ReferrerDomain();

  @ParameterizedTest
  @CsvSource({
    "http://www.google.com/search?q=jane, google.com",
    "https://WWW.Google.CO.UK, google.co.uk",
    "https://jane:pw@sub.example.com:8080/x, example.com",
    "https://jane.blogspot.com/, blogspot.com",
    "https://jane.github.io/, github.io",
    "http://192.168.1.1/x, {ip}",
    "http://[2001:db8::1]/x, {ip}",
    "http://www.b\u00fccher.de/, xn--bcher-kva.de",
    "http://semicomplete.com/x, semicomplete.com",
    "http://www.163.com/, 163.com",
    "http://a.d41d8cd98f00b204e9800998ecf8427e.com/, {id}.com",
    "android-app://com.google.android.gm/x, android-app://com.google.android.gm",
  })
  void keepsTheDomain(String referrer, String domain) {
    assertEquals(domain, domains.domain(referrer));
    assertEquals(domain, domains.domain(referrer)); // from the cache
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "www.google.com",
        "http://localhost/",
        "http://intranet.corp/",
        "http://co.uk/",
        "http://com/",
        "about:blank",
        "file:///home/jane",
        "javascript:alert(1)",
        "ios-app://1234",
        "android-app://jane@example.com",
        "android-app://gm",
      })
  void whatTellsNoDomainIsNull(String referrer) {
    assertNull(domains.domain(referrer));
    assertNull(domains.domain(referrer));
  }

  @Test
  void nullAndOverlongAreNull() {
    assertNull(domains.domain(null));
    assertNull(domains.domain("http://example.com/" + "a".repeat(10_000)));
  }
}
