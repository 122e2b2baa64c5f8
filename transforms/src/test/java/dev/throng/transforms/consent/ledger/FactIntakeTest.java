package dev.throng.transforms.consent.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.schemas.JoinKey;
import dev.throng.schemas.LedgerFact;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.consent.Fact;
import dev.throng.transforms.consent.FactState;
import dev.throng.transforms.consent.ledger.FactIntake.Outcome;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.JoinKeys;
import dev.throng.transforms.step.Purpose;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a line of the ledger is worth, by the last section of CONSENT.md. */
class FactIntakeTest {
  private static final Decide AS_KNOWN = new Decide.AsKnown();

  /** Makes the id itself the pseudonym; an empty one is refused. */
  private static final JoinKeys PLAIN =
      (type, id) ->
          id == null || id.isEmpty()
              ? null
              : new JoinKey(
                  Arrays.copyOf((type.label() + id).getBytes(StandardCharsets.UTF_8), 16));

  private final List<String> taken = new ArrayList<>();

  private Outcome take(Decide decide, @Nullable String reconsentFrom, LedgerFact line) {
    taken.clear();
    return new FactIntake(PLAIN, reconsentFrom, decide, this::note).take(line);
  }

  private void note(JoinKey subject, long fact, long recorded) {
    String when =
        Fact.effective(fact) == Fact.SINCE_EVER
            ? "since ever"
            : Fact.effective(fact) == Fact.FOR_ALL_TIME
                ? "for all time"
                : "at " + Fact.effective(fact);
    taken.add(
        "%s %s %d %s%s, recorded %s"
            .formatted(
                new String(subject.bytes(), StandardCharsets.UTF_8).trim(),
                Fact.state(fact).label(),
                Fact.purposes(fact),
                when,
                Fact.isOutdated(fact) ? ", outdated" : "",
                recorded == Fact.NOT_RECORDED ? "?" : "" + recorded));
  }

  private static LedgerFact line(
      @Nullable String purpose, @Nullable String state, @Nullable Long effective) {
    return new LedgerFact("user", "u", null, purpose, state, effective, 7L, null, true);
  }

  @Test
  void aLineSaysWhatItSays() {
    for (Purpose purpose : Purpose.values()) {
      assertEquals(
          Outcome.TAKEN, take(AS_KNOWN, null, line(purpose.label(), "granted", 5L)), "a grant");
      assertEquals(List.of("useru granted " + purpose.bit() + " at 5, recorded 7"), taken);
    }
    for (IdType type : IdType.values()) {
      LedgerFact line = line("*", "withdrawn", 0L);
      line.setSubjectType(type.label());
      line.setRecordedAt(null);
      assertEquals(Outcome.TAKEN, take(AS_KNOWN, null, line));
      assertEquals(List.of(type.label() + "u withdrawn 31 at 0, recorded ?"), taken);
    }
    for (FactState state : FactState.values()) {
      for (String purpose : Arrays.asList(null, "*", "research", "nonsense")) {
        if (!state.isWord()) {
          assertEquals(Outcome.TAKEN, take(AS_KNOWN, null, line(purpose, state.label(), 5L)));
          assertEquals(List.of("useru " + state.label() + " 0 at 5, recorded 7"), taken);
        }
      }
    }
  }

  @Test
  void anUnclearLineRefusesSinceEver() {
    String denied = "useru denied 31 since ever, recorded ?";
    List<LedgerFact> unclear = new ArrayList<>();
    for (String state : Arrays.asList(null, "", "GRANTED", "granted ", "forgotten")) {
      unclear.add(line("*", state, 5L));
    }
    for (String state : List.of("granted", "denied", "withdrawn", "objected")) {
      for (String purpose : Arrays.asList(null, "", "**", "Statistical", "profiling")) {
        unclear.add(line(purpose, state, 5L));
      }
      unclear.add(line("*", state, null));
      unclear.add(line("*", state, Fact.FOR_ALL_TIME + 1));
      LedgerFact broken = line("*", state, 5L);
      broken.setWhole(false);
      unclear.add(broken);
    }
    unclear.add(line(null, "unrestricted", null));
    unclear.add(line(null, "guardian_consent", null));
    for (LedgerFact line : unclear) {
      assertEquals(Outcome.UNCLEAR, take(AS_KNOWN, null, line), () -> "" + line);
      assertEquals(List.of(denied), taken, () -> "" + line);
    }
    for (String state : List.of("minor", "restricted", "erased")) {
      String when = state.equals("erased") ? "for all time" : "since ever";
      LedgerFact broken = line(null, state, 5L);
      broken.setWhole(false);
      for (LedgerFact line : List.of(line(null, state, null), broken)) {
        assertEquals(Outcome.UNCLEAR, take(AS_KNOWN, null, line));
        assertEquals(List.of(denied, "useru " + state + " 0 " + when + ", recorded ?"), taken);
      }
    }
  }

