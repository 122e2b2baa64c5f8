package dev.throng.pipeline.consent;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.Set;

/**
 * The core of a TCF string of version 2, put together field by field as the IAB's "Transparency and
 * Consent String with Global Vendor List Format" has them. It has no vendors.
 */
final class TcfText {
  private static final int PURPOSES = 24;

  /** Tenths of a second since 1970: 2026-01-01T00:00:00Z. */
  private static final long CREATED = 17_672_256_000L;

  private final StringBuilder bits = new StringBuilder();

  private TcfText() {}

  /** With consent to these purposes, and with a legitimate interest in all of them. */
  static String of(Set<Integer> consented) {
    TcfText text = new TcfText();
    text.number(2, 6); // Version
    text.number(CREATED, 36); // Created
    text.number(CREATED, 36); // LastUpdated
    text.number(7, 12); // CmpId
    text.number(1, 12); // CmpVersion
    text.number(1, 6); // ConsentScreen
    text.number(4 << 6 | 13, 12); // ConsentLanguage: EN
    text.number(200, 12); // VendorListVersion
    text.number(4, 6); // TcfPolicyVersion
    text.number(1, 1); // IsServiceSpecific
    text.number(0, 1); // UseNonStandardTexts
    text.number(0, 12); // SpecialFeatureOptIns
    for (int purpose = 1; purpose <= PURPOSES; purpose++) {
      text.number(consented.contains(purpose) ? 1 : 0, 1); // PurposesConsent
    }
    text.number(0xFFFFFF, PURPOSES); // PurposesLITransparency
    text.number(0, 1); // PurposeOneTreatment
    text.number(3 << 6 | 4, 12); // PublisherCC: DE
    text.number(0, 16); // MaxVendorId of consents
    text.number(0, 1); // IsRangeEncoding
    text.number(0, 16); // MaxVendorId of legitimate interests
    text.number(0, 1); // IsRangeEncoding
    text.number(0, 12); // NumPubRestrictions
    return text.base64();
  }

  private void number(long value, int length) {
    for (int bit = length - 1; bit >= 0; bit--) {
      bits.append(value >> bit & 1);
    }
  }

  private String base64() {
    while (bits.length() % 8 > 0) {
      bits.append('0');
    }
    // A one before all of it keeps the zeros at its start.
    byte[] bytes = new BigInteger("1" + bits, 2).toByteArray();
    byte[] behind = Arrays.copyOfRange(bytes, 1, bytes.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(behind);
  }
}
