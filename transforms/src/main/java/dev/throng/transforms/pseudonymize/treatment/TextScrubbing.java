package dev.throng.transforms.pseudonymize.treatment;

import org.jspecify.annotations.Nullable;

/**
 * Finds identifiers hidden in free text (titles, search queries, campaign words, properties: P6,
 * P7) and puts {@code {email}}, {@code {phone}}, {@code {card}}, {@code {iban}}, {@code {ip}},
 * {@code {url}} or {@code {id}} in their place, rather too often than too seldom.
 *
 * <p>The text is brought to one form first, and comes out in it: NFKC, escapes undone (percent,
 * HTML and {@code \}{@code u} up to five layers), ASCII digits and dashes, nothing invisible,
 * single spaces. Only the first 4,096 characters are looked at. What comes out is never empty,
 * never begins with {@code (} ({@link Outside}), and may consist of placeholders alone: that
 * someone searched for an email address is a statistic, the address is not.
 *
 * <p>Not guaranteed: names of people, postal addresses, numbers under six digits, secrets that look
 * like words cannot be told from other text and stay. Time is linear in the length of the text.
 * Recent results are kept by raw text, at most 4,096 of texts no longer than what comes out. Not
 * thread-safe.
 */
public final class TextScrubbing {

  /** How many characters a scrubbed text keeps unless the caller says otherwise. */
  public static final int DEFAULT_LENGTH = 256;

  private static final int LOOKED_AT = 4_096;

  /** What a cut may split stands within this distance of it, and does not come out. */
  private static final int MARGIN = 256;

  private static final int RECENT = 4_096;

  private final int longest;
  private final IdentifierSearch search = new IdentifierSearch();
  private final BoundedCache<String> recent;

  public TextScrubbing() {
    this(DEFAULT_LENGTH);
  }

  /**
   * @param longest how many characters come out at most, a backslash of {@link Outside} apart
   * @throws IllegalArgumentException if that is not 16 to 4,096
   */
  public TextScrubbing(int longest) {
    if (longest < 16 || longest > LOOKED_AT) {
      throw new IllegalArgumentException("a scrubbed text keeps 16 to 4096 characters");
    }
    this.longest = longest;
    this.recent = new BoundedCache<>(RECENT, longest);
  }

  /** The text without identifiers; null if nothing is left or escapes go deeper than five. */
  public @Nullable String scrub(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    int place = recent.place(value);
    if (recent.holds(place, value)) {
      return recent.get(place);
    }
    boolean harmless = value.length() <= longest && PlainText.harmless(value, false);
    String scrubbed = harmless ? value : scrubAnew(value);
    recent.put(place, value, scrubbed);
    return scrubbed;
  }

  private @Nullable String scrubAnew(String value) {
    boolean cut = value.length() > LOOKED_AT;
    String folded = Folding.unescaped(cut ? value.substring(0, LOOKED_AT) : value);
    if (folded == null) {
      return null;
    }
    search.run(folded, true);
    return Outside.word(written(cut ? Math.max(0, folded.length() - MARGIN) : folded.length()));
  }

  private String written(int end) {
    MarkedText text = search.text;
    StringBuilder out = new StringBuilder(Math.min(end, longest));
    for (int i = 0; i < end; ) {
      byte mark = text.mark(i);
      if (mark != 0) {
        String placeholder = Identifier.of(mark).placeholder;
        if (out.length() + placeholder.length() > longest) {
          break;
        }
        out.append(placeholder);
        while (i < end && text.mark(i) == mark) {
          i++;
        }
      } else {
        char c = text.chars[i++];
        boolean pair = Character.isHighSurrogate(c);
        if (out.length() + (pair ? 2 : 1) > longest) {
          break;
        }
        if (c != ' ' || (out.length() > 0 && out.charAt(out.length() - 1) != ' ')) {
          out.append(c);
        }
      }
    }
    if (out.length() > 0 && Character.isHighSurrogate(out.charAt(out.length() - 1))) {
      out.setLength(out.length() - 1);
    }
    return out.toString();
  }
}
