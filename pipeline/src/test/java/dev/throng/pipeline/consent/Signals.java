package dev.throng.pipeline.consent;

import java.util.List;
import java.util.Set;

/** Foreign signals, each with what it means by how it was made, under the shipped policy file. */
final class Signals {
  private static final Set<String> USE = Set.of("statistical", "personalisation", "marketing");

  static final List<Signal> KNOWN =
      List.of(
          new Signal("google", "G111", Set.of("statistical", "marketing"), Set.of()),
          new Signal("google", "G110", Set.of("marketing"), Set.of("statistical")),
          new Signal("google", "G101", Set.of("statistical"), Set.of("marketing")),
          new Signal("google", "G100", Set.of(), Set.of("statistical", "marketing")),
          // Of December 2019, for purposes 2 to 10 and none of them 1, which all of ours need.
          new Signal(
              "tcf",
              "COrEAV4OrXx94ACABBENAHCIAD-AAAAAAACAAxAAAAgAIAwgAgAAAAEAgQAAAAAEAYQAQAAAACAAAABAAA",
              Set.of(),
              USE),
          new Signal("tcf", "", Set.of(), USE));

  private Signals() {}
}
