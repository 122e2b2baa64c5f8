package dev.throng.transforms.pseudonymize.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EpochTest {
  private static final Map<Epoch, DateTimeFormatter> ORACLE =
      Map.of(
          Epoch.DAY, DateTimeFormatter.ofPattern("uuuu-MM-dd", Locale.GERMANY),
          Epoch.WEEK, DateTimeFormatter.ofPattern("YYYY-'W'ww", Locale.GERMANY),
          Epoch.MONTH, DateTimeFormatter.ofPattern("uuuu-MM", Locale.GERMANY));

  @ParameterizedTest
  @CsvSource({
    "2026-06-01T02:23:01Z, 2026-06-01, 2026-W23, 2026-06",
    "1970-01-01T00:00:00Z, 1970-01-01, 1970-W01, 1970-01",
    "1969-12-31T23:59:59.999Z, 1969-12-31, 1970-W01, 1969-12",
    "1970-01-04T23:59:59.999Z, 1970-01-04, 1970-W01, 1970-01",
    "1970-01-05T00:00:00Z, 1970-01-05, 1970-W02, 1970-01",
    "2015-12-31T12:00:00Z, 2015-12-31, 2015-W53, 2015-12",
    "2016-01-03T23:59:59.999Z, 2016-01-03, 2015-W53, 2016-01",
    "2016-01-04T00:00:00Z, 2016-01-04, 2016-W01, 2016-01",
    "2018-12-31T00:00:00Z, 2018-12-31, 2019-W01, 2018-12",
    "2021-01-03T23:59:59.999Z, 2021-01-03, 2020-W53, 2021-01",
    "2024-02-29T23:59:59.999Z, 2024-02-29, 2024-W09, 2024-02",
    "2024-12-30T00:00:00Z, 2024-12-30, 2025-W01, 2024-12",
    "2027-01-01T00:00:00Z, 2027-01-01, 2026-W53, 2027-01",
  })
  void namesAtTheEdgesOfYearsAndWeeks(Instant time, String day, String week, String month) {
    assertEquals(day, Epoch.DAY.name(time));
    assertEquals(week, Epoch.WEEK.name(time));
    assertEquals(month, Epoch.MONTH.name(time));
    for (Epoch epoch : Epoch.values()) {
      String name = epoch.name(time);
      assertEquals(Optional.of(epoch), Epoch.ofName(name));
      // The period of a name begins on its first day, and not a day earlier.
      long first = Epoch.firstDayOf(name).orElseThrow();
      assertEquals(name, epoch.nameOfDay(first));
      assertNotEquals(name, epoch.nameOfDay(first - 1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2026", "2026-13", "2026-W54", "2026-02-30", "2026-6", "x"})
  void whatIsNoNameHasNoFirstDay(String name) {
    assertEquals(Optional.empty(), Epoch.firstDayOf(name));
  }

  @Test
  void namesAreThoseOfTheFormatterFrom1970To2100() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    long until = Instant.parse("2101-01-01T00:00:00Z").toEpochMilli();
    for (int i = 0; i < 50_000; i++) {
      long time = random.nextLong(until);
      if (i % 3 == 0) {
        // The last millisecond of a day, or the first of the next.
        time = time / 86_400_000L * 86_400_000L - i % 2;
      }
      for (Epoch epoch : Epoch.values()) {
        String expected =
            ORACLE.get(epoch).format(Instant.ofEpochMilli(time).atOffset(ZoneOffset.UTC));
        assertEquals(expected, epoch.name(time), "seed " + seed + ", time " + time);
      }
    }
  }

  @Test
  void everyDayLiesInExactlyOneEpoch() {
    for (Epoch epoch : Epoch.values()) {
      long first = epoch.firstDay(-800);
      while (first < 40_000) {
        long after = epoch.dayAfter(first);
        assertTrue(after > first);
        for (long day = first; day < after; day++) {
          assertEquals(first, epoch.firstDay(day), epoch + " " + day);
          assertEquals(epoch.nameOfDay(first), epoch.nameOfDay(day), epoch + " " + day);
        }
        assertEquals(after, epoch.firstDay(after));
        first = after;
      }
    }
  }
}
