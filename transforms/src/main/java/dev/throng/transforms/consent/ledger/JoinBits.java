package dev.throng.transforms.consent.ledger;

import com.google.common.io.BaseEncoding;
import dev.throng.schemas.JoinKey;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The bits of a join pseudonym, in a row or as text of 22 characters of base64url (RFC 4648). */
public final class JoinBits {
  /** How many bytes there are. */
  public static final int BYTES = 16;

  private static final BaseEncoding TEXT = BaseEncoding.base64Url().omitPadding();

  private JoinBits() {}

  /** The pseudonym that stands at the row's position. */
  public static JoinKey read(ByteBuffer row) {
    byte[] bits = new byte[BYTES];
    row.get(bits);
    return new JoinKey(bits);
  }

  /** Which of so many buckets it belongs to: 0 up to one less than {@code buckets}. */
  public static int bucket(JoinKey key, int buckets) {
    // The first bits tell the shard within the bucket's ledger; these are others.
    return Math.floorMod(ByteBuffer.wrap(key.bytes()).getInt(8), buckets);
  }

  /** As Throng's own ledger writes it. */
  public static String text(JoinKey key) {
    return TEXT.encode(key.bytes());
  }

  /** The pseudonym of such a text; null where it is none. */
  public static @Nullable JoinKey parse(String text) {
    if (!TEXT.canDecode(text)) {
      return null;
    }
    byte[] bits = TEXT.decode(text);
    return bits.length == BYTES ? new JoinKey(bits) : null;
  }
}
