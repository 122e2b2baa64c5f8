package dev.throng.pipeline.generate;

import dev.throng.pipeline.generate.Agent.Device;
import java.util.ArrayList;
import java.util.List;

/**
 * About 2,000 user agents, composed from what browsers and devices of 2025 and 2026 send: a form
 * for each browser, filled with versions and models.
 */
final class Agents {
  private static final String MOZILLA = "Mozilla/5.0 ";
  private static final String WEBKIT = " AppleWebKit/537.36 (KHTML, like Gecko) ";
  private static final String APPLE = " AppleWebKit/605.1.15 (KHTML, like Gecko) ";
  private static final int CHROME = 149;
  private static final int FIREFOX = 151;

  private static final String[][] PHONES = {
    {"Samsung", "SM-S921B", "14", "360x780"}, {"Samsung", "SM-A546B", "14", "360x780"},
    {"Samsung", "SM-A155F", "14", "385x854"}, {"Samsung", "SM-G991B", "13", "360x800"},
    {"Samsung", "SM-A127F", "12", "360x800"}, {"Samsung", "SM-S711B", "14", "360x780"},
    {"Samsung", "SM-A336B", "13", "412x915"}, {"Samsung", "SM-X210", "14", "800x1280"},
    {"Xiaomi", "2201117TG", "13", "393x873"}, {"Xiaomi", "23053RN02A", "13", "393x873"},
    {"Xiaomi", "M2101K6G", "12", "393x873"}, {"Xiaomi", "22101316G", "14", "393x873"},
    {"Google", "Pixel 6a", "14", "412x915"}, {"Google", "Pixel 7", "14", "412x915"},
    {"Google", "Pixel 8 Pro", "15", "448x998"}, {"Google", "Pixel 9", "15", "412x923"},
    {"OPPO", "CPH2471", "13", "360x806"}, {"OPPO", "CPH2339", "12", "360x806"},
    {"vivo", "V2217", "13", "360x800"}, {"vivo", "V2109", "12", "360x800"},
    {"realme", "RMX3363", "13", "360x800"}, {"realme", "RMX3710", "14", "360x800"},
    {"Motorola", "moto g54 5G", "14", "412x915"}, {"Motorola", "moto g power", "13", "412x915"},
    {"OnePlus", "CPH2449", "14", "412x919"}, {"OnePlus", "LE2113", "13", "412x919"},
    {"Huawei", "ELE-L29", "10", "360x780"}, {"Huawei", "MAR-LX1A", "10", "360x771"},
    {"Nokia", "Nokia G42 5G", "14", "360x806"}, {"Sony", "XQ-DC54", "14", "411x960"},
  };
  private static final String[] IOS = {
    "26_4", "26_3_1", "26_3", "26_2", "26_1", "26_0", "18_7", "18_6_2", "18_6", "18_5", "18_4_1",
    "18_3_2", "18_2", "18_1_1", "18_0", "17_7", "17_6_1", "17_5_1", "17_4", "17_3", "17_2", "16_7",
    "16_6", "16_5", "16_3", "15_8", "15_7", "15_6", "14_8", "14_4"
  };
  private static final int[] SAFARI = {26, 18, 17, 16, 15};
  private static final Device WINDOWS =
      new Device("desktop", "PC", "x64", "Windows", "10", "1920x1080");
  private static final Device MAC =
      new Device("desktop", "Apple", "Macintosh", "macOS", "10.15.7", "1440x900");
  private static final Device LINUX =
      new Device("desktop", "PC", "x86_64", "Linux", "6.8", "1920x1200");

  /** Families; the share of each, in thousandths, is the step between two {@link #SHARES}. */
  private static final Agent[][] FAMILIES = {
    android(), windows(), iphone(), firefox(), mac(), application(), otherDesktop(), otherPhone()
  };

  private static final int[] SHARES = {300, 540, 730, 790, 870, 940, 970, 1000};
  private static final Agent[] ROBOTS = robots();

  private Agents() {}

  /** The browser of somebody: newer and more frequent ones first. */
  static Agent any(Dice dice) {
    int share = dice.below(1000);
    int family = 0;
    while (share >= SHARES[family]) {
      family++;
    }
    return FAMILIES[family][(int) dice.popular(FAMILIES[family].length)];
  }

