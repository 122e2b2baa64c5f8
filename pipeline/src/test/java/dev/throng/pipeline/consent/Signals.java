package dev.throng.pipeline.consent;

import java.util.List;

/** Foreign signals, each with what it means by how it was made. */
final class Signals {
  static final List<Signal> KNOWN = List.of();

  private Signals() {}
}
