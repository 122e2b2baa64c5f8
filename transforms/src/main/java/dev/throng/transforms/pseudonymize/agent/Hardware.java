package dev.throng.transforms.pseudonymize.agent;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The class of a device from the words of an agent. An agent says little about it, so the order of
 * the questions is the rule: rarer devices first, for they pretend to be common ones. All patterns
 * are plain words: linear in the text.
 */
final class Hardware {

  private static final WordPattern TV =
      words(
          "smart-?tv|hbbtv|googletv|google tv|android tv|appletv|apple tv|tvos|\\batv\\b|crkey|roku"
              + "|bravia|\\baft[a-z]{1,5}\\b|web0s|webos\\.tv|netcast|nettv|viera|inettv|dtv\\b"
              + "|philipstv|tv safari|smarttv|opera tv|mitv|mibox|shield android|chromecast|\\bce-html"
              + "|\\btv\\b");
  private static final WordPattern CONSOLE =
      words("playstation|nintendo|xbox|\\bpsp\\b|steam ?deck|steam gameoverlay/deck");
  private static final WordPattern WATCH =
      words(
          "smartwatch|\\bwatch\\b|watchos|\\bwear ?os\\b|\\bwatch\\d|sm-r[89]\\d\\d|galaxy watch");
  private static final WordPattern CAR =
      words("qtcarbrowser|tesla/|android automotive|\\bcarplay\\b");
  private static final WordPattern OTHER =
      words(
          "kindle/|e-?reader|\\bnook browser|kobo|oculusbrowser|\\bquest(?: \\d| pro)?\\b|\\bpico\\b|"
              + "smartspeaker|\\bvre\\b");
  private static final WordPattern TABLET =
      words(
          "ipad|tablet(?! pc)|playbook|touchpad|\\bxoom\\b|nexus (?:7|9|10)\\b|kindle fire"
              + "|\\bkf[a-z]{2,5}\\b|\\bsm-[tx]\\d{3}|\\bgt-p\\d{4}|\\bgt-n(?:5|8)\\d{3}|galaxy tab"
              + "|mediapad|\\btab\\b|\\bpad\\b|silk-accelerated|pixel c\\b");
  private static final WordPattern PHONE =
      words(
          "iphone|ipod|windows phone|iemobile|windows ce|blackberry|\\bbb10\\b|opera mini|opera mobi"
              + "|symbian|series ?[46]0|nokia|kaios|\\bmobile\\b|midp|up\\.browser|j2me|brew|bada"
              + "|palm|webos/|hpwos|maemo|meego|sailfish|docomo|kddi|softbank|firefox os"
              + "|phone\\b|smartphone|windows mobile");
  private static final WordPattern DESKTOP =
      words(
          "windows|macintosh|mac os|mac_powerpc|darwin|x11|\\bcros\\b|linux (?:x86|i[3-6]86)|ubuntu"
              + "|fedora|debian|\\bbsd|(?:free|open|net)bsd|sunos|solaris|linux mint");

  private Hardware() {}

  /**
   * The class of the device that an agent speaks of, or null if it does not say.
   *
   * @param lower the agent in lower case
   * @param os the family of its system, or null
   */
  static @Nullable DeviceClass of(String agent, String lower, @Nullable String os) {
    if (CAR.find(agent, lower)) {
      return DeviceClass.CAR;
    }
    if (CONSOLE.find(agent, lower)) {
      return DeviceClass.CONSOLE;
    }
    if (WATCH.find(agent, lower)) {
      return DeviceClass.WATCH;
    }
    if (TV.find(agent, lower)) {
      return DeviceClass.TV;
    }
    if (TABLET.find(agent, lower)) {
      return DeviceClass.TABLET;
    }
    if (OTHER.find(agent, lower)) {
      return DeviceClass.OTHER;
    }
    if (PHONE.find(agent, lower)) {
      return DeviceClass.PHONE;
    }
    return bySystem(agent, lower, os);
  }

  private static @Nullable DeviceClass bySystem(String agent, String lower, @Nullable String os) {
    if ("Android".equals(os)) {
      // By Chrome's own convention: a phone says Mobile, a tablet does not. What is no browser
      // follows no convention, and phones are the more.
      return agent.startsWith("Mozilla/") ? DeviceClass.TABLET : DeviceClass.PHONE;
    }
    if ("iOS".equals(os)) {
      return DeviceClass.PHONE;
    }
    return DESKTOP.find(agent, lower) ? DeviceClass.DESKTOP : null;
  }

  private static WordPattern words(String alternatives) {
    return new WordPattern(alternatives);
  }

  /** All the patterns there are. */
  static List<WordPattern> all() {
    return List.of(TV, CONSOLE, WATCH, CAR, OTHER, TABLET, PHONE, DESKTOP);
  }
}
