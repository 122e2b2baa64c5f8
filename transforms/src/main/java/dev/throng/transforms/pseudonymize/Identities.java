package dev.throng.transforms.pseudonymize;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings.Needs;
import dev.throng.transforms.pseudonymize.PseudonymizeSettings.Visitor;
import dev.throng.transforms.pseudonymize.key.Domain;
import dev.throng.transforms.pseudonymize.key.EpochState;
import dev.throng.transforms.pseudonymize.key.Pseudonyms;
import dev.throng.transforms.pseudonymize.treatment.IpTruncation;
import org.jspecify.annotations.Nullable;

/**
 * Who: pseudonyms of the epoch, or of the day for a session cookie (P16) and a visitor, and the
 * hashes by which people are counted. Ids are linked only where one event carries both (P29).
 */
final class Identities {
  private static final String PERSISTENT = "persistent";

  /** A longer agent would make an id that is refused. */
  private static final int LONGEST_AGENT = 512;

  private final Pseudonyms pseudonyms;
  private final Needs needs;
  private final int trustedHops;
  private final boolean visitors;
  private final boolean event;
  private final boolean device;
  private final boolean cookie;
  private final boolean lifetime;
  private final boolean user;
  private final boolean company;
  private final boolean seller;
  private final boolean order;
  private final boolean ip;
  private final boolean forwardedFor;
  private final boolean agent;
  private final IpTruncation ips = new IpTruncation();

  Identities(Policy policy, PseudonymizeSettings settings, Pseudonyms pseudonyms) {
    this.pseudonyms = pseudonyms;
    this.needs = settings.needs();
    this.trustedHops = settings.trustedHops();
    this.event = policy.wants("event_id");
    this.device = policy.wants("device.id");
    this.cookie = policy.wants("cookie.id");
    this.lifetime = policy.wants("cookie.lifetime");
    this.user = policy.wants("user.id");
    this.company = policy.wants("user.company_id");
    this.seller = policy.wants("commerce.seller_id");
    this.order = policy.wants("commerce.order_id");
    this.ip = policy.wants("network.ip");
    this.forwardedFor = policy.wants("network.forwarded_for");
    this.agent = policy.wants("user_agent");
    this.visitors = settings.visitor() == Visitor.IP_AND_AGENT && device;
  }

  /**
   * Sets pseudonyms and hashes.
   *
   * @param treated of which time, host and robot are set
   * @return false where an id lives no longer than its day, and the day's key is destroyed
   */
  boolean treat(IdentifiedEvent raw, PseudonymousEvent treated) {
    long time = treated.getEventTime();
    boolean robot = treated.getRobot();
    String userId = user ? raw.getUserId() : null;
    String deviceId = device ? raw.getDeviceId() : null;
    String cookieId = cookie ? raw.getCookieId() : null;
    String companyId = company ? raw.getUserCompanyId() : null;
    boolean session = cookieId != null && session(lifetime ? raw.getCookieLifetime() : "");
    if (session && destroyed(time)) {
      return false;
    }
    // A robot, or an event with no id, is nobody.
    String visitor = null;
    long person =
        robot ? Pseudonyms.NOBODY : pseudonyms.standingHash(Domain.PERSON, "user", userId);
    boolean dayBound = false;
    if (!robot && person == Pseudonyms.NOBODY) {
      person = pseudonyms.standingHash(Domain.PERSON, "device", deviceId);
    }
    if (!robot && person == Pseudonyms.NOBODY && cookieId != null) {
      person =
          session
              ? pseudonyms.dayStandingHash(Domain.PERSON, "cookie", cookieId, time)
              : pseudonyms.standingHash(Domain.PERSON, "cookie", cookieId);
      dayBound = session && person != Pseudonyms.NOBODY;
    }
    if (!robot && person == Pseudonyms.NOBODY && visitors) {
      visitor = visitor(raw, treated);
      if (visitor != null) {
        if (destroyed(time)) {
          return false;
        }
        person = pseudonyms.dayStandingHash(Domain.PERSON, "visitor", visitor, time);
        dayBound = person != Pseudonyms.NOBODY;
      }
    }
    treated.setPersonHash(hash(person));
    treated.setDayBound(dayBound);
    setHashes(treated, robot, userId, deviceId, visitor, cookieId, session, companyId);
    if (needs.pseudonyms()) {
      treated.setEpoch(pseudonyms.epochName(time));
      treated.setUser(pseudonyms.epochPseudonym(Domain.USER, userId, time));
      treated.setDevice(
          visitor == null
              ? pseudonyms.epochPseudonym(Domain.DEVICE, deviceId, time)
              : pseudonyms.dayPseudonym(Domain.VISITOR, visitor, time));
      treated.setCookie(
          session
              ? pseudonyms.dayPseudonym(Domain.COOKIE, cookieId, time)
              : pseudonyms.epochPseudonym(Domain.COOKIE, cookieId, time));
      treated.setCompany(pseudonyms.epochPseudonym(Domain.COMPANY, companyId, time));
      treated.setSeller(
          pseudonyms.epochPseudonym(
              Domain.SELLER, seller ? raw.getCommerceSellerId() : null, time));
      treated.setOrder(
          pseudonyms.epochPseudonym(Domain.ORDER, order ? raw.getCommerceOrderId() : null, time));
    }
    if (needs.pseudonyms() || needs.eventIds()) {
      treated.setEvent(
          pseudonyms.epochPseudonym(Domain.EVENT, event ? raw.getEventId() : null, time));
    }
    return true;
  }

