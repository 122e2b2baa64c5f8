package dev.throng.transforms.pseudonymize.key;

import dev.throng.schemas.JoinKey;
import dev.throng.transforms.step.IdType;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The pseudonyms by which a person stands in rows that were stored of a day, under whichever keys
 * are still there: of the day's month, week or day, whatever the job says today, and for cookies
 * the key of the day itself (P16).
 *
 * <p>What Throng keeps about people names them by join pseudonyms, which no stored row has. A
 * <em>link</em> leads from one to the other: the pseudonym of a period, masked by a keyed hash of
 * the join pseudonym under that very period's key. So a link tells nothing to who has no keys, and
 * nothing to anybody once its period's key is destroyed.
 *
 * <p>Opened by the launcher or a worker, for one thread.
 */
public final class StoredPseudonyms {
  private static final String DAY_MARK = "d";
  private static final String SELLER = "seller ";
  private static final int BYTES = 16;
  private static final long DAY_MILLIS = 86_400_000L;

  private final Keyring keyring;
  private final List<Period.All> epochs = new ArrayList<>();
  private final Period.All days;
  private final IdBytes bytes = new IdBytes();

  private StoredPseudonyms(Keyring keyring) {
    this.keyring = keyring;
    for (Epoch epoch : Epoch.values()) {
      epochs.add(new Period.All(keyring, KeyRecord.Kind.EPOCH, epoch, ""));
    }
    days = new Period.All(keyring, KeyRecord.Kind.DAY, Epoch.DAY, DAY_MARK);
  }

  /** Opens a keyring; its keys are read when first asked for. */
  public static StoredPseudonyms open(KeySettings settings) {
    return new StoredPseudonyms(Keyring.of(settings));
  }

  /**
   * An id's pseudonyms in rows of a day.
   *
   * @param day days since 1970-01-01 UTC
   * @return one for each key that is there, as rows have them; none where all are gone, or no event
   *     may have that id
   */
  public List<String> of(IdType type, String id, long day) {
    return of(JoinPseudonyms.domain(type), periods(type, day), id);
  }

  /**
   * The pseudonyms of a person, or of a company, as the seller in rows of others.
   *
   * @return none where an id of that type is no seller's
   */
  public List<String> sellers(IdType type, String id, long day) {
    return sells(type) ? of(Domain.SELLER, periods(type, day), id) : List.of();
  }

  private static boolean sells(IdType type) {
    return type == IdType.USER || type == IdType.COMPANY;
  }

  private List<String> of(Domain domain, List<Period> periods, String id) {
    List<String> all = new ArrayList<>();
    for (Period period : periods) {
      byte[] code = code(period, domain, id);
      if (code != null) {
        all.add(period.text().of(code));
      }
    }
    return all;
  }

  /** The names of keys for a day that are gone for good, as in {@code epoch/2026-06}. */
  public List<String> destroyed(long day) {
    List<String> gone = new ArrayList<>();
    for (Period.All all : epochs) {
      Period period = all.at(day * DAY_MILLIS);
      if (period.state() == EpochState.DESTROYED) {
        gone.add(new KeyName(KeyRecord.Kind.EPOCH, period.name()).toString());
      }
    }
    Period period = days.at(day * DAY_MILLIS);
    if (period.state() == EpochState.DESTROYED) {
      gone.add(new KeyName(KeyRecord.Kind.DAY, period.name()).toString());
    }
    return gone;
  }

  /** A day of each epoch whose key is there, days since 1970-01-01 UTC. */
  public Set<Long> liveEpochs() {
    Set<Long> days = new TreeSet<>();
    for (KeyRecord key : keyring.list()) {
      if (key.kind() == KeyRecord.Kind.EPOCH && key.state() == EpochState.LIVE) {
        Epoch.firstDayOf(key.name().substring(key.name().indexOf('/') + 1)).ifPresent(days::add);
      }
    }
    return days;
  }

  /**
   * The links from a join pseudonym to the pseudonyms of a day.
   *
   * @return by the start of the pseudonyms they lead to, as in {@code 2026-06.} or {@code
   *     d2026-06-01.}, of sellers behind {@code seller}; 22 characters of base64url each
   */
  public Map<String, String> links(IdType type, String id, JoinKey join, long day) {
    Map<String, String> links = new LinkedHashMap<>();
    for (Period period : periods(type, day)) {
      link(period, JoinPseudonyms.domain(type), type.label(), id, join)
          .ifPresent(link -> links.put(period.text().prefix(), link));
      if (sells(type)) {
        link(period, Domain.SELLER, SELLER + type.label(), id, join)
            .ifPresent(link -> links.put(SELLER + period.text().prefix(), link));
      }
    }
    return links;
  }

  private Optional<String> link(
      Period period, Domain domain, String mark, String id, JoinKey join) {
    byte[] code = code(period, domain, id);
    byte[] mask = mask(period, mark, join);
    if (code == null || mask == null) {
      return Optional.empty();
    }
    byte[] shown = new byte[BYTES];
    for (int i = 0; i < BYTES; i++) {
      shown[i] = (byte) (code[i] ^ mask[i]);
    }
    return Optional.of(text(shown));
  }

  /**
   * Where links lead for a day.
   *
   * @param links as {@link #links} gave them, for this day among others
   * @return pseudonyms as rows have them; none of keys that are gone
   */
  public List<String> linked(IdType type, JoinKey join, Map<String, String> links, long day) {
    return linked(periods(type, day), "", type.label(), join, links);
  }

  /** Where links lead for a day in rows of others, as their seller. */
  public List<String> linkedSellers(
      IdType type, JoinKey join, Map<String, String> links, long day) {
    return linked(periods(type, day), SELLER, SELLER + type.label(), join, links);
  }

  private List<String> linked(
      List<Period> periods, String start, String mark, JoinKey join, Map<String, String> links) {
    List<String> all = new ArrayList<>();
    for (Period period : periods) {
      String link = links.get(start + period.text().prefix());
      byte[] code = link == null ? null : bytesOf(link);
      byte[] mask = link == null ? null : mask(period, mark, join);
      if (code != null && mask != null) {
        for (int i = 0; i < BYTES; i++) {
          code[i] ^= mask[i];
        }
        all.add(period.text().of(code));
      }
    }
    return all;
  }

  private List<Period> periods(IdType type, long day) {
    List<Period> live = new ArrayList<>();
    for (Period.All all : epochs) {
      add(live, all.at(day * DAY_MILLIS));
    }
    if (type == IdType.COOKIE) {
      add(live, days.at(day * DAY_MILLIS));
    }
    return live;
  }

  private static void add(List<Period> live, Period period) {
    if (period.state() == EpochState.LIVE) {
      live.add(period);
    }
  }

  private byte @Nullable [] code(Period period, Domain domain, String id) {
    DomainKeys keys = period.keys();
    return keys != null && bytes.set("", id)
        ? keys.of(domain).of(bytes.buffer(), bytes.end()).clone()
        : null;
  }

  private byte @Nullable [] mask(Period period, String mark, JoinKey join) {
    DomainKeys keys = period.keys();
    return keys != null && bytes.set(mark, text(join.bytes()))
        ? keys.of(Domain.LINK).of(bytes.buffer(), bytes.end()).clone()
        : null;
  }

  private static String text(byte[] bits) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
  }

  private static byte @Nullable [] bytesOf(String link) {
    try {
      byte[] bits = Base64.getUrlDecoder().decode(link);
      return bits.length == BYTES ? bits : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
