package dev.throng.transforms.consent.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.step.Purpose;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** P31. */
class UnsubscribeEventTest {

  @ParameterizedTest
  @ValueSource(strings = {"unsubscribe", "Unsubscribe", " UNSUBSCRIBE "})
  void objectsToMarketingOnly(String type) {
    assertEquals(Purpose.MARKETING.bit(), refused(type, 0));
  }

  @Test
  void addsToWhatIsRefusedAlready() {
    int gpc = Purpose.MARKETING.bit() | Purpose.SHARE_WITH_SELLERS.bit();
    assertEquals(gpc, refused("unsubscribe", gpc));
    assertEquals(
        Purpose.RESEARCH.bit() | Purpose.MARKETING.bit(),
        refused("unsubscribe", Purpose.RESEARCH.bit()));
  }

  @Test
  void otherEventsSayNothing() {
    assertEquals(0, refused("email_click", 0));
    assertEquals(0, refused("unsubscribed", 0));
    assertEquals(0, refused(null, 0));
  }

  private static int refused(@Nullable String type, int already) {
    IdentifiedEvent raw = new IdentifiedEvent();
    raw.setEventType(type);
    PseudonymousEvent treated = new PseudonymousEvent();
    treated.setRefused(already);
    new UnsubscribeEvent().takeDown(raw, treated);
    return treated.getRefused();
  }
}
