package dev.throng.transforms.aggregate;

/** Spreads the bits of a 64-bit number: the finalizer of MurmurHash3 (Appleby, public domain). */
final class Mix {
  private Mix() {}

  static long of(long bits) {
    long mixed = (bits ^ (bits >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return mixed ^ (mixed >>> 33);
  }
}
