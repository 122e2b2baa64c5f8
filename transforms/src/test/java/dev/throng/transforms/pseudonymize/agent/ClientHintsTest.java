package dev.throng.transforms.pseudonymize.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Hints as browsers send them, after the examples of the specification, and as nobody should. */
class ClientHintsTest {

  private static final String CHROME =
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/124.0.0.0 Safari/537.36";
  private static final String PHONE =
      "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Chrome/124.0.0.0 Mobile Safari/537.36";
  private static final String IN_FACEBOOK =
      "Mozilla/5.0 (Linux; Android 13; Pixel 7; wv) AppleWebKit/537.36 (KHTML, like Gecko)"
          + " Version/4.0 Chrome/119.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;FBAV/440.0.0.28.75;]";
  private static final String BRAVES =
      "\"Chromium\";v=\"124\", \"Brave\";v=\"124\", \"Not-A.Brand\";v=\"99\"";

  private final AgentReader reader = new AgentReader();

  @Test
  void theBrandThatIsNoGreaseSpeaksAndWindowsTellsItsTrueVersion() {
    Map<String, String> hints =
        Map.of(
            "Sec-CH-UA", BRAVES,
            "sec-ch-ua-platform", "\"Windows\"",
            "SEC-CH-UA-PLATFORM-VERSION", "\"15.0.0\"",
            "Sec-CH-UA-Mobile", "?0");
    assertEquals(
        new Agent("Brave", "124", "Windows", "11", "desktop", false), reader.read(CHROME, hints));
  }

  @Test
  void theListOfFullVersionsGoesBeforeTheShortOne() {
    Map<String, String> hints =
        Map.of(
            "Sec-CH-UA", "\"Google Chrome\";v=\"124\"",
            "Sec-CH-UA-Full-Version-List",
                "\"Google Chrome\";v=\"125.0.6422.60\", \"Not.A/Brand\";v=\"24.0.0.0\"");
    assertEquals("125", reader.read(CHROME, hints).browserVersion());
  }

  @Test
  void aPhoneStaysAPhoneAndItsFrozenVersionThaws() {
    Map<String, String> hints =
        Map.of(
            "Sec-CH-UA", "\"Not_A Brand\";v=\"8\", \"Google Chrome\";v=\"124\"",
            "Sec-CH-UA-Platform", "\"Android\"",
            "Sec-CH-UA-Platform-Version", "\"14.0.0\"",
            "Sec-CH-UA-Mobile", "?1");
    assertEquals(
        new Agent("Chrome Mobile", "124", "Android", "14", "phone", false),
        reader.read(PHONE, hints));
  }

  @Test
  void theOldWindowsCountByTheirKernel() {
    assertEquals("7", windows("\"0.1.0\""));
    assertEquals("8", windows("\"0.3.0\""));
    assertEquals("10", windows("\"10.0.0\""));
    assertEquals("11", windows("\"13.0.0\""));
    assertEquals("10", windows("\"x\""), "malformed: the agent's own word");
    assertEquals("10", windows("15"), "no string: the agent's own word");
  }

  private String windows(String version) {
    Map<String, String> hints =
        Map.of("Sec-CH-UA-Platform", "\"Windows\"", "Sec-CH-UA-Platform-Version", version);
    return String.valueOf(reader.read(CHROME, hints).osVersion());
  }

  @Test
  void anotherSystemDoesNotInheritTheVersion() {
    Agent read = reader.read(CHROME, Map.of("Sec-CH-UA-Platform", "\"macOS\""));
    assertEquals(new Agent("Chrome", "124", "Mac OS X", null, "desktop", false), read);
  }

  @Test
  void linuxDoesNotOverruleAKindOfLinux() {
    String ubuntu =
        "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0";
    assertEquals("Ubuntu", reader.read(ubuntu, Map.of("Sec-CH-UA-Platform", "\"Linux\"")).os());
    assertEquals("Linux", reader.read(CHROME, Map.of("Sec-CH-UA-Platform", "\"Linux\"")).os());
  }

