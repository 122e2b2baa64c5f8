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
    assertEquals(Purpose.MARKETING.bit(), objected(type, 0));
  }

  @Test
  void addsToWhatIsObjectedToAlready() {
    assertEquals(
        Purpose.RESEARCH.bit() | Purpose.MARKETING.bit(),
        objected("unsubscribe", Purpose.RESEARCH.bit()));
  }

  @Test
  void otherEventsSayNothing() {
    assertEquals(0, objected("email_click", 0));
    assertEquals(0, objected("unsubscribed", 0));
    assertEquals(0, objected(null, 0));
  }

  private static int objected(@Nullable String type, int already) {
    IdentifiedEvent raw = new IdentifiedEvent();
    raw.setEventType(type);
    PseudonymousEvent treated = new PseudonymousEvent();
    treated.setObjected(already);
    new UnsubscribeEvent().takeDown(raw, treated);
    return treated.getObjected();
  }
}