  @Test
  void aLineAboutNobodyIsRejected() {
    for (String type : Arrays.asList(null, "", "User", "person")) {
      LedgerFact line = line("*", "erased", 5L);
      line.setSubjectType(type);
      assertEquals(Outcome.REJECTED, take(AS_KNOWN, null, line));
      assertEquals(List.of(), taken);
    }
    for (String id : Arrays.asList(null, "")) {
      LedgerFact line = line("*", "erased", 5L);
      line.setSubjectId(id);
      assertEquals(Outcome.REJECTED, take(AS_KNOWN, null, line));
      assertEquals(List.of(), taken);
    }
  }

  @Test
  void aLineMayNameThePseudonymInsteadOfTheId() {
    LedgerFact line = line("*", "withdrawn", 5L);
    line.setSubjectId(null);
    line.setSubjectJoin("c2l4dGVlbiBieXRlcyBvaw");
    assertEquals(Outcome.TAKEN, take(AS_KNOWN, null, line));
    assertEquals(List.of("sixteen bytes ok withdrawn 31 at 5, recorded 7"), taken);
    line.setSubjectType("person");
    assertEquals(Outcome.REJECTED, take(AS_KNOWN, null, line));
    line.setSubjectType("user");
    for (String none :
        List.of(
            "",
            "7",
            "c2l4dGVlbiBieXRlcyBvaw==",
            "c2l4dGVlbiBieXRlcyBv",
            "c2l4dGVlbiBieXRlcyBvazEy",
            "c2l4dGVlbiBieXRlcyBv w",
            "c2l4dGVlbiBieXRlcyBv+w",
            "c2l4dGVlbiBieXRlcyBväw")) {
      line.setSubjectJoin(none);
      assertEquals(Outcome.REJECTED, take(AS_KNOWN, null, line), none);
      assertEquals(List.of(), taken);
    }
  }

  @Test
  void aGrantToAnOlderVersionIsMarked() {
    for (String version : Arrays.asList(null, "2020-09-13", "2020", "")) {
      LedgerFact line = line("*", "granted", 5L);
      line.setPolicyVersion(version);
      take(AS_KNOWN, "2020-09-14", line);
      assertEquals(List.of("useru granted 31 at 5, outdated, recorded 7"), taken);
      line.setState("denied");
      take(AS_KNOWN, "2020-09-14", line);
      assertEquals(List.of("useru denied 31 at 5, recorded 7"), taken);
    }
    LedgerFact line = line("*", "granted", 5L);
    line.setPolicyVersion("2020-09-14");
    take(AS_KNOWN, "2020-09-14", line);
    assertEquals(List.of("useru granted 31 at 5, recorded 7"), taken);
  }

  /** What the setting will never ask for is not kept; what refuses without a time of it, is. */
  @Test
  void whatWasRecordedTooLateIsNotKept() {
    Decide asOf = new Decide.AsOf(Instant.ofEpochMilli(7));
    for (FactState state : FactState.values()) {
      String purpose = state.isWord() ? "*" : null;
      LedgerFact line = line(purpose, state.label(), 5L);
      assertEquals(Outcome.TAKEN, take(asOf, null, line));
      assertEquals(1, taken.size(), "by then");
      line.setRecordedAt(8L);
      assertEquals(Outcome.TAKEN, take(asOf, null, line));
      assertEquals(0, taken.size(), "later");
      line.setRecordedAt(null);
      assertEquals(Outcome.TAKEN, take(asOf, null, line));
      assertEquals(state.refuses() ? 1 : 0, taken.size(), "without a time");
    }
  }
}