  static Agent robot(Dice dice) {
    return dice.of(ROBOTS);
  }

  static List<Agent> all() {
    List<Agent> all = new ArrayList<>(List.of(ROBOTS));
    for (Agent[] family : FAMILIES) {
      all.addAll(List.of(family));
    }
    return all;
  }

  private static Agent[] android() {
    List<Agent> agents = new ArrayList<>();
    for (int age = 0; age < 40; age++) {
      for (String[] phone : PHONES) {
        // The model stands in the header, as before Chrome reduced it: more to make coarse.
        String header =
            MOZILLA
                + "(Linux; Android "
                + phone[2]
                + "; "
                + phone[1]
                + ")"
                + WEBKIT
                + chrome(age)
                + " Mobile Safari/537.36";
        agents.add(Agent.of(header, hints(age, "Google Chrome", "Android", true), device(phone)));
      }
    }
    return agents.toArray(Agent[]::new);
  }

  private static Agent[] otherPhone() {
    List<Agent> agents = new ArrayList<>();
    for (int age = 0; age < 10; age++) {
      for (String[] phone : PHONES) {
        if (phone[0].equals("Samsung")) {
          String header =
              MOZILLA
                  + "(Linux; Android "
                  + phone[2]
                  + "; "
                  + phone[1]
                  + ")"
                  + WEBKIT
                  + "SamsungBrowser/"
                  + (29 - age)
                  + ".0 "
                  + chrome(2 * age + 12)
                  + " Mobile Safari/537.36";
          agents.add(Agent.of(header, "", device(phone)));
        }
      }
      for (String ios : List.of(IOS).subList(0, 16)) {
        String header =
            MOZILLA
                + "(iPhone; CPU iPhone OS "
                + ios
                + " like Mac OS X)"
                + APPLE
                + "CriOS/"
                + (CHROME - age)
                + ".0.7204.46 Mobile/15E148 Safari/604.1";
        agents.add(Agent.of(header, "", apple("mobile", "iPhone", ios)));
      }
    }
    return agents.toArray(Agent[]::new);
  }

  private static Agent[] iphone() {
    List<Agent> agents = new ArrayList<>();
    for (String ios : IOS) {
      for (String kind : new String[] {"iPhone", "iPad"}) {
        String system = kind.equals("iPhone") ? "iPhone; CPU iPhone OS " : "iPad; CPU OS ";
        String version = ios.substring(0, ios.indexOf('_', 3) < 0 ? ios.length() : 4);
        String header =
            MOZILLA
                + "("
                + system
                + ios
                + " like Mac OS X)"
                + APPLE
                + "Version/"
                + version.replace('_', '.')
                + " Mobile/15E148 Safari/604.1";
        String type = kind.equals("iPhone") ? "mobile" : "tablet";
        agents.add(Agent.of(header, "", apple(type, kind, ios)));
      }
    }
    return agents.toArray(Agent[]::new);
  }

  private static Agent[] windows() {
    List<Agent> agents = new ArrayList<>();
    for (int age = 0; age < 40; age++) {
      String chrome = MOZILLA + "(Windows NT 10.0; Win64; x64)" + WEBKIT + chrome(age);
      agents.add(
          Agent.of(
              chrome + " Safari/537.36", hints(age, "Google Chrome", "Windows", false), WINDOWS));
      String edge = " Edg/" + (CHROME - age) + ".0.0.0";
      agents.add(
          Agent.of(
              chrome + " Safari/537.36" + edge,
              hints(age, "Microsoft Edge", "Windows", false),
              WINDOWS));
    }
    return agents.toArray(Agent[]::new);
  }

  private static Agent[] mac() {
    List<Agent> agents = new ArrayList<>();
    String mac = MOZILLA + "(Macintosh; Intel Mac OS X 10_15_7)";
    for (int age = 0; age < 30; age++) {
      String version = SAFARI[age / 6] + "." + age % 6;
      agents.add(Agent.of(mac + APPLE + "Version/" + version + " Safari/605.1.15", "", MAC));
      agents.add(
          Agent.of(
              mac + WEBKIT + chrome(age) + " Safari/537.36",
              hints(age, "Google Chrome", "macOS", false),
              MAC));
    }
    return agents.toArray(Agent[]::new);
  }

