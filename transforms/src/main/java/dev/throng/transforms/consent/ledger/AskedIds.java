package dev.throng.transforms.consent.ledger;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.JoinKeys;
import dev.throng.transforms.step.Signal;
import java.util.Set;

/**
 * Takes down, while the event is raw, by which pseudonyms the ledger is to be asked about it:
 * whatever ids it has, also those that the policy drops, as their owners may have refused.
 */
public final class AskedIds implements Signal {
  /** The fields that it reads, by their paths. */
  public static final Set<String> FIELDS =
      Set.of("device.id", "cookie.id", "user.id", "user.company_id");

  private final JoinKeys keys;

  /** Asks by those pseudonyms. */
  public AskedIds(JoinKeys keys) {
    this.keys = keys;
  }

  @Override
  public void takeDown(IdentifiedEvent raw, PseudonymousEvent treated) {
    treated.setJoinDevice(keys.of(IdType.DEVICE, raw.getDeviceId()));
    treated.setJoinCookie(keys.of(IdType.COOKIE, raw.getCookieId()));
    treated.setJoinUser(keys.of(IdType.USER, raw.getUserId()));
    treated.setJoinCompany(keys.of(IdType.COMPANY, raw.getUserCompanyId()));
  }
}
