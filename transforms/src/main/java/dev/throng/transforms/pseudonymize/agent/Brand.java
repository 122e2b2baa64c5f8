package dev.throng.transforms.pseudonymize.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The brands that client hints may name, and the families of uap-core that they are. What is not
 * here, GREASE above all ({@code "Not-A.Brand"}), is passed over. Where a list names several, the
 * first here wins: the order of the list itself is random by design.
 */
enum Brand {
  HEADLESS("HeadlessChrome", "HeadlessChrome", "HeadlessChrome"),
  EDGE("Microsoft Edge", "Edge", "Edge Mobile"),
  EDGE_VIEW("Microsoft Edge WebView2", "Edge", "Edge"),
  OPERA_GX("Opera GX", "Opera GX", "Opera GX"),
  OPERA_MOBILE("OperaMobile", "Opera Mobile", "Opera Mobile"),
  OPERA("Opera", "Opera", "Opera Mobile"),
  BRAVE("Brave", "Brave", "Brave"),
  VIVALDI("Vivaldi", "Vivaldi", "Vivaldi"),
  YANDEX("YaBrowser", "Yandex Browser", "Yandex Browser"),
  YANDEX_NAMED("Yandex", "Yandex Browser", "Yandex Browser"),
  SAMSUNG("Samsung Internet", "Samsung Internet", "Samsung Internet"),
  WHALE("Whale", "Whale", "Whale"),
  SILK("Amazon Silk", "Amazon Silk", "Amazon Silk"),
  OCULUS("Oculus Browser", "Oculus Browser", "Oculus Browser"),
  HUAWEI("HuaweiBrowser", "Huawei Browser", "Huawei Browser"),
  DUCK("DuckDuckGo", "DuckDuckGo", "DuckDuckGo Mobile"),
  CHROME("Google Chrome", "Chrome", "Chrome Mobile"),
  /** An application that shows pages; the text of the agent may know which. */
  WEB_VIEW("Android WebView", "Chrome Mobile WebView", "Chrome Mobile WebView"),
  /** The engine, under whatever browser. */
  CHROMIUM("Chromium", "Chromium", "Chromium");

  private static final Brand[] ALL = values();

  private final String name;
  private final String family;
  private final String mobileFamily;

  Brand(String name, String family, String mobileFamily) {
    this.name = name;
    this.family = family;
    this.mobileFamily = mobileFamily;
  }

  /** A brand that was named, with its major version, or null if that is malformed. */
  record Named(Brand brand, @Nullable String major) {}

  /** The brand that speaks for a list, or null if it names none that is known. */
  static @Nullable Named speaking(List<BrandList.Item> items) {
    for (Brand brand : ALL) {
      for (BrandList.Item item : items) {
        if (item.name().equals(brand.name)) {
          return new Named(brand, Families.major(item.version()));
        }
      }
    }
    return null;
  }

  String family(boolean mobile) {
    return mobile ? mobileFamily : family;
  }

  String family() {
    return family;
  }

  String mobileFamily() {
    return mobileFamily;
  }
}
