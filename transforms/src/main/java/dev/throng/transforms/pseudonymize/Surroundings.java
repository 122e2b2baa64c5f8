package dev.throng.transforms.pseudonymize;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.pseudonymize.agent.Agent;
import dev.throng.transforms.pseudonymize.agent.AgentReader;
import dev.throng.transforms.pseudonymize.geo.Locator;
import dev.throng.transforms.pseudonymize.geo.Place;
import dev.throng.transforms.pseudonymize.geo.TruncatedIp;
import dev.throng.transforms.pseudonymize.treatment.CoarseWord;
import dev.throng.transforms.pseudonymize.treatment.CodeWord;
import dev.throng.transforms.pseudonymize.treatment.IpTruncation;
import dev.throng.transforms.pseudonymize.treatment.ScreenSize;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where and with what: a broad place (P2, P3), and what many devices have in common (P4). */
final class Surroundings {
  private static final int MAJOR_DIGITS = 4;

  private final int trustedHops;
  private final Locator locator;
  private final AgentReader agents;
  private final boolean ip;
  private final boolean forwardedFor;
  private final boolean network;
  private final boolean latitude;
  private final boolean longitude;
  private final boolean country;
  private final boolean region;
  private final boolean city;
  private final boolean residence;
  private final boolean agent;
  private final boolean hints;
  private final boolean type;
  private final boolean brand;
  private final boolean model;
  private final boolean os;
  private final boolean osVersion;
  private final boolean screen;
  private final boolean language;
  private final IpTruncation ips = new IpTruncation();
  private final CoarseWord words = new CoarseWord();

  Surroundings(Policy policy, int trustedHops, Locator locator, AgentReader agents) {
    this.trustedHops = trustedHops;
    this.locator = locator;
    this.agents = agents;
    ip = policy.wants("network.ip");
    forwardedFor = policy.wants("network.forwarded_for");
    network = policy.keepsNetwork();
    latitude = policy.wants("location.latitude");
    longitude = policy.wants("location.longitude");
    country = policy.wants("location.country");
    region = policy.wants("location.region");
    city = policy.wants("location.city");
    residence = policy.wants("user.country");
    agent = policy.wants("user_agent");
    hints = policy.wants("client_hints");
    type = policy.wants("device.type");
    brand = policy.wants("device.brand");
    model = policy.wants("device.model");
    os = policy.wants("device.os");
    osVersion = policy.wants("device.os_version");
    screen = policy.wants("device.screen");
    language = policy.wants("device.language");
  }

  void treat(IdentifiedEvent raw, PseudonymousEvent treated) {
    setPlace(raw, treated);
    setAgent(raw, treated);
    treated.setDeviceBrand(brand ? words.word(raw.getDeviceBrand()) : null);
    treated.setDeviceModel(model ? words.word(raw.getDeviceModel()) : null);
    treated.setScreen(screen ? ScreenSize.coarse(raw.getDeviceScreen()) : null);
    treated.setLanguage(language ? CodeWord.language(raw.getDeviceLanguage()) : null);
  }

  private void setPlace(IdentifiedEvent raw, PseudonymousEvent treated) {
    TruncatedIp truncated =
        ips.truncate(
            ip ? raw.getNetworkIp() : null,
            forwardedFor ? raw.getNetworkForwardedFor() : null,
            trustedHops);
    Place place =
        locator.locate(
            degrees(latitude ? raw.getLocationLatitude() : null),
            degrees(longitude ? raw.getLocationLongitude() : null),
            truncated,
            country ? raw.getLocationCountry() : null,
            region ? raw.getLocationRegion() : null,
            city ? raw.getLocationCity() : null);
    treated.setCountry(place.country());
    treated.setRegion(place.region());
    treated.setCity(place.city());
    treated.setNetwork(network && truncated != null ? truncated.toString() : null);
    String home = residence ? CodeWord.country(raw.getUserCountry()) : null;
    treated.setResidence(home == null ? place.country() : home);
  }

  /** The agent's own word first; what it does not tell, the source's fields may. */
  private void setAgent(IdentifiedEvent raw, PseudonymousEvent treated) {
    Map<String, String> headers = hints ? raw.getClientHints() : null;
    Agent read = agents.read(agent ? raw.getUserAgent() : null, headers);
    treated.setRobot(read.robot());
    treated.setBrowser(read.browser());
    treated.setBrowserVersion(read.browserVersion());
    if (read.os() != null) {
      treated.setOs(read.os());
      treated.setOsVersion(read.osVersion());
    } else {
      String system = os ? words.word(raw.getDeviceOs()) : null;
      treated.setOs(system);
      boolean versioned = system != null && osVersion;
      treated.setOsVersion(versioned ? major(raw.getDeviceOsVersion()) : null);
    }
    treated.setDeviceClass(
        read.deviceClass() != null || !type ? read.deviceClass() : words.word(raw.getDeviceType()));
  }

  /** The number before the first dot, of up to four digits; null for anything else. */
  private static @Nullable String major(@Nullable String version) {
    int end = 0;
    while (version != null
        && end < version.length()
        && version.charAt(end) >= '0'
        && version.charAt(end) <= '9') {
      end++;
    }
    boolean whole = version != null && (end == version.length() || version.charAt(end) == '.');
    return whole && end > 0 && end <= MAJOR_DIGITS ? version.substring(0, end) : null;
  }

  private static double degrees(@Nullable Double value) {
    return value == null ? Double.NaN : value;
  }
}
