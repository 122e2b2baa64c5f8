package dev.throng.transforms.pseudonymize.agent;

import java.util.ArrayList;
import java.util.List;

/** Agents made to be slow, large or telling. */
final class HostileAgents {

  private static final String[] BEGINNINGS = {
    "", "Mozilla/5.0 (", "Mozilla/5.0 (Linux; Android 4.4; ", "Mozilla Mobile ", "SmartWatch(",
    "Android Application - HTC HTC ", "iPhone", "Opera/9.80 ", "HbbTV/1.1.1 (", "Nokia"
  };

  private static final String[] REPEATED = {
    " ",
    "1",
    "a",
    "a ",
    "; ",
    ";",
    "a;",
    "(",
    ")",
    "Mobile ",
    "Android ",
    "Mozilla ",
    "/1.1",
    "Bot ",
    "bo",
    "Build/",
    "iPhone ",
    "Linux;",
    "A-",
    "\u00e9",
    "\ud83d\ude00",
    "\r\n",
    "\u001b[31m",
    "HTC_",
    "\\",
    "$1"
  };

  private HostileAgents() {}

  /** Those of the catalogue, and long repetitions of what rules look for. */
  static List<String> all() {
    List<String> all = new ArrayList<>();
    all.add("SmartWatch(" + " ".repeat(3500) + "z");
    all.add("1".repeat(3500));
    all.add("Mozilla/5.0 " + "x".repeat(1 << 20));
    for (String beginning : BEGINNINGS) {
      for (String repeated : REPEATED) {
        all.add(beginning + repeated.repeat(3500 / repeated.length()) + "z");
      }
    }
    return all;
  }
}
