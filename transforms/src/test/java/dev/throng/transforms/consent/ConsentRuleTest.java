package dev.throng.transforms.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.transforms.step.DropReason;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sentence by sentence of CONSENT.md, on one id and an event at the time 100. A history is written
 * as {@code state@time} with {@code /recorded} behind where that is told; {@code granted!} is a
 * grant to an old policy. All words are about statistical alone.
 */
class ConsentRuleTest {
  private static final long EVENT = 100;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # history                              | as known     | at event time
          granted@50                             | allowed      | allowed
          granted@100                            | allowed      | allowed
          granted@101                            | never_asked  | never_asked
          denied@50 granted@60                   | allowed      | allowed
          granted@50 withdrawn@60                | withdrawn    | withdrawn
          granted@50 withdrawn@100               | withdrawn    | withdrawn
          granted@50 withdrawn@101               | withdrawn    | allowed
          granted@50 objected@150 granted@160    | objected     | allowed
          granted@50 denied@50                   | denied       | denied
          denied@50 objected@50 withdrawn@50     | objected     | objected
          granted@50 restricted@60               | restricted   | restricted
          granted@50 restricted@60 unrestricted@60  | restricted | restricted
          granted@50 restricted@60 unrestricted@70  | allowed    | allowed
          granted@50 restricted@150              | restricted   | allowed
          granted@50 restricted@60 unrestricted@150 | restricted | restricted
          granted@50 restricted@150 unrestricted@160 | allowed   | allowed
          granted@50 minor@10                    | minor        | minor
          granted@50 minor@500                   | minor        | minor
          minor@10 guardian_consent@20           | never_asked  | never_asked
          granted@50 minor@10 guardian_consent@20   | allowed    | allowed
          granted@50 minor@20 guardian_consent@20   | minor      | minor
          granted@50 minor@10 guardian_consent@101  | minor      | minor
          granted@50 minor@10 guardian_consent@20 minor@101 | minor | minor
          granted@50 erased@100                  | erased       | erased
          granted@50 erased@300                  | erased       | erased
          granted@50 erased@50                   | never_asked  | never_asked
          granted@50 erased@60                   | never_asked  | never_asked
          granted@50 erased@60 granted@61        | allowed      | allowed
          denied@50 erased@60                    | denied       | denied
          denied@50 erased@60 granted@70         | allowed      | allowed
          granted@70 minor@10 guardian_consent@20 erased@30 | minor | minor
          granted!@50                            | policy_version | policy_version
          denied@40 granted!@50                  | denied       | denied
          granted@40 granted!@50                 | allowed      | allowed
          """)
  void anId(String history, String asKnown, String atEventTime) {
    assertEquals(asKnown, outcome(new Decide.AsKnown(), history, false));
    assertEquals(atEventTime, outcome(new Decide.AtEventTime(), history, false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # history                         | as of 200   | with a grace of 20
          granted@50/200                    | allowed     | never_asked
          granted@50/120                    | allowed     | allowed
          granted@50/121                    | allowed     | never_asked
          granted@50/201                    | never_asked | never_asked
          granted@50                        | never_asked | never_asked
          granted@40/40 withdrawn@50/201    | allowed     | allowed
          granted@40/40 withdrawn@50/121    | withdrawn   | allowed
          granted@40/40 withdrawn@50        | withdrawn   | withdrawn
          granted@40/40 withdrawn@150/150   | withdrawn   | allowed
          granted@40/40 erased@300/10       | erased      | erased
          granted@40/40 erased@300          | erased      | erased
          granted@40/40 minor@300/130       | minor       | allowed
          granted@40/40 restricted@60 unrestricted@70 | restricted | restricted
          granted@40/40 minor@10/10 guardian_consent@20 | minor | minor
          """)
  void whenItWasRecorded(String history, String asOf, String withGrace) {
    assertEquals(asOf, outcome(new Decide.AsOf(Instant.ofEpochMilli(200)), history, false));
    assertEquals(withGrace, outcome(new Decide.WithGrace(Duration.ofMillis(20)), history, false));
  }

  @Test
  void aCompanyRefusesAndNeverGrants() {
    assertEquals("never_asked", outcome(new Decide.AsKnown(), "granted@50", true));
    assertEquals("denied", outcome(new Decide.AsKnown(), "denied@50 granted@60", true));
    assertEquals("minor", outcome(new Decide.AsKnown(), "minor@10", true));
    assertEquals("never_asked", outcome(new Decide.AsKnown(), "granted!@50", true));
  }

  @Test
  void secGpcIsTheReasonOnlyWhereItTookSomething() {
    ConsentRule rule = new ConsentRule(new Decide.AsKnown(), ConsentDefaults.DENIED);
    assertEquals(DropReason.GPC, rule.reason(Word.GPC | Word.granted(4), "DE"));
    assertEquals(DropReason.NEVER_ASKED, rule.reason(Word.GPC, "DE"));
    assertEquals(1, rule.decide(Word.GPC | Word.granted(4 | 8 | 1), "DE"));
    assertEquals(DropReason.DENIED, rule.reason(Word.GPC | Word.granted(4) | Word.denied(1), "DE"));
  }

  private static String outcome(Decide decide, String history, boolean company) {
    String[] words = history.split(" ", -1);
    long[][] facts = new long[words.length][];
    for (int i = 0; i < words.length; i++) {
      facts[i] = fact(words[i]);
    }
    Arrays.sort(facts, (a, b) -> Long.compare(a[0], b[0]));
    ConsentRule rule = new ConsentRule(decide, ConsentDefaults.DENIED);
    int word =
        rule.word(
            Arrays.stream(facts).mapToLong(fact -> fact[0]).toArray(),
            Arrays.stream(facts).mapToLong(fact -> fact[1]).toArray(),
            0,
            facts.length,
            EVENT,
            company);
    return rule.decide(word, null) == 1 ? "allowed" : rule.reason(word, null).label();
  }

  private static long[] fact(String word) {
    String[] parts = word.split("[@/]", -1);
    long time = Long.parseLong(parts[1]);
    long recorded = parts.length == 3 ? Long.parseLong(parts[2]) : Fact.NOT_RECORDED;
    long fact =
        parts[0].endsWith("!")
            ? Fact.outdatedGrant(1, time)
            : Fact.of(FactState.named(parts[0]).orElseThrow(), 1, time);
    return new long[] {fact, recorded};
  }
}
