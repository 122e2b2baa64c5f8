package dev.throng.transforms.consent.signal;

import com.iab.gpp.encoder.GppModel;
import com.iab.gpp.encoder.field.UsNatField;
import com.iab.gpp.encoder.field.UsVaField;
import com.iab.gpp.encoder.section.UsNat;
import com.iab.gpp.encoder.section.UspV1;
import dev.throng.transforms.step.GppMapping;
import dev.throng.transforms.step.GppMapping.UsChoice;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Sections of GPP for the United States, national and of states, and US Privacy before them.
 *
 * <p>Their law lets people opt out; it asks nobody's consent. So "did not opt out" is silence, as
 * is "not applicable". The IAB's decoder lets values through that have no meaning, and segments
 * that nobody asked for; those are malformed here.
 */
final class UsSection {
  private static final Pattern US_PRIVACY = Pattern.compile("1[-YN]([-YN])[-YN]");

  /** The longest there is has 12; the IAB's decoder takes time by the square of this. */
  private static final int LONGEST_SEGMENT = 32;

  /** A choice's values: 0 not applicable, 1 opted out or no consent, 2 not opted out or consent. */
  private static final int NO = 1;

  private static final int MOST = 2;
  private static final int GPC_SEGMENT = 1;

  /** The national section's older layout has ten bits less, and ends with a letter of padding. */
  private static final int OLD_NATIONAL = 11;

  private static final char PADDING = 'A';

  private UsSection() {}

  /**
   * What a section says: refusals, Global Privacy Control, or nothing.
   *
   * @throws RuntimeException of any kind, if it is malformed
   */
  static Decoded word(int section, String text, GppMapping mapping) {
    return section == UspV1.ID ? usPrivacy(text, mapping) : choices(section, text, mapping);
  }

  private static Decoded usPrivacy(String text, GppMapping mapping) {
    var matcher = US_PRIVACY.matcher(text);
    if (!matcher.matches()) {
      throw malformed("no US Privacy string");
    }
    return matcher.group(1).equals("Y")
        ? Decoded.refusing(mapping.refused(UsChoice.SALE))
        : Decoded.SILENT;
  }

  private static Decoded choices(int section, String text, GppMapping mapping) {
    GppModel model = new GppModel();
    String[] segments = text.split("\\.", -1);
    check(section, segments);
    model.decodeSection(section, text);
    if (!Integer.valueOf(1).equals(model.getFieldValue(section, UsNatField.VERSION))) {
      throw malformed("another version");
    }
    int refused = 0;
    for (UsChoice choice : UsChoice.values()) {
      refused |= says(model, section, choice) ? mapping.refused(choice) : 0;
    }
    Decoded word = Decoded.refusing(refused);
    return segments.length > 1 && gpc(model, section) ? word.and(Decoded.ofGpc()) : word;
  }

  private static void check(int section, String[] segments) {
    for (String segment : segments) {
      if (segment.length() > LONGEST_SEGMENT) {
        throw malformed("a segment too long");
      }
      Bits.of(segment).skip(1); // base64, and not empty
    }
    if (segments.length > 2) {
      throw malformed("too many segments");
    }
    String core = segments[0];
    if (section == UsNat.ID
        && core.length() == OLD_NATIONAL
        && core.charAt(OLD_NATIONAL - 1) != PADDING) {
      throw malformed("the text was cut");
    }
  }

  private static boolean says(GppModel model, int section, UsChoice choice) {
    return switch (choice) {
      case SALE -> no(model, section, UsNatField.SALE_OPT_OUT);
      case SHARING -> no(model, section, UsNatField.SHARING_OPT_OUT);
      case TARGETED_ADVERTISING -> no(model, section, UsNatField.TARGETED_ADVERTISING_OPT_OUT);
      case ADDITIONAL_PROCESSING ->
          no(model, section, UsNatField.PERSONAL_DATA_CONSENTS)
              || no(model, section, "AdditionalDataProcessingConsent");
      case KNOWN_CHILD ->
          values(model, section, UsVaField.KNOWN_CHILD_SENSITIVE_DATA_CONSENTS).stream()
              .anyMatch(consent -> consent != 0);
    };
  }

  private static boolean no(GppModel model, int section, String field) {
    return values(model, section, field).contains(NO);
  }

  /** The values of a field, which is one or a list; none where the section has no such field. */
  private static List<Integer> values(GppModel model, int section, String field) {
    if (!model.hasField(section, field)) {
      return List.of();
    }
    Object value = model.getFieldValue(section, field);
    List<?> all = value instanceof List<?> list ? list : List.of(value);
    List<Integer> values = all.stream().map(Integer.class::cast).toList();
    if (values.stream().anyMatch(each -> each > MOST)) {
      throw malformed("a value without a meaning");
    }
    return values;
  }

  private static boolean gpc(GppModel model, int section) {
    if (!Integer.valueOf(GPC_SEGMENT)
        .equals(model.getFieldValue(section, UsNatField.GPC_SEGMENT_TYPE))) {
      throw malformed("an unknown segment");
    }
    return Boolean.TRUE.equals(model.getFieldValue(section, UsNatField.GPC));
  }

  private static IllegalArgumentException malformed(String how) {
    return new IllegalArgumentException(how);
  }
}
