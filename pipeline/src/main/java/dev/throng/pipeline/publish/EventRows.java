package dev.throng.pipeline.publish;

import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.schemas.StoredEvent;
import dev.throng.transforms.step.Purpose;
import org.jspecify.annotations.Nullable;

/**
 * Makes the row that is stored of a kept event: no standing hash, the time cut to the minute, the
 * price in a bucket. Belongs to one thread.
 */
public final class EventRows {
  private static final long MINUTE = 60_000;

  private final StoredEvent row = new StoredEvent();

  /** Rows of events that are read for the first time. */
  public EventRows() {}

  /** Rows of events that were rejected once. */
  public static EventRows ofReplay() {
    EventRows rows = new EventRows();
    rows.row.setReplayed(true);
    return rows;
  }

  /**
   * The row of {@code consented}, robots included.
   *
   * @return one instance that is used again: valid until the next call, and it shares the maps and
   *     strings of the event
   */
  public StoredEvent row(ConsentedEvent consented) {
    PseudonymousEvent event = consented.getEvent();
    happening(event, consented.getPurposes());
    people(event);
    surroundings(event);
    page(event);
    commerce(event);
    return row;
  }

  private void happening(PseudonymousEvent event, int purposes) {
    row.setEventTime(Math.floorDiv(event.getEventTime(), MINUTE) * MINUTE);
    row.setEventType(event.getEventType());
    row.setEpoch(event.getEpoch());
    row.setRobot(event.getRobot());
    row.setPurposes(Purpose.labels(purposes));
    row.setProperties(event.getProperties());
  }

  private void people(PseudonymousEvent event) {
    row.setEvent(event.getEvent());
    row.setDevice(event.getDevice());
    row.setCookie(event.getCookie());
    row.setUser(event.getUser());
    row.setCompany(event.getCompany());
    row.setSeller(event.getSeller());
    row.setOrder(event.getOrder());
    row.setCookieLifetime(event.getCookieLifetime());
    row.setRole(event.getRole());
    row.setSignIn(event.getSignIn());
    @Nullable String residence = event.getResidence();
    row.setResidence(residence);
    row.setResidenceRegion(residence == null ? null : TransferRegion.of(residence));
  }

  private void surroundings(PseudonymousEvent event) {
    row.setCountry(event.getCountry());
    row.setRegion(event.getRegion());
    row.setCity(event.getCity());
    row.setNetwork(event.getNetwork());
    row.setBrowser(event.getBrowser());
    row.setBrowserVersion(event.getBrowserVersion());
    row.setOs(event.getOs());
    row.setOsVersion(event.getOsVersion());
    row.setDeviceClass(event.getDeviceClass());
    row.setDeviceBrand(event.getDeviceBrand());
    row.setDeviceModel(event.getDeviceModel());
    row.setScreen(event.getScreen());
    row.setLanguage(event.getLanguage());
  }

  private void page(PseudonymousEvent event) {
    row.setHost(event.getHost());
    row.setPath(event.getPath());
    row.setQuery(event.getQuery());
    row.setReferrer(event.getReferrer());
    row.setTitle(event.getTitle());
    row.setCampaignSource(event.getCampaignSource());
    row.setCampaignMedium(event.getCampaignMedium());
    row.setCampaignName(event.getCampaignName());
    row.setCampaignTerm(event.getCampaignTerm());
    row.setCampaignContent(event.getCampaignContent());
  }

  private void commerce(PseudonymousEvent event) {
    row.setProduct(event.getProduct());
    row.setCategory(event.getCategory());
    row.setQuantity(event.getQuantity());
    row.setCurrency(event.getCurrency());
    row.setSearchQuery(event.getSearchQuery());
    row.setSearchResults(event.getSearchResults());
    row.setDisputeKind(event.getDisputeKind());
    @Nullable Long price = event.getPrice();
    row.setPriceBucket(price == null ? null : PriceBuckets.of(price));
  }
}
