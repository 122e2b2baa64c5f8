package dev.throng.transforms.pseudonymize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.step.GoogleMapping.ConsentType;
import dev.throng.transforms.step.GppMapping.UsChoice;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.SignalMapping;
import java.util.EnumSet;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignalSectionTest {
  private static final String SHIPPED = Policy.shippedText();
  private static final String REST = SHIPPED.replaceAll("(?ms)^signals:\n.*?(?=^# How long)", "");
  private static final int USE =
      Purpose.STATISTICAL.bit() | Purpose.PERSONALISATION.bit() | Purpose.MARKETING.bit();

  private static SignalMapping signals(String section) {
    return Policy.parse("my.yaml", REST + section).signals();
  }

  /** Design section 5, rule 6. */
  @Test
  void theShippedDefaults() {
    SignalMapping shipped = Policy.shipped().signals();
    assertEquals(
        Map.of(
            Purpose.STATISTICAL, 0b1_1000_0001,
            Purpose.PERSONALISATION, 0b0_0011_0001,
            Purpose.MARKETING, 0b0_0100_1111),
        shipped.tcf().needed());
    assertEquals(shipped.tcf(), shipped.gpp().canada());
    int sold = Purpose.MARKETING.bit() | Purpose.SHARE_WITH_SELLERS.bit();
    assertEquals(
        Map.of(
            UsChoice.SALE, sold,
            UsChoice.SHARING, sold,
            UsChoice.TARGETED_ADVERTISING, sold,
            UsChoice.ADDITIONAL_PROCESSING, Purpose.RESEARCH.bit(),
            UsChoice.KNOWN_CHILD, Purpose.ALL),
        shipped.gpp().us());
    assertEquals(USE, shipped.tcf().expressible());
    assertEquals(Purpose.ALL, shipped.gpp().expressible());
    assertEquals(USE, shipped.google().expressible());
    assertEquals(
        EnumSet.of(ConsentType.AD_USER_DATA, ConsentType.AD_PERSONALIZATION),
        shipped.google().needed().get(Purpose.MARKETING).whereTold());
  }

  @Test
  void whatIsLeftOutIsAsShipped() {
    SignalMapping shipped = Policy.shipped().signals();
    assertEquals(shipped, signals(""));
    SignalMapping mine =
        signals("signals: {tcf: {research: [24]}, gpp: {tcf_canada: {}}, google: {}}");
    assertEquals(Map.of(Purpose.RESEARCH, 1 << 23), mine.tcf().needed());
    assertEquals(Purpose.RESEARCH.bit(), mine.tcf().expressible());
    assertEquals(Map.of(), mine.gpp().canada().needed());
    assertEquals(shipped.gpp().us(), mine.gpp().us());
    assertEquals(0, mine.google().expressible());
  }

  /** A purpose that is mapped to nothing is one that the signal cannot express. */
  @Test
  void mappedToNothing() {
    SignalMapping mine =
        signals(
            """
            signals:
              tcf: {statistical: [], marketing: 2}
              google: {statistical: []}
            """);
    assertEquals(Map.of(Purpose.MARKETING, 2), mine.tcf().needed());
    assertEquals(0, mine.google().expressible());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "signals: {tfc: {}} | unknown key 'signals.tfc'; did you mean 'tcf'?",
        "signals: {gpp: {usa: {}}} | unknown key 'signals.gpp.usa'; did you mean 'us'?",
        "signals: {tcf: {statistic: [1]}}"
            + " | unknown key 'signals.tcf.statistic'; did you mean 'statistical'?",
        "signals: {google: {adverts: [ad_storage]}} | unknown key 'signals.google.adverts'",
        "signals: {tcf: {statistical: [0]}}"
            + " | 'signals.tcf.statistical' must hold purposes of the TCF, 1 to 24, not '0'",
        "signals: {tcf: {statistical: [25]}} | 1 to 24, not '25'",
        "signals: {tcf: {statistical: [-1]}} | 1 to 24, not '-1'",
        "signals: {tcf: {statistical: [1.5]}} | 1 to 24, not '1.5'",
        "signals: {gpp: {tcf_canada: {marketing: [one]}}} | 1 to 24, not 'one'",
        "signals: {tcf: {statistical: [1, 8, 1]}} | names '1' twice",
        "signals: {tcf: [1]} | 'signals.tcf' must hold keys and values",
        "signals: {gpp: {us: {sale: []}}} | 'signals.gpp.us.sharing' is missing; it may be []",
        "signals: {gpp: {us: {sale: [adverts]}}} | 'signals.gpp.us.sale' must be among statistical",
        "signals: {google: {statistical: [analytic_storage]}}"
            + " | did you mean 'analytics_storage'?",
        "signals: {google: {statistical: ['analytics_storage?']}}"
            + " | 'signals.google.statistical' needs at least one type without a '?'",
      })
  void mistakesNameLineAndKey(String section, String said) {
    SettingsException e = assertThrows(SettingsException.class, () -> signals("\n" + section));
    int line = (int) REST.lines().count() + 2;
    assertTrue(e.getMessage().startsWith("my.yaml:" + line + ":"), e.getMessage());
    assertTrue(e.getMessage().contains(said), e.getMessage());
  }
}
