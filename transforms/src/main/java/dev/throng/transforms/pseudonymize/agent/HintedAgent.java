package dev.throng.transforms.pseudonymize.agent;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Client hints laid over what the text of the agent says. Browsers froze their texts (every Windows
 * is 10 there, every Android a "K") and tell the truth in hints, so a valid hint wins; a malformed
 * or unknown one is as if absent.
 */
final class HintedAgent {

  /** By precedence: a device may name several. */
  private static final List<Map.Entry<String, DeviceClass>> FORMS =
      List.of(
          Map.entry("Watch", DeviceClass.WATCH),
          Map.entry("Automotive", DeviceClass.CAR),
          Map.entry("XR", DeviceClass.OTHER),
          Map.entry("EInk", DeviceClass.OTHER),
          Map.entry("Tablet", DeviceClass.TABLET),
          Map.entry("Mobile", DeviceClass.PHONE),
          Map.entry("Desktop", DeviceClass.DESKTOP));

  private final Agent text;
  private final Hints hints;
  private final @Nullable Boolean mobile;
  private final @Nullable Platform platform;

  private HintedAgent(Agent text, Hints hints) {
    this.text = text;
    this.hints = hints;
    this.mobile = flag(hints.get(Hints.MOBILE));
    this.platform = Platform.of(BrandList.only(hints.get(Hints.PLATFORM)));
  }

  /** What both say together. */
  static Agent of(Agent text, Hints hints) {
    return new HintedAgent(text, hints).together();
  }

  private Agent together() {
    Brand.Named named = named();
    boolean robot = text.robot() || (named != null && named.brand() == Brand.HEADLESS);
    String browser = text.browser();
    String browserVersion = text.browserVersion();
    // A robot that borrows a browser's hints is still the robot that its text names.
    if (named != null && !text.robot() && speaks(named.brand())) {
      browser = family(named.brand());
      browserVersion = named.major();
      if (browserVersion == null && browser.equals(text.browser())) {
        browserVersion = text.browserVersion();
      }
    }
    String os = text.os();
    String osVersion = text.osVersion();
    if (platform != null) {
      os = platform.family(text.os());
      osVersion = platform.major(BrandList.only(hints.get(Hints.PLATFORM_VERSION)));
      if (osVersion == null && os.equals(text.os())) {
        osVersion = text.osVersion();
      }
    }
    String device = robot ? DeviceClass.ROBOT.word() : device();
    return new Agent(browser, browserVersion, os, osVersion, device, robot);
  }

  private Brand.@Nullable Named named() {
    String full = hints.get(Hints.FULL_VERSIONS);
    Brand.Named named = full == null ? null : Brand.speaking(BrandList.of(full));
    if (named != null && named.major() != null) {
      return named;
    }
    String brands = hints.get(Hints.BRANDS);
    return brands == null ? named : Brand.speaking(BrandList.of(brands));
  }

  /**
   * Whether a brand says more than the text: the engine does not, of an application that is known.
   */
  private boolean speaks(Brand brand) {
    String told = text.browser();
    return switch (brand) {
      case CHROMIUM, WEB_VIEW -> told == null || isChrome(told);
      default -> true;
    };
  }

  private String family(Brand brand) {
    String told = text.browser();
    if (brand == Brand.CHROMIUM && told != null) {
      return told;
    }
    return brand.family(mobile != null ? mobile : brand.mobileFamily().equals(told));
  }

  private static boolean isChrome(String family) {
    return switch (family) {
      case "Chrome", "Chrome Mobile", "Chrome Mobile WebView", "Chromium", "Android" -> true;
      default -> false;
    };
  }

  private @Nullable String device() {
    String forms = hints.get(Hints.FORM_FACTORS);
    if (forms != null) {
      List<BrandList.Item> items = BrandList.of(forms);
      for (Map.Entry<String, DeviceClass> form : FORMS) {
        for (BrandList.Item item : items) {
          if (item.name().equals(form.getKey())) {
            return form.getValue().word();
          }
        }
      }
    }
    String told = text.deviceClass();
    if (told != null && !isOrdinary(told)) {
      return told;
    }
    if (mobile == null) {
      return told != null || platform == null ? told : byPlatform(platform);
    }
    if (mobile) {
      return DeviceClass.PHONE.word();
    }
    return platform == null ? told : byPlatform(platform);
  }

  /** What a device that is not mobile, or does not say, is by its system. */
  private static String byPlatform(Platform platform) {
    return switch (platform) {
      case ANDROID -> DeviceClass.TABLET.word();
      case IOS -> DeviceClass.PHONE.word();
      case WINDOWS, MACOS, CHROME_OS, CHROMIUM_OS, FUCHSIA, LINUX -> DeviceClass.DESKTOP.word();
    };
  }

  /** The hint on mobility tells only these apart. */
  private static boolean isOrdinary(String device) {
    return device.equals(DeviceClass.DESKTOP.word())
        || device.equals(DeviceClass.PHONE.word())
        || device.equals(DeviceClass.TABLET.word());
  }

  private static @Nullable Boolean flag(@Nullable String header) {
    if (header == null) {
      return null;
    }
    return switch (header.trim()) {
      case "?1" -> Boolean.TRUE;
      case "?0" -> Boolean.FALSE;
      default -> null;
    };
  }
}
