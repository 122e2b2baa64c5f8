package dev.throng.transforms.consent.signal;

import static dev.throng.transforms.step.GoogleMapping.ConsentType.AD_PERSONALIZATION;
import static dev.throng.transforms.step.GoogleMapping.ConsentType.AD_STORAGE;
import static dev.throng.transforms.step.GoogleMapping.ConsentType.AD_USER_DATA;
import static dev.throng.transforms.step.GoogleMapping.ConsentType.ANALYTICS_STORAGE;

import dev.throng.transforms.step.GoogleMapping;
import dev.throng.transforms.step.GoogleMapping.ConsentType;
import dev.throng.transforms.step.Warning;
import java.util.EnumSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Google's consent mode (P18), in either of two forms.
 *
 * <p>As {@code gcs} of its pings: {@code G1}, then a character for {@code ad_storage} and one for
 * {@code analytics_storage}: 1 granted, 0 denied, - unset.
 *
 * <p>As a list of consent types, each {@code granted} or {@code denied}: {@code
 * ad_storage=granted&analytics_storage=denied}, with ; or , instead of &amp;, or as the object that
 * tags are given. A list tells of {@code ad_storage} and {@code analytics_storage} in any case, of
 * {@code ad_user_data} and {@code ad_personalization} if it names one of them (version 2 of the
 * mode), and of others if it names them. What it could tell and does not is unset, so denied.
 *
 * @param mapping the types that our purposes need
 */
record GoogleDecoder(GoogleMapping mapping) implements Decoder {
  private static final Pattern GCS = Pattern.compile("G1([-01])([-01])");
  private static final Pattern PAIR =
      Pattern.compile("\\s*[\"']?([a-z_]+)[\"']?\\s*[=:]\\s*[\"']?(granted|denied)[\"']?\\s*");

  /** Seven types, with room for quotes and blanks. */
  private static final int LONGEST_LIST = 512;

  @Override
  public Decoded read(String text) {
    EnumSet<ConsentType> told = EnumSet.of(AD_STORAGE, ANALYTICS_STORAGE);
    EnumSet<ConsentType> granted = EnumSet.noneOf(ConsentType.class);
    Matcher gcs = GCS.matcher(text);
    if (gcs.matches()) {
      add(granted, AD_STORAGE, gcs.group(1).equals("1"));
      add(granted, ANALYTICS_STORAGE, gcs.group(2).equals("1"));
    } else {
      readList(text, told, granted);
    }
    return word(told, granted);
  }

  private static void readList(
      String text, EnumSet<ConsentType> told, EnumSet<ConsentType> granted) {
    boolean object = text.startsWith("{") && text.endsWith("}");
    if (text.length() > LONGEST_LIST) {
      throw new IllegalArgumentException("too long");
    }
    EnumSet<ConsentType> named = EnumSet.noneOf(ConsentType.class);
    for (String part : (object ? text.substring(1, text.length() - 1) : text).split("[&;,]", -1)) {
      Matcher pair = PAIR.matcher(part);
      if (!pair.matches()) {
        throw new IllegalArgumentException("no consent type and its state");
      }
      ConsentType type = type(pair.group(1));
      if (!named.add(type)) {
        throw new IllegalArgumentException("a consent type twice");
      }
      add(granted, type, pair.group(2).equals("granted"));
    }
    told.addAll(named);
    if (named.contains(AD_USER_DATA) || named.contains(AD_PERSONALIZATION)) {
      told.add(AD_USER_DATA);
      told.add(AD_PERSONALIZATION);
    }
  }

  private static void add(EnumSet<ConsentType> granted, ConsentType type, boolean yes) {
    if (yes) {
      granted.add(type);
    }
  }

  private static ConsentType type(String label) {
    for (ConsentType type : ConsentType.values()) {
      if (type.label().equals(label)) {
        return type;
      }
    }
    throw new IllegalArgumentException("an unknown consent type");
  }

  private Decoded word(EnumSet<ConsentType> told, EnumSet<ConsentType> granted) {
    int yes = 0;
    int no = 0;
    for (var each : mapping.needed().entrySet()) {
      if (each.getValue().refused(told, granted)) {
        no |= each.getKey().bit();
      } else if (each.getValue().granted(told, granted)) {
        yes |= each.getKey().bit();
      }
    }
    return Decoded.granting(yes, no);
  }

  @Override
  public Decoded unreadable() {
    return Decoded.unreadable(mapping.expressible(), Warning.MALFORMED_GOOGLE);
  }
}
