package dev.throng.transforms.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.release.lattice.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AtLeastTest {
  /** Finest groups by number, the people in them, and what each of these adds to a sum. */
  record Bag(
      List<String> values, Set<Integer> parts, Set<Integer> people, Map<Integer, Integer> amounts) {
    Bag(List<String> values, Set<Integer> parts, Set<Integer> people) {
      this(values, parts, people, Map.of());
    }
  }

  static final Crowd<Bag> BAGS =
      new Crowd<>() {
        @Override
        public List<String> values(Bag bag) {
          return bag.values();
        }

        @Override
        public long people(Bag bag) {
          return Attacker.isDominated(List.of(bag.amounts())) ? 0 : bag.people().size();
        }

        @Override
        public Bag union(List<Bag> bags) {
          Set<Integer> parts = new TreeSet<>();
          Set<Integer> people = new HashSet<>();
          bags.forEach(bag -> parts.addAll(bag.parts()));
          bags.forEach(bag -> people.addAll(bag.people()));
          Map<Integer, Integer> amounts = new HashMap<>();
          bags.forEach(
              bag -> bag.amounts().forEach((who, sum) -> amounts.merge(who, sum, Integer::sum)));
          return new Bag(bags.get(0).values(), parts, people, amounts);
        }
      };

  private int next;
  private int person;

  @Test
  void smallGroupsMergeUnderTheirParent() {
    assertEquals(
        Map.of(
            "DE Berlin",
            30,
            "DE (other)",
            7,
            "DE (all)",
            37,
            "FR Lyon",
            9,
            "FR (all)",
            9,
            "(all) (all)",
            46),
        released(
            5,
            prefixes(2, 1, 0),
            bag(30, "DE", "Berlin"),
            bag(3, "DE", "Ulm"),
            bag(4, "DE", "Köln"),
            bag(9, "FR", "Lyon")));
  }

  @Test
  void theSmallestVisibleSiblingJoinsAndTiesGoByBytes() {
    assertEquals(
        Map.of("DE Berlin", 8, "DE (other)", 8),
        released(5, List.of(), bag(2, "DE", "Ulm"), bag(6, "DE", "Bonn"), bag(8, "DE", "Berlin")));
    assertEquals(
        Map.of("DE Bonn", 6, "DE (other)", 8),
        released(5, List.of(), bag(2, "DE", "Ulm"), bag(6, "DE", "Bonn"), bag(6, "DE", "Berlin")));
  }

  @Test
  void whatIsTooSmallWithAllItsSiblingsMergesHigherAndStandsAsOtherInRollups() {
    assertEquals(
        Map.of(
            "DE Berlin",
            8,
            "DE (all)",
            8,
            "(other) (other)",
            6,
            "(other) (all)",
            6,
            "(all) (all)",
            14),
        released(
            5,
            prefixes(2, 0, 1),
            bag(8, "DE", "Berlin"),
            bag(1, "FR", "Lyon"),
            bag(2, "FR", "Paris"),
            bag(3, "IT", "Roma")));
    assertEquals(
        Map.of("(other) (other)", 11),
        released(5, List.of(), bag(8, "DE", "Berlin"), bag(3, "IT", "Roma")));
  }

  @Test
  void aWindowOfTooFewReleasesNothing() {
    AtLeast<Bag> atLeast = new AtLeast<>(BAGS, 5, 1, prefixes(1, 0));
    assertEquals(
        new Released<Bag>(List.of(), 0, 0, 2),
        atLeast.release(List.of(bag(2, "DE"), bag(2, "FR"))));
    assertEquals(new Released<Bag>(List.of(), 0, 0, 0), atLeast.release(List.of()));
  }

  @Test
  void withoutDimensionsThereIsOneRow() {
    assertEquals(Map.of("", 5), released(5, List.of(), bag(5)));
    assertEquals(Map.of(), released(5, List.of(), bag(4)));
  }

  @Test
  void groupsOfNobodyAreSmallGroups() {
    assertEquals(
        Map.of("(other)", 6, "FR", 7),
        released(5, List.of(), bag(0, "robots"), bag(6, "DE"), bag(7, "FR")));
  }

  @Test
  void peopleInSeveralGroupsCountOnce() {
    Bag one = new Bag(List.of("a"), Set.of(0), Set.of(1, 2, 3));
    Bag two = new Bag(List.of("b"), Set.of(1), Set.of(2, 3, 4));
    Bag three = new Bag(List.of("c"), Set.of(2), Set.of(1, 2, 3, 4, 5, 6));
    assertEquals(Map.of("(other)", 6), released(5, List.of(), one, two, three));
  }

  @Test
  void rowsAreInTheOrderOfTheirBytes() {
    List<String> values =
        new ArrayList<>(List.of("\uD83D\uDE00", "\uFF01", "b", "é", "\uE000", "a", "ab", "Z"));
    List<Bag> bags = values.stream().map(value -> bag(5, value)).toList();
    values.sort(
        (a, b) ->
            Arrays.compareUnsigned(
                a.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                b.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertEquals(
        values,
        new AtLeast<>(BAGS, 5, 1, List.of())
            .release(bags).rows().stream().map(row -> row.values().get(0)).toList());
  }

  /** By hand: rollups over the second dimension alone, and over the first and the last. */
  @Test
  void rollupsOverAnyDimensionsAreUnionsOfWholeRows() {
    assertEquals(
        Map.of(
            "DE phone",
            8,
            "DE (other)",
            5,
            "FR phone",
            7,
            "FR tv",
            6,
            "(all) phone",
            15,
            "(all) tv",
            6,
            "(all) (other)",
            5),
        released(
            5,
            List.of(new Level(2, List.of(1))),
            bag(8, "DE", "phone"),
            bag(3, "DE", "tv"),
            bag(2, "DE", "watch"),
            bag(7, "FR", "phone"),
            bag(6, "FR", "tv")));
    assertEquals(
        Map.of(
            "DE a x", 5, "DE b x", 6, "DE b (other)", 5, "DE (all) x", 11, "DE (all) (other)", 5),
        released(
            5,
            List.of(new Level(3, List.of(2, 0))),
            bag(5, "DE", "a", "x"),
            bag(6, "DE", "b", "x"),
            bag(3, "DE", "b", "y"),
            bag(2, "DE", "b", "z")));
  }

  /**
   * Whatever is added up and subtracted of rows over any dimensions is about nobody, or k people.
   */
  @Test
  void noSumOrDifferenceIsAboutFewerThanK() {
    for (long seed = 1; seed <= 2000; seed++) {
      Random random = new Random(seed);
      int dimensions = random.nextInt(4);
      int k = 2 + random.nextInt(3);
      List<Bag> bags = randomBags(random, dimensions, k);
      List<Level> rollups = subsets(dimensions).stream().filter(r -> random.nextBoolean()).toList();
      Released<Bag> released = new AtLeast<>(BAGS, k, dimensions, rollups).release(bags);
      checkCounts(released, bags, rollups, seed);
      assertEquals(Optional.empty(), narrowed(bags, released.rows(), k), "seed " + seed);
    }
  }

  /** The same attacker against releases that are broken as they often are. */
  @Test
  void theAttackerDefeatsBrokenMergings() {
    assertTrue(defeats(BrokenMergings::eachRollupByItself) > 100, "each rollup by itself");
    assertTrue(defeats(BrokenMergings::suppressedNotMerged) > 100, "suppressed, not merged");
    assertTrue(defeats(BrokenMergings::otherStandsAlone) > 100, "other stands alone");
    assertTrue(defeats(BrokenMergings::otherUnderItsOldName) > 10, "other under its old name");
  }

  /**
   * And no such sum or difference is one that a person makes up by more than half, whatever merged
   * to get there.
   */
  @Test
  void noSumOrDifferenceIsMostlyOnePersons() {
    int merged = 0;
    for (long seed = 1; seed <= 2000; seed++) {
      Random random = new Random(seed);
      int dimensions = random.nextInt(4);
      int k = 2 + random.nextInt(3);
      List<Bag> bags = withAmounts(randomBags(random, dimensions, k), random);
      List<Level> rollups = subsets(dimensions).stream().filter(r -> random.nextBoolean()).toList();
      Released<Bag> released = new AtLeast<>(BAGS, k, dimensions, rollups).release(bags);
      checkCounts(released, bags, rollups, seed);
      assertEquals(Optional.empty(), narrowed(bags, released.rows(), k), "seed " + seed);
      assertEquals(Optional.empty(), dominated(bags, parts(released)), "seed " + seed);
      merged += released.released() > 0 && released.merged() > 0 ? 1 : 0;
    }
    assertTrue(merged > 300, "too few mergings to prove anything: " + merged);
  }

  /** The same attacker against a merging that counts heads alone. */
  @Test
  void theAttackerDefeatsMergingsThatForgetWhoMakesUpASum() {
    assertTrue(dominates(BrokenMergings::headsAlone) > 100, "heads alone");
    assertTrue(dominates(BrokenMergings::dominatedRowsLeftOut) > 100, "dominated rows left out");
  }

  private static int dominates(Merging merging) {
    int defeats = 0;
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      int k = 2 + random.nextInt(3);
      List<Bag> bags = withAmounts(randomBags(random, 2, k), random);
      defeats += dominated(bags, merging.rows(bags, subsets(2), k)).isPresent() ? 1 : 0;
    }
    return defeats;
  }

  private static Optional<Set<Integer>> dominated(List<Bag> bags, List<Set<Integer>> rows) {
    return new Attacker(bags.stream().map(Bag::people).toList())
        .dominated(rows, bags.stream().map(Bag::amounts).toList());
  }

  private static List<Set<Integer>> parts(Released<Bag> released) {
    return released.rows().stream().map(row -> row.group().parts()).toList();
  }

  private static List<Bag> withAmounts(List<Bag> bags, Random random) {
    List<Bag> with = new ArrayList<>();
    for (Bag bag : bags) {
      Map<Integer, Integer> amounts = new HashMap<>();
      for (int who : bag.people()) {
        amounts.put(who, random.nextInt(4) == 0 ? random.nextInt(30) : random.nextInt(4));
      }
      with.add(new Bag(bag.values(), bag.parts(), bag.people(), amounts));
    }
    return with;
  }

  /** A release that merges rows and rolls them up, each as the groups that are in it. */
  private interface Merging {
    List<Set<Integer>> rows(List<Bag> bags, List<Level> rollups, int k);
  }

  private static int defeats(Merging merging) {
    int defeats = 0;
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      int k = 2 + random.nextInt(3);
      List<Bag> bags = randomBags(random, 2, k);
      List<Set<Integer>> people = bags.stream().map(Bag::people).toList();
      List<Set<Integer>> rows = merging.rows(bags, subsets(2), k);
      defeats += new Attacker(people).narrows(rows, k).isPresent() ? 1 : 0;
    }
    return defeats;
  }

  private static Optional<Set<Integer>> narrowed(List<Bag> bags, List<Row<Bag>> rows, int k) {
    return new Attacker(bags.stream().map(Bag::people).toList())
        .narrows(rows.stream().map(row -> row.group().parts()).toList(), k);
  }

  private static List<Level> prefixes(int dimensions, int... lengths) {
    return Arrays.stream(lengths).mapToObj(length -> Level.first(dimensions, length)).toList();
  }

  /** Every level but the finest. */
  private static List<Level> subsets(int dimensions) {
    return IntStream.range(0, (1 << dimensions) - 1)
        .mapToObj(
            bits ->
                new Level(
                    dimensions,
                    IntStream.range(0, dimensions)
                        .filter(i -> (bits >> i & 1) == 1)
                        .boxed()
                        .toList()))
        .toList();
  }

  @Test
  void theOrderOfGroupsDoesNotMatter() {
    for (long seed = 1; seed <= 500; seed++) {
      Random random = new Random(seed);
      List<Bag> bags = randomBags(random, 2, 4);
      AtLeast<Bag> atLeast = new AtLeast<>(BAGS, 4, 2, subsets(2));
      List<Bag> shuffled = new ArrayList<>(bags);
      java.util.Collections.shuffle(shuffled, random);
      assertEquals(texts(atLeast.release(bags)), texts(atLeast.release(shuffled)), "seed " + seed);
    }
  }

  /** Finest rows part the groups; a rollup row is all finest rows below it; counts add up. */
  private static void checkCounts(
      Released<Bag> released, Collection<Bag> bags, List<Level> rollups, long seed) {
    Set<Integer> seen = new HashSet<>();
    Set<Integer> everything = new HashSet<>();
    Set<List<String>> names = new HashSet<>();
    long alone = 0;
    for (Row<Bag> row : released.rows()) {
      assertTrue(names.add(row.values()), "seed " + seed);
      everything.addAll(row.group().parts());
      if (!row.values().contains(Level.ALL)) {
        for (int part : row.group().parts()) {
          assertTrue(seen.add(part), "seed " + seed);
        }
        alone += row.values().contains(AtLeast.OTHER) ? 0 : 1;
      }
    }
    long finest = released.rows().stream().filter(r -> !r.values().contains(Level.ALL)).count();
    assertEquals(finest, released.released(), "seed " + seed);
    assertEquals(everything, seen, "seed " + seed);
    assertEquals(bags.size(), alone + released.merged() + released.suppressed(), "seed " + seed);
    assertFalse(released.suppressed() > 0 && finest > 0, "seed " + seed);
    for (Level rollup : rollups) {
      long rows =
          released.rows().stream()
              .filter(row -> rollup.holds(row.values()))
              .mapToLong(row -> row.group().parts().size())
              .sum();
      assertEquals(seen.size(), rows, "seed " + seed);
    }
  }

  private static List<Bag> randomBags(Random random, int dimensions, int k) {
    Map<List<String>, Bag> bags = new LinkedHashMap<>();
    int wanted = 1 + random.nextInt(9);
    for (int i = 0; i < wanted; i++) {
      List<String> values = new ArrayList<>();
      for (int d = 0; d < dimensions; d++) {
        values.add("" + (char) ('a' + random.nextInt(3)));
      }
      if (!bags.containsKey(values)) {
        Set<Integer> people = new HashSet<>();
        for (int n = random.nextInt(2 * k + 1); n > 0; n--) {
          people.add(random.nextInt(14));
        }
        bags.put(values, new Bag(values, Set.of(bags.size()), people));
      }
    }
    return List.copyOf(bags.values());
  }

  private Bag bag(int people, String... values) {
    Set<Integer> ids = new HashSet<>();
    for (int i = 0; i < people; i++) {
      ids.add(person++);
    }
    return new Bag(List.of(values), Set.of(next++), ids);
  }

  private static Map<String, Integer> released(int k, List<Level> rollups, Bag... bags) {
    int dimensions = bags[0].values().size();
    return texts(new AtLeast<>(BAGS, k, dimensions, rollups).release(List.of(bags)));
  }

  private static Map<String, Integer> texts(Released<Bag> released) {
    Map<String, Integer> rows = new LinkedHashMap<>();
    released
        .rows()
        .forEach(row -> rows.put(String.join(" ", row.values()), row.group().people().size()));
    return rows;
  }
}
