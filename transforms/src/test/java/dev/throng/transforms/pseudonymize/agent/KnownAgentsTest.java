package dev.throng.transforms.pseudonymize.agent;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Agents that anyone would know, with what they are, written down by hand. */
class KnownAgentsTest {

  /** Browser, its major, system, its major, device, robot, then the agent; - is null. */
  private static final String KNOWN =
      """
      Chrome|124|Windows|10|desktop|no|Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36
      Chrome|124|Mac OS X|10|desktop|no|Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36
      Chrome|124|Linux|-|desktop|no|Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36
      Chrome Mobile|124|Android|10|phone|no|Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36
      Chrome|124|Android|10|tablet|no|Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36
      Chrome Mobile|99|Android|12|phone|no|Mozilla/5.0 (Linux; Android 12; SM-G991B) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/99.0.4844.73 Mobile Safari/537.36
      Chrome|120|Chrome OS|-|desktop|no|Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36
      Chrome Mobile iOS|123|iOS|17|phone|no|Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/123.0.6312.52 Mobile/15E148 Safari/604.1
      Mobile Safari|17|iOS|17|phone|no|Mozilla/5.0 (iPhone; CPU iPhone OS 17_4_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Mobile/15E148 Safari/604.1
      Mobile Safari|12|iOS|12|tablet|no|Mozilla/5.0 (iPad; CPU OS 12_5_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/12.1.2 Mobile/15E148 Safari/604.1
      Safari|17|Mac OS X|10|desktop|no|Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15
      Firefox|125|Windows|10|desktop|no|Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:125.0) Gecko/20100101 Firefox/125.0
      Firefox|115|Ubuntu|-|desktop|no|Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0
      Firefox Mobile|125|Android|14|phone|no|Mozilla/5.0 (Android 14; Mobile; rv:125.0) Gecko/125.0 Firefox/125.0
      Firefox iOS|125|iOS|14|phone|no|Mozilla/5.0 (iPhone; CPU iPhone OS 14_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) FxiOS/125.0 Mobile/15E148 Safari/605.1.15
      Edge|124|Windows|10|desktop|no|Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36 Edg/124.0.2478.51
      Edge Mobile|124|Android|10|phone|no|Mozilla/5.0 (Linux; Android 10; HD1913) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.6367.54 Mobile Safari/537.36 EdgA/124.0.2478.50
      Opera|109|Windows|10|desktop|no|Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/123.0.0.0 Safari/537.36 OPR/109.0.0.0
      Samsung Internet|24|Android|13|phone|no|Mozilla/5.0 (Linux; Android 13; SAMSUNG SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/24.0 Chrome/117.0.0.0 Mobile Safari/537.36
      UC Browser|13|Android|9|phone|no|Mozilla/5.0 (Linux; U; Android 9; en-US; Redmi Note 5) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/78.0.3904.108 UCBrowser/13.4.0.1306 Mobile Safari/537.36
      IE|11|Windows|7|desktop|no|Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko
      IE|8|Windows|-|desktop|no|Mozilla/4.0 (compatible; MSIE 8.0; Windows NT 5.1; Trident/4.0)
      Chrome Mobile WebView|119|Android|13|phone|no|Mozilla/5.0 (Linux; Android 13; Pixel 7 Build/TQ3A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/119.0.6045.66 Mobile Safari/537.36
      Mobile Safari UI/WKWebView|-|iOS|16|phone|no|Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148
      Facebook|423|iOS|16|phone|no|Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/20F66 [FBAN/FBIOS;FBAV/423.0.0.28.75;FBBV/493186287;FBDV/iPhone14,5]
      Amazon Silk|108|Android|9|tablet|no|Mozilla/5.0 (Linux; Android 9; KFTRWI) AppleWebKit/537.36 (KHTML, like Gecko) Silk/108.4.6 like Chrome/108.0.5359.220 Safari/537.36
      -|-|-|-|console|no|Mozilla/5.0 (PlayStation; PlayStation 5/6.00) AppleWebKit/605.1.15 (KHTML, like Gecko)
      Chrome|79|Web0S|-|tv|no|Mozilla/5.0 (Web0S; Linux/SmartTV) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/79.0.3945.79 Safari/537.36
      Chrome|110|Android|12|tv|no|Mozilla/5.0 (Linux; Android 12; ATV Box) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/110.0.0.0 Safari/537.36
      Googlebot|2|-|-|robot|yes|Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
      Googlebot|2|Android|6|robot|yes|Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)
      bingbot|2|-|-|robot|yes|Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)
      HeadlessChrome|120|Linux|-|robot|yes|Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0.0.0 Safari/537.36
      curl|8|-|-|robot|yes|curl/8.4.0
      Wget|1|Linux|-|robot|yes|Wget/1.21.4 (Linux-gnu)
      Python Requests|2|-|-|robot|yes|python-requests/2.31.0
      Go-http-client|1|-|-|robot|yes|Go-http-client/1.1
      okhttp|4|-|-|-|no|okhttp/4.12.0
      Chrome Mobile|58|Android|6|phone|no|Mozilla/5.0 (Linux; Android 6.0; CUBOT DINOSAUR) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/58.0.3029.83 Mobile Safari/537.36
      """;

  @Test
  void aReaderSaysHowOftenItDidNotRemember() {
    AgentReader reader = new AgentReader(4);
    for (String agent :
        List.of("curl/8.1", "curl/8.2", "curl/8.1", "curl/8.2", "x".repeat(9_000))) {
      reader.read(agent, null);
    }
    assertEquals(5, reader.asked());
    assertEquals(3, reader.readAnew());
  }

  @Test
  void eachIsWhatItIs() {
    AgentReader reader = new AgentReader();
    assertAll(
        KNOWN
            .lines()
            .<Executable>map(
                line -> {
                  String agent = line.split("\\|", 7)[6];
                  String read = written(reader.read(agent, null)) + "|" + agent;
                  return () -> assertEquals(line, read);
                }));
  }

  private static String written(Agent agent) {
    return String.join(
        "|",
        word(agent.browser()),
        word(agent.browserVersion()),
        word(agent.os()),
        word(agent.osVersion()),
        word(agent.deviceClass()),
        agent.robot() ? "yes" : "no");
  }

  private static String word(@Nullable String word) {
    return word == null ? "-" : word;
  }
}
