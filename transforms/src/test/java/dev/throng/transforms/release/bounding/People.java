package dev.throng.transforms.release.bounding;

import dev.throng.transforms.release.lattice.Level;
import dev.throng.transforms.release.mechanisms.ReleaseKey;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Random people, and what bounding makes of them over any number of workers and buckets. */
public final class People {
  /** A key like any other. */
  public static final byte[] KEY = key(1);

  /** One event, or several of one person in one group. */
  public record Event(int report, long window, long unit, List<String> group, List<Long> amounts) {}

  private People() {}

  /** The key of that number. */
  public static byte[] key(long seed) {
    byte[] key = new byte[32];
    new Random(seed).nextBytes(key);
    return key;
  }

  static Bounds bounds(String name, int dimensions, Set<Level> rollups, int groups) {
    return new Bounds(
        name,
        "digest of " + name,
        Duration.ofDays(1),
        dimensions,
        rollups,
        List.of(Quantity.count("events", 3), new Quantity("sum(price)", -50, 20_000, 4)),
        groups,
        Set.of());
  }

  /** The same, where a person's most recent groups stand. */
  static Bounds recent(Bounds bounds) {
    return new Bounds(
        bounds.report(),
        bounds.digest(),
        bounds.window(),
        bounds.dimensions(),
        bounds.rollups(),
        bounds.quantities(),
        bounds.groupsPerPerson(),
        Bounds.Chosen.MOST_RECENT,
        bounds.listed());
  }

  static List<Event> random(Random random, List<Bounds> reports, int events) {
    List<Event> all = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      int report = random.nextInt(reports.size());
      List<String> group = new ArrayList<>();
      for (int d = 0; d < reports.get(report).dimensions(); d++) {
        group.add("" + (char) ('a' + random.nextInt(4)));
      }
      List<Long> amounts = new ArrayList<>();
      for (Quantity unused : reports.get(report).quantities()) {
        amounts.add((long) (random.nextGaussian() * 8000));
      }
      if (!amounts.isEmpty()) {
        amounts.set(0, 1L);
      }
      if (reports.get(report).chosen() == Bounds.Chosen.MOST_RECENT) {
        amounts.add((long) random.nextInt(40));
      }
      all.add(
          new Event(report, 86_400_000L * random.nextInt(2), random.nextInt(8), group, amounts));
    }
    return all;
  }

  /** Through rows, blocks and bounding. */
  public static Map<String, BoundedGroup> bounded(
      List<Bounds> reports, List<Event> events, int workers, int buckets, int rows, Random random) {
    List<List<byte[]>> blocks = new ArrayList<>();
    for (int i = 0; i < buckets; i++) {
      blocks.add(new ArrayList<>());
    }
    List<PersonRows> writers = new ArrayList<>();
    for (int i = 0; i < workers; i++) {
      writers.add(
          new PersonRows(reports, buckets, (bucket, block) -> blocks.get(bucket).add(block), rows));
    }
    for (Event event : events) {
      writers
          .get(random.nextInt(workers))
          .add(
              event.report(),
              event.window(),
              event.unit(),
              event.group().toArray(String[]::new),
              event.amounts().stream().mapToLong(Long::longValue).toArray());
    }
    writers.forEach(PersonRows::flush);
    Map<String, BoundedGroup> all = new TreeMap<>();
    ReleaseKey key = new ReleaseKey(KEY);
    for (List<byte[]> bucket : blocks) {
      Collections.shuffle(bucket, random);
      new Bounding(
              reports, window -> key, group -> all.merge(name(group), group, BoundedGroup::plus))
          .count(bucket);
    }
    return all;
  }

  private static List<String> rolledUp(List<String> group, List<Integer> kept) {
    List<String> values = new ArrayList<>(Collections.nCopies(group.size(), "(all)"));
    kept.forEach(place -> values.set(place, group.get(place)));
    return values;
  }

  static String name(BoundedGroup group) {
    return group.report() + " " + group.windowStart() + " " + group.group();
  }

  /** The same by maps, one person at a time, as the rule is told. */
  static Map<String, BoundedGroup> slowly(List<Bounds> reports, List<Event> events) {
    Map<List<Object>, Map<List<String>, List<BigInteger>>> people = new HashMap<>();
    for (Event event : events) {
      List<BigInteger> sums =
          people
              .computeIfAbsent(
                  List.of(event.report(), event.window(), event.unit()), k -> new HashMap<>())
              .computeIfAbsent(
                  event.group(),
                  g ->
                      new ArrayList<>(
                          Collections.nCopies(event.amounts().size(), BigInteger.ZERO)));
      int quantities = reports.get(event.report()).quantities().size();
      for (int i = 0; i < sums.size(); i++) {
        BigInteger amount = BigInteger.valueOf(event.amounts().get(i));
        sums.set(i, i < quantities ? sums.get(i).add(amount) : sums.get(i).max(amount));
      }
    }
    Map<String, BoundedGroup> all = new TreeMap<>();
    ReleaseKey key = new ReleaseKey(KEY);
    people.forEach(
        (who, groups) -> {
          Bounds bounds = reports.get((int) who.get(0));
          long window = (long) who.get(1);
          long unit = (long) who.get(2);
          List<List<String>> kept = new ArrayList<>(groups.keySet());
          kept.sort(
              (a, b) ->
                  Long.compareUnsigned(
                      key.rank(unit, bounds.digest(), window, a),
                      key.rank(unit, bounds.digest(), window, b)));
          int last = bounds.quantities().size();
          if (bounds.chosen() == Bounds.Chosen.MOST_RECENT) {
            kept.sort((a, b) -> groups.get(b).get(last).compareTo(groups.get(a).get(last)));
          }
          kept = kept.subList(0, Math.min(kept.size(), bounds.groupsPerPerson()));
          Map<List<String>, List<BigInteger>> levels = new HashMap<>();
          for (List<String> group : kept) {
            List<BigInteger> clamped = new ArrayList<>();
            for (int i = 0; i < bounds.quantities().size(); i++) {
              Quantity quantity = bounds.quantities().get(i);
              clamped.add(
                  groups
                      .get(group)
                      .get(i)
                      .max(BigInteger.valueOf(quantity.low()))
                      .min(BigInteger.valueOf(quantity.high())));
            }
            List<List<String>> line = new ArrayList<>(List.of(group));
            bounds.rollups().forEach(rollup -> line.add(rolledUp(group, rollup.kept())));
            for (List<String> level : line) {
              levels.merge(
                  level,
                  clamped,
                  (a, b) -> {
                    List<BigInteger> sum = new ArrayList<>();
                    for (int i = 0; i < a.size(); i++) {
                      sum.add(a.get(i).add(b.get(i)));
                    }
                    return sum;
                  });
            }
          }
          levels.forEach(
              (level, totals) -> {
                BoundedGroup one = new BoundedGroup(bounds.report(), window, level, 1, totals);
                all.merge(name(one), one, BoundedGroup::plus);
              });
        });
    return all;
  }
}