  @Test
  void theEngineDoesNotOverruleAnApplication() {
    Map<String, String> hints =
        Map.of("Sec-CH-UA", "\"Android WebView\";v=\"119\", \"Chromium\";v=\"119\"");
    assertEquals(
        new Agent("Facebook", "440", "Android", "13", "phone", false),
        reader.read(IN_FACEBOOK, hints));
    assertEquals("Chrome Mobile WebView", reader.read(PHONE, hints).browser());
  }

  @Test
  void formsAndMobilityTellTheDevice() {
    assertEquals("car", device(PHONE, "Sec-CH-UA-Form-Factors", "\"Automotive\", \"Tablet\""));
    assertEquals("tablet", device(PHONE, "Sec-CH-UA-Form-Factors", "\"Tablet\""));
    assertEquals("phone", device(PHONE, "Sec-CH-UA-Form-Factors", "\"Abacus\""));
    assertEquals("phone", device(CHROME, "Sec-CH-UA-Mobile", "?1"));
    assertEquals("desktop", device(CHROME, "Sec-CH-UA-Mobile", "1"));
    assertEquals(
        "tablet",
        reader
            .read(PHONE, Map.of("Sec-CH-UA-Mobile", "?0", "Sec-CH-UA-Platform", "\"Android\""))
            .deviceClass());
  }

  private String device(String agent, String hint, String value) {
    return String.valueOf(reader.read(agent, Map.of(hint, value)).deviceClass());
  }

  @Test
  void hintsAloneAreEnough() {
    Map<String, String> hints =
        Map.of("sec-ch-ua", BRAVES, "sec-ch-ua-platform", "\"Linux\"", "sec-ch-ua-mobile", "?0");
    assertEquals(
        new Agent("Brave", "124", "Linux", null, "desktop", false), reader.read(null, hints));
  }

  @Test
  void aHeadlessBrandIsARobot() {
    Agent read = reader.read(CHROME, Map.of("Sec-CH-UA", "\"HeadlessChrome\";v=\"124\""));
    assertEquals(new Agent("HeadlessChrome", "124", "Windows", "10", "robot", true), read);
  }

  @Test
  void whatIsMalformedOrUnknownIsAsIfAbsent() {
    Agent plain = reader.read(CHROME, null);
    for (String bad :
        new String[] {
          "",
          "Brave",
          "\"Brave",
          "\"Brave\";v=124",
          "\"Brave\";v=\"124\",",
          "\"Brave\" \"x\"",
          "\"Brave\\x\";v=\"1\"",
          "\"Br\u00e9ve\";v=\"1\"",
          "\"jane.doe@example.com\";v=\"1\"",
          "\"Brave\";q=\"1\"",
          "\"a\",".repeat(17) + "\"Brave\"",
          "\"Brave\";v=\"1\"" + " ".repeat(600)
        }) {
      assertEquals(plain, reader.read(CHROME, Map.of("Sec-CH-UA", bad)), bad);
      assertEquals(plain, reader.read(CHROME, Map.of("Sec-CH-UA-Platform", bad)), bad);
      assertEquals(plain, reader.read(CHROME, Map.of("Sec-CH-UA-Mobile", bad)), bad);
      assertEquals(plain, reader.read(CHROME, Map.of("Sec-CH-UA-Full-Version-List", bad)), bad);
    }
    assertEquals(plain, reader.read(CHROME, Map.of("Sec-CH-UA-Model", "\"Pixel 7\"")));
  }

  @Test
  void aVersionThatIsNoVersionIsNotKept() {
    Agent read = reader.read(CHROME, Map.of("Sec-CH-UA", "\"Brave\";v=\"00112233445\""));
    assertEquals("Brave", read.browser());
    assertEquals(null, read.browserVersion());
  }
}
