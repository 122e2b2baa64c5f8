package dev.throng.transforms.consent.ledger;

import dev.throng.schemas.JoinKey;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.LedgerWords;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A ledger in memory: 28 bytes an id and 8 a fact, 16 where the time of recording matters. Once
 * made it is immutable, and all threads of a Java machine share it.
 */
public final class Ledger {
  private final Shard[] shards;

  private Ledger(Shard[] shards) {
    this.shards = shards;
  }

  /** Gathers facts, from any number of threads. */
  public static final class Builder implements FactTaker {
    private final Shard[] shards = new Shard[1 << Shard.SHARD_BITS];

    /** Whether it depends on the event which facts are known, so that their recording counts. */
    public Builder(boolean keepsRecorded) {
      for (int i = 0; i < shards.length; i++) {
        shards[i] = new Shard(keepsRecorded);
      }
    }

    @Override
    public void take(JoinKey subject, long fact, long recorded) {
      ByteBuffer bits = ByteBuffer.wrap(subject.bytes());
      long high = bits.getLong();
      Shard shard = shards[shardOf(high)];
      synchronized (shard) {
        shard.add(high, bits.getLong(), fact, recorded);
      }
    }

    /** The ledger of all that was gathered; the builder is done then. */
    public Ledger build() {
      for (Shard shard : shards) {
        synchronized (shard) {
          shard.seal();
        }
      }
      return new Ledger(shards);
    }
  }

  private static int shardOf(long high) {
    return (int) (high >>> (Long.SIZE - Shard.SHARD_BITS));
  }

  /** What this ledger says, by that rule. */
  public LedgerWords words(ConsentRule rule) {
    return event -> words(rule, event);
  }

  private int words(ConsentRule rule, PseudonymousEvent event) {
    long time = event.getEventTime();
    return word(rule, event.getJoinDevice(), time, false)
        | word(rule, event.getJoinCookie(), time, false)
        | word(rule, event.getJoinUser(), time, false)
        | word(rule, event.getJoinCompany(), time, true);
  }

  private int word(ConsentRule rule, @Nullable JoinKey key, long time, boolean company) {
    if (key == null) {
      return 0;
    }
    ByteBuffer bits = ByteBuffer.wrap(key.bytes());
    long high = bits.getLong();
    Shard shard = shards[shardOf(high)];
    int id = shard.find(high, bits.getLong());
    return id < 0
        ? 0
        : rule.word(shard.facts(), shard.recorded(), shard.from(id), shard.to(id), time, company);
  }
}