  private void setHashes(
      PseudonymousEvent treated,
      boolean robot,
      @Nullable String userId,
      @Nullable String deviceId,
      @Nullable String visitor,
      @Nullable String cookieId,
      boolean session,
      @Nullable String companyId) {
    long time = treated.getEventTime();
    if (needs.users()) {
      treated.setUserHash(robot ? null : hash(pseudonyms.standingHash(Domain.USER, userId)));
    }
    if (needs.devices()) {
      treated.setDeviceHash(
          robot
              ? null
              : hash(
                  visitor == null
                      ? pseudonyms.standingHash(Domain.DEVICE, deviceId)
                      : pseudonyms.dayStandingHash(Domain.VISITOR, visitor, time)));
    }
    if (needs.cookies()) {
      treated.setCookieHash(
          robot
              ? null
              : hash(
                  session
                      ? pseudonyms.dayStandingHash(Domain.COOKIE, cookieId, time)
                      : pseudonyms.standingHash(Domain.COOKIE, cookieId)));
    }
    if (needs.companies()) {
      treated.setCompanyHash(
          robot ? null : hash(pseudonyms.standingHash(Domain.COMPANY, companyId)));
    }
  }

  /**
   * Whether a cookie goes with its session (P16): where its lifetime is told, but not as
   * persistent, it does. A lifetime that the policy does not read is told as nothing known.
   */
  private static boolean session(@Nullable String lifetime) {
    return lifetime != null && !lifetime.strip().equalsIgnoreCase(PERSISTENT);
  }

  private boolean destroyed(long time) {
    return pseudonyms.dayStateOf(time) == EpochState.DESTROYED;
  }

  private static @Nullable Long hash(long hash) {
    return hash == Pseudonyms.NOBODY ? null : hash;
  }

  /** Host, whole address and agent, with their lengths, so that no two threes are one text. */
  private @Nullable String visitor(IdentifiedEvent raw, PseudonymousEvent treated) {
    String whole =
        ips.whole(
            ip ? raw.getNetworkIp() : null,
            forwardedFor ? raw.getNetworkForwardedFor() : null,
            trustedHops);
    if (whole == null) {
      return null;
    }
    String host = treated.getHost() == null ? "" : treated.getHost();
    String text = agent && raw.getUserAgent() != null ? raw.getUserAgent() : "";
    String cut = text.length() > LONGEST_AGENT ? text.substring(0, LONGEST_AGENT) : text;
    return host.length() + ":" + host + whole.length() + ":" + whole + cut;
  }
}
