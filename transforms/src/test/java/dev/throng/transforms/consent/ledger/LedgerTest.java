package dev.throng.transforms.consent.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.schemas.JoinKey;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.consent.ConsentDefaults;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.Decide;
import dev.throng.transforms.consent.Fact;
import dev.throng.transforms.consent.FactState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The columns against lists in a map, with ids that share all bits but a few. */
class LedgerTest {
  private static final long SEED = 20260601;
  private static final int IDS = 3_000;
  private static final List<FactState> STATES = List.of(FactState.values());

  private record Row(JoinKey subject, long fact, long recorded) {}

  @Test
  void saysOfEachIdWhatItsFactsSayAlone() {
    Random random = new Random(SEED);
    List<JoinKey> ids = new ArrayList<>();
    for (int i = 0; i < IDS; i++) {
      ids.add(key(random, i % 3));
    }
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < 4 * IDS; i++) {
      JoinKey id = ids.get(random.nextInt(IDS - IDS / 10)); // Of some nothing is known.
      FactState state = STATES.get(random.nextInt(STATES.size()));
      Row row =
          new Row(
              id, Fact.of(state, 1 + random.nextInt(31), random.nextInt(20)), random.nextInt(40));
      rows.add(row);
      if (random.nextInt(4) == 0) {
        rows.add(row);
      }
    }
    Collections.shuffle(rows, random);
    for (Decide decide :
        List.of(new Decide.AsKnown(), new Decide.WithGrace(java.time.Duration.ofMillis(10)))) {
      ConsentRule rule = new ConsentRule(decide, ConsentDefaults.DENIED);
      Ledger.Builder builder = new Ledger.Builder(decide.asksWhenRecorded());
      rows.forEach(row -> builder.take(row.subject(), row.fact(), row.recorded()));
      Ledger ledger = builder.build();
      Map<JoinKey, List<Row>> byId = new HashMap<>();
      rows.forEach(row -> byId.computeIfAbsent(row.subject(), id -> new ArrayList<>()).add(row));
      for (JoinKey id : ids) {
        PseudonymousEvent event = new PseudonymousEvent();
        event.setEventTime((long) random.nextInt(20));
        event.setJoinUser(id);
        assertEquals(
            alone(rule, byId.getOrDefault(id, List.of()), event.getEventTime()),
            ledger.words(rule).of(event),
            () -> "seed " + SEED + ", " + byId.get(id));
      }
    }
  }

  private static int alone(ConsentRule rule, List<Row> rows, long time) {
    List<Row> sorted = new ArrayList<>(rows);
    sorted.sort((a, b) -> Long.compare(a.fact(), b.fact()));
    return rule.word(
        sorted.stream().mapToLong(Row::fact).toArray(),
        sorted.stream().mapToLong(Row::recorded).toArray(),
        0,
        sorted.size(),
        time,
        false);
  }

  /** Even bits as of a keyed hash; or the same shard and bucket; or all the same but the last. */
  private static JoinKey key(Random random, int kind) {
    byte[] bytes = new byte[16];
    random.nextBytes(bytes);
    for (int i = 0; i < List.of(0, 3, 14).get(kind); i++) {
      bytes[i] = (byte) 0xff;
    }
    return new JoinKey(bytes);
  }
}
