package dev.throng.transforms.consent.signal;

import com.iabtcf.decoder.DecoderOption;
import com.iabtcf.decoder.TCString;
import com.iabtcf.utils.IntIterable;
import dev.throng.transforms.step.TcfMapping;

/**
 * A string of the IAB's Transparency and Consent Framework that is sound from end to end: of Europe
 * (TCF v2), or of Canada (TCF CA v1, a section of GPP).
 *
 * <p>Only what people consented to is read: neither legitimate interest nor implied consent nor the
 * publisher's own segment counts. Lists of vendors are walked over, never expanded: they say
 * nothing on purposes, but a string whose lists are broken was cut or forged.
 *
 * <p>Source: "Consent string and vendor list formats v2" and "GPP: Canada TCF v1" of IAB Tech Lab.
 *
 * @param purposes those consented to, as bits of {@link TcfMapping}
 * @param made when it was made or last changed, whichever is later, in milliseconds since 1970 UTC
 */
record TcfString(int purposes, long made) {
  /**
   * The highest number of a vendor. The IAB had given some 1,600 by 2026, one after the other; its
   * GPP library draws the same line. A range up to 65,535 names vendors that do not exist.
   */
  private static final int MOST_VENDORS = 8_192;

  /** From its platform to its policy's version. */
  private static final int ABOUT = 12 + 12 + 6 + 12 + 12 + 6;

  private static final int DISCLOSED_VENDORS = 1;
  private static final int ALLOWED_VENDORS = 2;
  private static final int PUBLISHER_PURPOSES = 3;

  /**
   * Reads a European string.
   *
   * @throws RuntimeException of any kind, if it is not sound, or not of version 2
   */
  static TcfString ofEurope(String text) {
    String[] segments = text.split("\\.", -1);
    Bits core = Bits.of(segments[0]);
    version(core, 2);
    core.skip(36 + 36 + ABOUT + 1 + 1 + 12 + TcfMapping.PURPOSES + TcfMapping.PURPOSES + 1 + 12);
    walkVendors(core);
    walkVendors(core);
    walkRestrictions(core);
    walkSegments(segments, true);

    TCString string = TCString.decode(text, DecoderOption.LAZY);
    IntIterable consents = string.getPurposesConsent();
    int purposes = 0;
    for (int purpose = 1; purpose <= TcfMapping.PURPOSES; purpose++) {
      if (consents.contains(purpose)) {
        purposes |= TcfMapping.bit(purpose);
      }
    }
    long created = string.getCreated().toEpochMilli();
    return new TcfString(purposes, Math.max(created, string.getLastUpdated().toEpochMilli()));
  }

  /**
   * Reads a Canadian string. The IAB's decoder of these expands every list of vendors, up to
   * thousands of times, so that it is not asked.
   *
   * @throws RuntimeException of any kind, if it is not sound, or not of version 1
   */
  static TcfString ofCanada(String text) {
    String[] segments = text.split("\\.", -1);
    Bits core = Bits.of(segments[0]);
    version(core, 1);
    long made = 100 * Math.max(core.next(36), core.next(36)); // in tenths of a second
    core.skip(ABOUT + 1 + 12);
    int purposes = 0;
    for (int purpose = 1; purpose <= TcfMapping.PURPOSES; purpose++) {
      purposes |= core.nextInt(1) * TcfMapping.bit(purpose);
    }
    core.skip(TcfMapping.PURPOSES); // by implied consent
    walkVendors(core);
    walkVendors(core);
    if (core.left() >= 12) {
      walkRestrictions(core); // a later addition
    }
    walkSegments(segments, false);
    return new TcfString(purposes, made);
  }

  private static void version(Bits core, int version) {
    if (core.nextInt(6) != version) {
      throw malformed("another version");
    }
  }

  private static void walkVendors(Bits bits) {
    int most = bits.nextInt(16);
    if (most > MOST_VENDORS) {
      throw malformed("too many vendors");
    }
    if (bits.nextInt(1) == 1) {
      walkRanges(bits, most);
    } else {
      bits.skip(most);
    }
  }

  private static void walkRanges(Bits bits, int most) {
    for (int ranges = bits.nextInt(12); ranges > 0; ranges--) {
      boolean several = bits.nextInt(1) == 1;
      int start = bits.nextInt(16);
      int end = several ? bits.nextInt(16) : start;
      if (start < 1 || start > end || end > most) {
        throw malformed("a range from there to nowhere");
      }
    }
  }

  private static void walkRestrictions(Bits bits) {
    for (int restrictions = bits.nextInt(12); restrictions > 0; restrictions--) {
      bits.skip(6 + 2); // the purpose, and what of it
      walkRanges(bits, MOST_VENDORS);
    }
  }

  private static void walkSegments(String[] segments, boolean europe) {
    int seen = 0;
    for (int i = 1; i < segments.length; i++) {
      Bits bits = Bits.of(segments[i]);
      int type = bits.nextInt(3);
      if (type == DISCLOSED_VENDORS || (type == ALLOWED_VENDORS && europe)) {
        walkVendors(bits);
      } else if (type == PUBLISHER_PURPOSES) {
        bits.skip(TcfMapping.PURPOSES + TcfMapping.PURPOSES);
        bits.skip(2 * bits.nextInt(6));
      } else {
        throw malformed("an unknown segment");
      }
      if ((seen & 1 << type) != 0) {
        throw malformed("a segment twice");
      }
      seen |= 1 << type;
    }
  }

  private static IllegalArgumentException malformed(String how) {
    return new IllegalArgumentException(how);
  }

  /** What it says of our purposes. */
  Decoded word(TcfMapping mapping) {
    int granted = mapping.granted(purposes);
    return Decoded.granting(granted, mapping.expressible() & ~granted).made(made);
  }
}
