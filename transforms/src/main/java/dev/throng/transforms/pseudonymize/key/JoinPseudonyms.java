package dev.throng.transforms.pseudonymize.key;

import dev.throng.schemas.JoinKey;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.JoinKeys;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the pseudonyms under the standing join key, on which the ledger is joined: of each domain
 * its own, 128 bits, never published, and written into Throng's own ledger alone (design sections 5
 * and 6). What is refused as an id, and how an id becomes bytes, is as in {@link Pseudonyms}.
 * Opened on the worker, for one thread.
 */
public final class JoinPseudonyms implements JoinKeys {
  /** People come in bursts; see {@link Pseudonyms}. */
  private static final int RECENT = 1 << 10;

  private static final int BYTES = 16;

  private final Map<IdType, Known> types = new EnumMap<>(IdType.class);
  private final IdBytes bytes = new IdBytes();

  private JoinPseudonyms(DomainKeys join) {
    for (IdType type : IdType.values()) {
      types.put(type, new Known(join.of(domain(type))));
    }
  }

  /** The key of a type, and what it made of recent ids. */
  private static final class Known {
    private final Hmac hmac;
    private final @Nullable String[] ids = new @Nullable String[RECENT];
    private final @Nullable JoinKey[] keys = new @Nullable JoinKey[RECENT];

    private Known(Hmac hmac) {
      this.hmac = hmac;
    }
  }

  /**
   * Opens the keyring and its join key.
   *
   * @throws KeyException where the master key or the keyring is missing or unusable
   */
  public static JoinPseudonyms open(KeySettings settings) {
    if (!(Keyring.of(settings).find(KeyName.JOIN) instanceof KeyOutcome.Live live)) {
      throw new KeyException(
          "the keyring has no key " + KeyName.JOIN + ": make it with 'throng keys create'");
    }
    return new JoinPseudonyms(new DomainKeys(live.prf()));
  }

  @Override
  public @Nullable JoinKey of(IdType type, @Nullable String id) {
    Known known = types.get(type);
    if (id == null || known == null) {
      return null;
    }
    // The multiplier is 2^32 divided by the golden ratio (Knuth, TAOCP vol. 3, 6.4).
    int place = ((id.hashCode() * 0x9E3779B9) >>> 13) & (RECENT - 1);
    if (id.equals(known.ids[place])) {
      return known.keys[place];
    }
    if (!bytes.set("", id)) {
      return null;
    }
    byte[] code = known.hmac.of(bytes.buffer(), bytes.end());
    JoinKey key = new JoinKey(Arrays.copyOf(code, BYTES));
    known.ids[place] = id;
    known.keys[place] = key;
    return key;
  }

  static Domain domain(IdType type) {
    return switch (type) {
      case DEVICE -> Domain.DEVICE;
      case COOKIE -> Domain.COOKIE;
      case USER -> Domain.USER;
      case COMPANY -> Domain.COMPANY;
    };
  }
}
