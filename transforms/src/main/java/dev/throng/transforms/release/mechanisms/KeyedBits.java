package dev.throng.transforms.release.mechanisms;

import javax.crypto.Mac;

/**
 * HMAC-SHA-256 in counter mode (NIST SP 800-108r1, section 4.1, the counter behind the fixed data):
 * block i is the code of the draw's message and of i in four bytes. To whoever lacks the key the
 * bits cannot be told from coin flips; to whoever has it they are the same each time.
 */
final class KeyedBits implements BitSource {
  private static final int BLOCK = 32;

  private final Mac mac;
  private final byte[] message;
  private final byte[] block = new byte[BLOCK];
  private int blocks;
  private int used = 8 * BLOCK;

  KeyedBits(Mac mac, byte[] message) {
    this.mac = mac;
    this.message = message;
  }

  @Override
  public long next(int count) {
    if (count < 1 || count > 62) {
      throw new IllegalArgumentException("1 to 62 bits at once");
    }
    long bits = 0;
    int missing = count;
    while (missing > 0) {
      if (used == 8 * BLOCK) {
        refill();
      }
      int left = 8 - (used & 7);
      int taken = Math.min(left, missing);
      int part = (block[used >> 3] & 0xff) >>> (left - taken) & ((1 << taken) - 1);
      bits = bits << taken | part;
      used += taken;
      missing -= taken;
    }
    return bits;
  }

  private void refill() {
    if (blocks == Integer.MAX_VALUE) {
      // No sampler comes near: each ends after a few blocks, but for a chance of 2^-1,000,000.
      throw new IllegalStateException("a draw took more bits than there are");
    }
    try {
      mac.update(message);
      for (int shift = 24; shift >= 0; shift -= 8) {
        mac.update((byte) (blocks >>> shift));
      }
      mac.doFinal(block, 0);
    } catch (javax.crypto.ShortBufferException e) {
      throw new IllegalStateException("HMAC-SHA-256 of this Java has more than 32 bytes");
    }
    blocks++;
    used = 0;
  }
}
