package dev.throng.transforms.step;

import dev.throng.schemas.JoinKey;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Writes a join pseudonym: 128 bits as 22 characters of base64url without padding (RFC 4648,
 * section 5). Only the facts that Throng itself keeps name their subject so.
 */
public final class JoinText {
  private static final int CHARS = 22;
  private static final int BYTES = 16;

  private JoinText() {}

  /** The pseudonym as text. */
  public static String of(JoinKey key) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(key.bytes());
  }

  /** The pseudonym that {@link #of} wrote so; null where a text is none. */
  public static @Nullable JoinKey parse(@Nullable String text) {
    if (text == null || text.length() != CHARS) {
      return null;
    }
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (bytes.length != BYTES) {
      return null;
    }
    JoinKey key = new JoinKey(bytes);
    // The last character has four bits to spare, which must say nothing.
    return of(key).equals(text) ? key : null;
  }
}
