package dev.throng.transforms.pseudonymize.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import ua_parser.Device;
import ua_parser.DeviceParser;
import ua_parser.OS;
import ua_parser.OSParser;
import ua_parser.UserAgent;
import ua_parser.UserAgentParser;

/**
 * The rules of uap-core, as uap-java carries and runs them. Read once, immutable, for all threads.
 * What they give is raw text as often as not, and is not to leave this room unchecked.
 */
final class Rules {

  private static final String FILE = "/ua_parser/regexes.yaml";

  private final Guarded<UserAgentParser, UserAgent> browsers;
  private final Guarded<OSParser, OS> systems;
  private final Guarded<DeviceParser, Device> devices;
  private final Guarded<DeviceParser, Device> spiders;

  private Rules(Map<String, List<Map<String, String>>> rules) {
    browsers =
        new Guarded<>(
            section(rules, "user_agent_parsers"),
            UserAgentParser::fromList,
            UserAgentParser::parse,
            UserAgent.OTHER);
    systems =
        new Guarded<>(section(rules, "os_parsers"), OSParser::fromList, OSParser::parse, OS.OTHER);
    List<Map<String, String>> all = section(rules, "device_parsers");
    devices = devices(all);
    spiders = devices(all.stream().filter(Rules::isSpider).toList());
  }

  private static Guarded<DeviceParser, Device> devices(List<Map<String, String>> rules) {
    return new Guarded<>(rules, DeviceParser::fromList, DeviceParser::parse, Device.OTHER);
  }

  /** The rules in the jar; initialised at the first use, about a tenth of a second. */
  static Rules shared() {
    return Holder.RULES;
  }

  @Nullable UserAgent browser(String agent) {
    return browsers.first(agent);
  }

  @Nullable OS system(String agent) {
    return systems.first(agent);
  }

  /**
   * Whether the first of the 629 rules for devices that speaks says Spider. Few agents match any of
   * the seven that could say so, and only those are shown to the rest.
   */
  boolean spider(String agent) {
    return isSpider(spiders.first(agent)) && isSpider(devices.first(agent));
  }

  private static boolean isSpider(@Nullable Device device) {
    return device != null && "Spider".equals(device.family);
  }

  private static boolean isSpider(Map<String, String> rule) {
    return "Spider".equals(rule.get("device_replacement"));
  }

  private static List<Map<String, String>> section(
      Map<String, List<Map<String, String>>> rules, String name) {
    List<Map<String, String>> section = rules.get(name);
    if (section == null) {
      throw new IllegalStateException(FILE + " has no " + name);
    }
    return section;
  }

  @SuppressWarnings("unchecked")
  private static Rules load() {
    try (InputStream in = UserAgentParser.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("uap-java carries no " + FILE);
      }
      Load load = new Load(LoadSettings.builder().setLabel(FILE).build());
      return new Rules((Map<String, List<Map<String, String>>>) load.loadFromInputStream(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Holder {
    static final Rules RULES = load();
  }
}
