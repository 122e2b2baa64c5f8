package dev.throng.transforms.consent.signal;

/** Reads the text of one kind of foreign signal: a pure function, whatever the text. */
interface Decoder {
  /**
   * The most characters of a text that is looked at; a longer one is malformed. Consent platforms
   * keep their strings in cookies, which hold 4,096 bytes (RFC 6265, section 6.1), and a TCF string
   * with a bit for each of the IAB's vendors has some 1,000. So whoever sends more cannot mean it,
   * and no text takes long.
   */
  int LONGEST = 8_192;

  /** What the text says. Throws nothing. */
  default Decoded decode(String text) {
    if (text.length() > LONGEST) {
      return unreadable();
    }
    try {
      return read(text);
    } catch (RuntimeException quoting) {
      // F22: the message may quote the signal. That it came is all there is to know.
      return unreadable();
    }
  }

  /**
   * What the text says.
   *
   * @throws RuntimeException of any kind, if it is malformed
   */
  Decoded read(String text);

  /** What a malformed text says. */
  Decoded unreadable();
}
