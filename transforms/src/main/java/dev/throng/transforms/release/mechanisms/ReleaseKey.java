package dev.throng.transforms.release.mechanisms;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secret of a month's releases, as a pseudorandom function: HMAC-SHA-256 (RFC 2104) over
 * length-prefixed fields. Whoever knows it can take the noise off again, so it is kept like the
 * data, and can be destroyed once the month's windows are out.
 *
 * <p>Not Serializable: it is made on the worker. For one thread, and so are the bits that it gives.
 */
public final class ReleaseKey {
  private static final int BYTES = 32;
  private static final String NAME = "HmacSHA256";

  private final Mac mac;
  private final Message message = new Message();

  /**
   * Takes a copy of a key.
   *
   * @param key 32 bytes, uniformly random
   * @throws IllegalArgumentException where it has another length
   */
  public ReleaseKey(byte[] key) {
    if (key.length != BYTES) {
      throw new IllegalArgumentException("a release key has 32 bytes");
    }
    try {
      mac = Mac.getInstance(NAME);
      mac.init(new SecretKeySpec(key, NAME));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no HMAC-SHA-256");
    }
  }

  /** The bits of a draw, from their beginning. */
  public BitSource bits(Draw draw) {
    message
        .begin(draw.use().name())
        .text(draw.report())
        .whole(draw.windowStart())
        .texts(draw.group())
        .text(draw.measure())
        .octets(draw.value().toByteArray());
    return new KeyedBits(mac, Arrays.copyOf(message.bytes(), message.size()));
  }

  /**
   * Where a group stands among those of a person: of too many, the lowest stay. Ranks of a person's
   * groups are in an order that tells nothing of what the person did there, nor of anyone else.
   *
   * @param unit the keyed hash of the person or the company
   * @param report digest of the whole resolved report definition
   * @param windowStart milliseconds since 1970-01-01T00:00Z
   * @return 64 bits, to be compared unsigned
   */
  public long rank(long unit, String report, long windowStart, List<String> group) {
    message.begin("RANK").whole(unit).text(report).whole(windowStart).texts(group);
    mac.update(message.bytes(), 0, message.size());
    byte[] code = mac.doFinal();
    long rank = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      rank = rank << 8 | (code[i] & 0xff);
    }
    return rank;
  }
}
