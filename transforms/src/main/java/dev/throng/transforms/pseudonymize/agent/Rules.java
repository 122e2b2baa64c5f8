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

  private final UserAgentParser browsers;
  private final OSParser systems;
  private final DeviceParser devices;
  private final DeviceParser spiders;

  private Rules(Map<String, List<Map<String, String>>> rules) {
    browsers = UserAgentParser.fromList(section(rules, "user_agent_parsers"));
    systems = OSParser.fromList(section(rules, "os_parsers"));
    List<Map<String, String>> all = section(rules, "device_parsers");
    devices = DeviceParser.fromList(all);
    spiders = DeviceParser.fromList(all.stream().filter(Rules::isSpider).toList());
  }

  /** The rules in the jar; initialised at the first use, about a tenth of a second. */
  static Rules shared() {
    return Holder.RULES;
  }

  @Nullable UserAgent browser(String agent) {
    UserAgent found = browsers.parse(agent);
    return found == null || "Other".equals(found.family) ? null : found;
  }

  @Nullable OS system(String agent) {
    OS found = systems.parse(agent);
    return found == null || "Other".equals(found.family) ? null : found;
  }

  /**
   * Whether the first of the 629 rules for devices that speaks says Spider. Few agents match any of
   * the seven that could say so, and only those are shown to the rest.
   */
  boolean spider(String agent) {
    return isSpider(spiders.parse(agent)) && isSpider(devices.parse(agent));
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