  private static Agent[] firefox() {
    List<Agent> agents = new ArrayList<>();
    for (int age = 0; age < 30; age++) {
      String version = (FIREFOX - age) + ".0";
      String tail = "; rv:" + version + ") Gecko/20100101 Firefox/" + version;
      agents.add(Agent.of(MOZILLA + "(Windows NT 10.0; Win64; x64" + tail, "", WINDOWS));
      agents.add(Agent.of(MOZILLA + "(Macintosh; Intel Mac OS X 10.15" + tail, "", MAC));
      agents.add(Agent.of(MOZILLA + "(X11; Ubuntu; Linux x86_64" + tail, "", LINUX));
    }
    return agents.toArray(Agent[]::new);
  }

  private static Agent[] otherDesktop() {
    List<Agent> agents = new ArrayList<>();
    for (int age = 0; age < 30; age++) {
      String linux = MOZILLA + "(X11; Linux x86_64)" + WEBKIT + chrome(age) + " Safari/537.36";
      agents.add(Agent.of(linux, hints(age, "Google Chrome", "Linux", false), LINUX));
      String opera =
          MOZILLA
              + "(Windows NT 10.0; Win64; x64)"
              + WEBKIT
              + chrome(age + 2)
              + " Safari/537.36 OPR/"
              + (133 - age)
              + ".0.0.0";
      agents.add(Agent.of(opera, hints(age + 2, "Opera", "Windows", false), WINDOWS));
    }
    return agents.toArray(Agent[]::new);
  }

  /** The marketplace's own application, which calls itself so. */
  private static Agent[] application() {
    List<Agent> agents = new ArrayList<>();
    for (int minor = 9; minor >= 0; minor--) {
      for (String[] phone : List.of(PHONES).subList(0, 20)) {
        String header =
            "MarketApp/6." + minor + ".2 (Linux; Android " + phone[2] + "; " + phone[1] + ")";
        agents.add(Agent.of(header, "", device(phone)));
      }
      String header = "MarketApp/6." + minor + ".1 (iPhone; iOS 18.5; Scale/3.00)";
      agents.add(Agent.of(header, "", apple("mobile", "iPhone", "18_5")));
    }
    return agents.toArray(Agent[]::new);
  }

  private static Agent[] robots() {
    return new Agent[] {
      Agent.robot(MOZILLA + "(compatible; Googlebot/2.1; +http://www.google.com/bot.html)"),
      Agent.robot(MOZILLA + "(compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)"),
      Agent.robot(MOZILLA + "(compatible; PriceSpider/1.3; +https://spider.example/about)"),
      Agent.robot("UptimeBot/2.0 (+https://uptime.example; ops@uptime.example)"),
      Agent.robot("curl/8.7.1"),
      Agent.robot("python-requests/2.32.3"),
    };
  }

  private static String chrome(int age) {
    return "Chrome/" + (CHROME - age) + ".0.0.0";
  }

  private static Device device(String[] phone) {
    String type = phone[1].startsWith("SM-X") ? "tablet" : "mobile";
    return new Device(type, phone[0], phone[1], "Android", phone[2], phone[3]);
  }

  private static Device apple(String type, String model, String ios) {
    String screen = type.equals("mobile") ? "390x844" : "820x1180";
    return new Device(type, "Apple", model, "iOS", ios.replace('_', '.'), screen);
  }

  private static String hints(int age, String brand, String platform, boolean mobile) {
    String version = "\\\";v=\\\"" + (CHROME - age) + "\\\"";
    return "{\"Sec-CH-UA\":\"\\\"Chromium"
        + version
        + ", \\\""
        + brand
        + version
        + "\",\"Sec-CH-UA-Mobile\":\"?"
        + (mobile ? 1 : 0)
        + "\",\"Sec-CH-UA-Platform\":\"\\\""
        + platform
        + "\\\"\"}";
  }
}
