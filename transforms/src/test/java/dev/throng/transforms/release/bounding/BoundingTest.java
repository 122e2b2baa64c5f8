package dev.throng.transforms.release.bounding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.transforms.release.lattice.Level;
import dev.throng.transforms.release.mechanisms.ReleaseKey;
import java.math.BigInteger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BoundingTest {
  private static final List<Bounds> REPORTS =
      List.of(
          People.bounds("deep", 3, Set.of(Level.first(3, 0), Level.first(3, 1)), 2),
          People.bounds(
              "wide", 3, Set.of(new Level(3, List.of(1)), new Level(3, List.of(0, 2))), 3),
          People.recent(People.bounds("last", 2, Set.of(Level.first(2, 1)), 3)),
          People.bounds("flat", 1, Set.of(), 1),
          People.bounds("one", 0, Set.of(), 4),
          new Bounds(
              "people",
              "d",
              Duration.ofHours(1),
              2,
              Set.of(Level.first(2, 1)),
              List.of(),
              3,
              Set.of()));

  /** Against maps and lists, over workers, buckets, small memories and orders. */
  @Test
  void isWhatTheRuleSays() {
    for (long seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      List<People.Event> events = People.random(random, REPORTS, random.nextInt(120));
      Map<String, BoundedGroup> expected = People.slowly(REPORTS, events);
      Collections.shuffle(events, random);
      Map<String, BoundedGroup> actual =
          People.bounded(
              REPORTS,
              events,
              1 + random.nextInt(3),
              1 + random.nextInt(4),
              1 + random.nextInt(20),
              random);
      assertEquals(expected, actual, "seed " + seed);
    }
  }

  /**
   * What privacy rests on: one person taken away changes the numbers of a level by no more than the
   * report says, in all and in how many groups.
   */
  @Test
  void onePersonChangesNoMoreThanTheReportSays() {
    long most = 0;
    for (long seed = 1; seed <= 200; seed++) {
      Random random = new Random(seed);
      List<People.Event> events = People.random(random, REPORTS, 150);
      long person = random.nextInt(8);
      List<People.Event> without = events.stream().filter(event -> event.unit() != person).toList();
      Map<String, BoundedGroup> with = People.bounded(REPORTS, events, 2, 2, 50, random);
      Map<String, BoundedGroup> less = People.bounded(REPORTS, without, 2, 2, 50, random);
      for (Bounds bounds : REPORTS) {
        List<Level> levels = new ArrayList<>(bounds.rollups());
        levels.add(Level.finest(bounds.dimensions()));
        for (Level level : levels) {
          for (long window : List.of(0L, 86_400_000L)) {
            most = Math.max(most, changes(bounds, level, window, with, less, "seed " + seed));
          }
        }
      }
    }
    assertEquals(3, most, "someone should be in as many groups as they may be");
  }

  /** Checks the changes of one level; returns in how many groups people differ. */
  private static long changes(
      Bounds bounds,
      Level level,
      long window,
      Map<String, BoundedGroup> with,
      Map<String, BoundedGroup> less,
      String message) {
    long groups = 0;
    List<BigInteger> sums =
        new ArrayList<>(Collections.nCopies(bounds.quantities().size(), BigInteger.ZERO));
    for (Map.Entry<String, BoundedGroup> entry : with.entrySet()) {
      BoundedGroup group = entry.getValue();
      if (!group.report().equals(bounds.report())
          || group.windowStart() != window
          || !level.holds(group.group())) {
        continue;
      }
      BoundedGroup other = less.get(entry.getKey());
      long people = group.people() - (other == null ? 0 : other.people());
      assertTrue(people == 0 || people == 1, message);
      groups += people;
      for (int i = 0; i < sums.size(); i++) {
        BigInteger change = group.totals().get(i);
        change = other == null ? change : change.subtract(other.totals().get(i));
        sums.set(i, sums.get(i).add(change.abs()));
        assertTrue(people == 1 || change.signum() == 0, message);
      }
    }
    assertTrue(groups <= bounds.groupsAt(level), message);
    for (int i = 0; i < sums.size(); i++) {
      long bound = bounds.finestGroups() * bounds.quantities().get(i).bound();
      assertTrue(sums.get(i).compareTo(BigInteger.valueOf(bound)) <= 0, message);
    }
    return groups;
  }

  /** By hand: five events count as three, an amount of 9 as 2, and both rollups count them once. */
  @Test
  void totalsWithinAGroupAreClamped() {
    List<Bounds> reports =
        List.of(People.bounds("r", 2, Set.of(Level.first(2, 0), Level.first(2, 1)), 2));
    List<People.Event> events = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      events.add(new People.Event(0, 0, 7, List.of("a", "x"), List.of(1L, 18_000L)));
    }
    events.add(new People.Event(0, 0, 7, List.of("a", "y"), List.of(1L, -900_000L)));
    Map<String, BoundedGroup> groups = People.bounded(reports, events, 1, 1, 100, new Random(1));
    assertEquals(
        Map.of(
            "r 0 [a, x]", group(List.of("a", "x"), 1, 3, 20_000),
            "r 0 [a, y]", group(List.of("a", "y"), 1, 1, -50),
            "r 0 [a, (all)]", group(List.of("a", "(all)"), 1, 4, 19_950),
            "r 0 [(all), (all)]", group(List.of("(all)", "(all)"), 1, 4, 19_950)),
        groups);
  }

  private static BoundedGroup group(List<String> values, long people, long... totals) {
    return new BoundedGroup(
        "r", 0, values, people, Arrays.stream(totals).mapToObj(BigInteger::valueOf).toList());
  }

  /** By hand: of three products the two that were looked at last, whoever else did what. */
  @Test
  void theMostRecentGroupsStand() {
    List<Bounds> reports = List.of(People.recent(People.bounds("r", 1, Set.of(), 2)));
    List<People.Event> events = new ArrayList<>();
    events.add(viewed(7, "a", 10));
    events.add(viewed(7, "b", 20));
    events.add(viewed(7, "c", 15));
    events.add(viewed(7, "c", 5));
    events.add(viewed(7, "a", 30));
    Map<String, BoundedGroup> groups = People.bounded(reports, events, 2, 2, 2, new Random(1));
    assertEquals(
        Map.of("r 0 [a]", group(List.of("a"), 1, 2, 0), "r 0 [b]", group(List.of("b"), 1, 1, 0)),
        groups);
  }

  private static People.Event viewed(long person, String product, long time) {
    return new People.Event(0, 0, person, List.of(product), List.of(1L, 0L, time));
  }

  /** Rows that do not fit into 64 bits go apart, and are added up behind the shuffle. */
  @Test
  void amountsBeyondAllBoundsDoNotOverflow() {
    List<Bounds> reports = List.of(People.bounds("r", 0, Set.of(), 1));
    List<People.Event> events = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      events.add(new People.Event(0, 0, 7, List.of(), List.of(1L, Long.MAX_VALUE)));
    }
    for (int i = 0; i < 9; i++) {
      events.add(new People.Event(0, 0, 7, List.of(), List.of(0L, -Long.MAX_VALUE)));
    }
    for (int i = 0; i < 2; i++) {
      events.add(new People.Event(0, 0, 8, List.of(), List.of(1L, Long.MIN_VALUE)));
    }
    assertEquals(
        Map.of("r 0 []", group(List.of(), 2, 5, 19_950)),
        People.bounded(reports, events, 2, 3, 2, new Random(1)));
  }

  /** A person's unlisted groups take no place among their listed ones. */
  @Test
  void onlyListedGroupsCountWhereGroupsAreListed() {
    Bounds bounds =
        new Bounds(
            "r",
            "d",
            Duration.ofDays(1),
            1,
            Set.of(Level.first(1, 0)),
            List.of(Quantity.count("events", 10)),
            1,
            Set.of(List.of("a"), List.of("b")));
    List<People.Event> events = new ArrayList<>();
    for (char value = 'a'; value <= 'z'; value++) {
      events.add(new People.Event(0, 0, 7, List.of("" + value), List.of(1L)));
    }
    Map<String, BoundedGroup> groups =
        People.bounded(List.of(bounds), events, 1, 1, 100, new Random(1));
    assertEquals(2, groups.size());
    assertEquals(group(List.of("(all)"), 1, 1), groups.get("r 0 [(all)]"));
    assertEquals(1, bounds.finestGroups());
    assertEquals(1, bounds.groupsAt(Level.first(1, 0)));
  }

  @Test
  void fewerListedGroupsThanAPersonMayBeInAreTheBound() {
    Bounds bounds =
        new Bounds(
            "r",
            "d",
            Duration.ofDays(1),
            2,
            Set.of(Level.first(2, 1)),
            List.of(),
            10,
            Set.of(List.of("a", "x"), List.of("a", "y"), List.of("b", "x")));
    assertEquals(3, bounds.finestGroups());
    assertEquals(2, bounds.groupsAt(Level.first(2, 1)));
    assertEquals(
        Set.of(List.of("a", "(all)"), List.of("b", "(all)")), bounds.listedAt(Level.first(2, 1)));
  }

  @Test
  void damagedAndForeignBlocksAreRefused() {
    List<byte[]> blocks = new ArrayList<>();
    PersonRows rows = new PersonRows(REPORTS, 1, (bucket, block) -> blocks.add(block));
    rows.add(0, 0, 7, new String[] {"a", "b", "c"}, new long[] {1, 2});
    rows.flush();
    byte[] block = blocks.get(0);
    ReleaseKey key = new ReleaseKey(People.KEY);
    Bounding bounding = new Bounding(REPORTS, window -> key, group -> {});
    bounding.count(blocks);
    for (int length = 0; length < block.length; length++) {
      if (length != 5) { // five bytes are an empty block
        byte[] cut = Arrays.copyOf(block, length);
        assertThrows(IllegalStateException.class, () -> bounding.count(List.of(cut)));
      }
    }
    byte[] version = block.clone();
    version[0]++;
    assertThrows(IllegalStateException.class, () -> bounding.count(List.of(version)));
    Bounding other = new Bounding(REPORTS.subList(0, 1), window -> key, group -> {});
    assertThrows(IllegalStateException.class, () -> other.count(blocks));
  }

  /** Wherever a byte of a block is turned, the reader stops or reads rows; nothing else. */
  @Test
  void noByteOfABlockBreaksTheReader() {
    List<byte[]> blocks = new ArrayList<>();
    PersonRows rows = new PersonRows(REPORTS, 1, (bucket, block) -> blocks.add(block));
    for (int i = 0; i < 5; i++) {
      rows.add(0, i, i, new String[] {"a", "b", "c" + i}, new long[] {1, 2});
    }
    rows.flush();
    ReleaseKey key = new ReleaseKey(People.KEY);
    Map<String, Integer> ends = new HashMap<>();
    for (int at = 0; at < blocks.get(0).length; at++) {
      for (int bit = 0; bit < 8; bit++) {
        byte[] turned = blocks.get(0).clone();
        turned[at] ^= (byte) (1 << bit);
        try {
          new Bounding(REPORTS, window -> key, group -> {}).count(List.of(turned));
          ends.merge("read", 1, Integer::sum);
        } catch (IllegalStateException e) {
          ends.merge("refused", 1, Integer::sum);
        }
      }
    }
    assertTrue(ends.get("read") > 0 && ends.get("refused") > 0, ends::toString);
  }

  @Test
  void groupsTravelAsAggregates() {
    Bounds bounds = REPORTS.get(0);
    BoundedGroup group =
        new BoundedGroup(
            "deep",
            86_400_000,
            List.of("a", "b", "c"),
            12,
            List.of(BigInteger.valueOf(-3), BigInteger.ONE.shiftLeft(90)));
    assertEquals(group, BoundedGroup.of(group.aggregate(bounds)));
    assertEquals(172_800_000, group.aggregate(bounds).getWindowEnd());
    assertEquals(24, group.plus(group).people());
    assertThrows(
        IllegalStateException.class,
        () -> {
          var aggregate = group.aggregate(bounds);
          aggregate.setPopulation(java.nio.ByteBuffer.allocate(9));
          BoundedGroup.of(aggregate);
        });
  }

  @Test
  void nonsenseIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Quantity("people", 0, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Quantity("x", 0, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> new Quantity("x", 2, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Quantity("x", Long.MIN_VALUE, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Quantity("x", 0, 1, 5));
    assertThrows(
        IllegalArgumentException.class, () -> People.bounds("r", 1, Set.of(Level.finest(1)), 1));
    assertThrows(IllegalArgumentException.class, () -> People.bounds("r", 1, Set.of(), 0));
    assertThrows(
        IllegalArgumentException.class, () -> new PersonRows(REPORTS, 0, (bucket, block) -> {}));
  }
}
