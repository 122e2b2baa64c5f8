package dev.throng.transforms.consent.signal;

import com.google.common.collect.ImmutableMap;
import dev.throng.transforms.step.GoogleMapping;
import dev.throng.transforms.step.GoogleMapping.ConsentType;
import dev.throng.transforms.step.GppMapping;
import dev.throng.transforms.step.GppMapping.UsChoice;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.SignalMapping;
import dev.throng.transforms.step.TcfMapping;
import java.util.Set;

/** The mapping of design section 5, written down again; and words as texts. */
final class Mapped {
  static final int STATISTICAL = 1;
  static final int PERSONALISATION = 2;
  static final int MARKETING = 4;
  static final int SELLERS = 8;
  static final int RESEARCH = 16;
  static final int USE = STATISTICAL | PERSONALISATION | MARKETING;
  static final int ALL = 31;

  static final TcfMapping TCF =
      new TcfMapping(
          ImmutableMap.of(
              Purpose.STATISTICAL, bits(1, 8, 9),
              Purpose.PERSONALISATION, bits(1, 5, 6),
              Purpose.MARKETING, bits(1, 2, 3, 4, 7)));

  static final GppMapping GPP =
      new GppMapping(
          TCF,
          ImmutableMap.of(
              UsChoice.SALE, MARKETING | SELLERS,
              UsChoice.SHARING, MARKETING | SELLERS,
              UsChoice.TARGETED_ADVERTISING, MARKETING | SELLERS,
              UsChoice.ADDITIONAL_PROCESSING, RESEARCH,
              UsChoice.KNOWN_CHILD, ALL));

  static final GoogleMapping GOOGLE =
      new GoogleMapping(
          ImmutableMap.of(
              Purpose.STATISTICAL,
              new GoogleMapping.Needs(Set.of(ConsentType.ANALYTICS_STORAGE), Set.of()),
              Purpose.PERSONALISATION,
              new GoogleMapping.Needs(Set.of(ConsentType.PERSONALIZATION_STORAGE), Set.of()),
              Purpose.MARKETING,
              new GoogleMapping.Needs(
                  Set.of(ConsentType.AD_STORAGE),
                  Set.of(ConsentType.AD_USER_DATA, ConsentType.AD_PERSONALIZATION))));

  static final SignalMapping SIGNALS = new SignalMapping(TCF, GPP, GOOGLE);

  private Mapped() {}

  private static int bits(int... purposes) {
    int bits = 0;
    for (int purpose : purposes) {
      bits |= 1 << (purpose - 1);
    }
    return bits;
  }

  /** What a word says, as in {@code +statistical -marketing gpc malformed_tcf}. */
  static String said(Decoded word) {
    StringBuilder said = new StringBuilder();
    Purpose.labels(word.granted() & ~word.refused())
        .forEach(label -> said.append(" +").append(label));
    Purpose.labels(word.refused()).forEach(label -> said.append(" -").append(label));
    said.append(word.gpc() ? " gpc" : "");
    if (word.warning() != null) {
      said.append(' ').append(word.warning().label());
    }
    return said.toString().strip();
  }
}
