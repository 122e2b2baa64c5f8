package dev.throng.transforms.consent.ledger;

import dev.throng.schemas.JoinKey;
import dev.throng.transforms.consent.ConsentRule;
import dev.throng.transforms.consent.Fact;
import java.nio.ByteBuffer;

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

  private Shard shardOf(JoinKey key) {
    return shards[shardOf(ByteBuffer.wrap(key.bytes()).getLong())];
  }

  private static int find(Shard shard, JoinKey key) {
    ByteBuffer bits = ByteBuffer.wrap(key.bytes());
    long high = bits.getLong();
    return shard.find(high, bits.getLong());
  }

  /** Of nobody. */
  public static Ledger empty() {
    return new Builder(false).build();
  }

  /** The ledger of blocks that {@link FactRows} wrote. */
  public static Ledger of(Iterable<byte[]> blocks, boolean keepsRecorded) {
    Builder builder = new Builder(keepsRecorded);
    blocks.forEach(block -> FactRows.read(block, builder));
    return builder.build();
  }

  /** Whether it says anything about anybody. */
  public boolean isEmpty() {
    for (Shard shard : shards) {
      if (shard.facts().length > 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether it says anything about an id. */
  boolean knows(JoinKey key) {
    return find(shardOf(key), key) >= 0;
  }

  /** Adds what it knows of an id to a list. */
  void addTo(JoinKey key, FactList list) {
    Shard shard = shardOf(key);
    int id = find(shard, key);
    if (id < 0) {
      return;
    }
    long[] recorded = shard.recorded();
    for (int i = shard.from(id); i < shard.to(id); i++) {
      list.add(shard.facts()[i], recorded == null ? Fact.NOT_RECORDED : recorded[i]);
    }
  }

  /** What is said of one id, by that rule, on an event of that time. */
  int word(ConsentRule rule, JoinKey key, long time, boolean company) {
    Shard shard = shardOf(key);
    int id = find(shard, key);
    return id < 0
        ? 0
        : rule.word(shard.facts(), shard.recorded(), shard.from(id), shard.to(id), time, company);
  }
}
