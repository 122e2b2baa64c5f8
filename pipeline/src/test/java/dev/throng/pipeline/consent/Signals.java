package dev.throng.pipeline.consent;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Foreign signals, each with what it means by how it was made, under the shipped policy file. */
final class Signals {
  private static final Set<String> USE = Set.of("statistical", "personalisation", "marketing");
  private static final Set<String> SALE = Set.of("marketing", "share_with_sellers");
  private static final Set<Integer> ALL = Set.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);

  static final List<Signal> KNOWN = new ArrayList<>();

  static {
    google();
    tcf();
    gpp();
  }

  private Signals() {}

  /** G1, whether adverts may store, whether analytics may; of the rest they cannot tell. */
  private static void google() {
    Set<String> both = Set.of("statistical", "marketing");
    KNOWN.add(new Signal("google", "G111", both, Set.of()));
    KNOWN.add(new Signal("google", "G110", Set.of("marketing"), Set.of("statistical")));
    KNOWN.add(new Signal("google", "G101", Set.of("statistical"), Set.of("marketing")));
    KNOWN.add(new Signal("google", "G100", Set.of(), both));
    KNOWN.add(new Signal("google", "nonsense", Set.of(), USE));
  }

  private static void tcf() {
    add("tcf", "", ALL, USE);
    add("tcf", "", Set.of(), Set.of());
    add("tcf", "", Set.of(1, 8, 9), Set.of("statistical"));
    add("tcf", "", Set.of(1, 5, 6, 8), Set.of("personalisation"));
    add("tcf", "", Set.of(1, 2, 3, 4, 7, 9), Set.of("marketing"));
    // All but one, in turn.
    add("tcf", "", without(1), Set.of());
    add("tcf", "", without(9), Set.of("personalisation", "marketing"));
    add("tcf", "", without(6), Set.of("statistical", "marketing"));
    add("tcf", "", without(3), Set.of("statistical", "personalisation"));
    // Of December 2019, for purposes 3 to 9.
    String old =
        "COrEAV4OrXx94ACABBENAHCIAD-AAAAAAACAAxAAAAgAIAwgAgAAAAEAgQAAAAAEAYQAQAAAACAAAABAAA";
    KNOWN.add(new Signal("tcf", old, Set.of(), USE));
    KNOWN.add(new Signal("tcf", "", Set.of(), USE));
    KNOWN.add(new Signal("tcf", "DBABTA~1YNN", Set.of(), USE));
    KNOWN.add(new Signal("tcf", TcfText.of(ALL).substring(0, 20), Set.of(), USE));
  }

  private static void gpp() {
    // A header that announces section 2, the TCF of the EU.
    add("gpp", "DBABMA~", ALL, USE);
    add("gpp", "DBABMA~", Set.of(1, 8, 9), Set.of("statistical"));
    // Section 6, US Privacy: notice given, sale opted out of or not; who did not has granted
    // nothing.
    KNOWN.add(new Signal("gpp", "DBABTA~1YYN", Set.of(), SALE));
    KNOWN.add(new Signal("gpp", "DBABTA~1YNN", Set.of(), Set.of()));
    // Section 7, the national one: who opted out of nothing, and a child whom nobody consented for.
    Set<String> any = Set.copyOf(Source.PURPOSES);
    KNOWN.add(new Signal("gpp", "DBABLA~BVQqAAAAAgA.QA", Set.of(), Set.of()));
    KNOWN.add(new Signal("gpp", "DBABLA~BAAAAAABEQA.QA", Set.of(), any));
    KNOWN.add(new Signal("gpp", "nonsense", Set.of(), any));
  }

  private static Set<Integer> without(int purpose) {
    Set<Integer> others = new TreeSet<>(ALL);
    others.remove(purpose);
    return others;
  }

  /** What a TCF string does not grant, it refuses. */
  private static void add(String field, String header, Set<Integer> numbers, Set<String> granted) {
    Set<String> refused = new TreeSet<>(USE);
    refused.removeAll(granted);
    KNOWN.add(new Signal(field, header + TcfText.of(numbers), granted, refused));
  }
}
