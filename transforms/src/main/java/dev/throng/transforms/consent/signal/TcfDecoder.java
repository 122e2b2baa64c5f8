package dev.throng.transforms.consent.signal;

import dev.throng.transforms.step.TcfMapping;
import dev.throng.transforms.step.Warning;

/** IAB TCF v2 (P18): a purpose is granted by consent to all that it is mapped to, else denied. */
record TcfDecoder(TcfMapping mapping) implements Decoder {

  @Override
  public Decoded read(String text) {
    return TcfString.ofEurope(text).word(mapping);
  }

  @Override
  public Decoded unreadable() {
    return Decoded.unreadable(mapping.expressible(), Warning.MALFORMED_TCF);
  }
}
