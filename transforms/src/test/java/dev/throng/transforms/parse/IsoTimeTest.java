package dev.throng.transforms.parse;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against java.time. */
class IsoTimeTest {

  private static final long LATEST = Instant.parse("9999-12-31T00:00:00Z").toEpochMilli();

  private static long read(String text) {
    byte[] bytes = (">>" + text + "<").getBytes(StandardCharsets.ISO_8859_1);
    return IsoTime.millis(bytes, 2, bytes.length - 1);
  }

  private static long oracle(String text) {
    try {
      OffsetDateTime time = OffsetDateTime.parse(text, DateTimeFormatter.ISO_OFFSET_DATE_TIME);
      long millis = time.toInstant().toEpochMilli();
      return time.getYear() < 1970 || time.getYear() > 9999 || millis < 0 ? -1 : millis;
    } catch (DateTimeException e) {
      return -1;
    }
  }

  @Test
  void anyInstantInAnyForm() {
    long seed = 1970;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 50_000; i++) {
      OffsetDateTime time =
          Instant.ofEpochMilli((long) (random.nextDouble() * LATEST))
              .plusNanos(random.nextInt(1_000_000))
              .atOffset(ZoneOffset.ofTotalSeconds(60 * (random.nextInt(2161) - 1080)));
      String date = DateTimeFormatter.ISO_LOCAL_DATE.format(time);
      String minutes = DateTimeFormatter.ofPattern("'T'HH:mm").format(time);
      String seconds = DateTimeFormatter.ofPattern(":ss").format(time);
      int digits = random.nextInt(10);
      String fraction =
          digits == 0 ? "" : "." + "%09d".formatted(time.getNano()).substring(0, digits);
      String offset = random.nextBoolean() ? time.getOffset().toString() : "Z";
      String text = date + minutes + (random.nextInt(5) == 0 ? "" : seconds + fraction) + offset;
      assertEquals(oracle(text), read(text), text);
    }
  }

  @Test
  void anyTextThatIsNearlyOne() {
    long seed = 2026;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    String letters = "0123456789:-+.TtZz 69";
    for (int i = 0; i < 100_000; i++) {
      StringBuilder text =
          new StringBuilder(
              random.nextBoolean() ? "2026-06-01T02:23:01.625Z" : "2024-02-29T23:59:59+12:34");
      for (int change = random.nextInt(4); change > 0; change--) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
          case 0 -> text.deleteCharAt(at);
          case 1 -> text.insert(at, letters.charAt(random.nextInt(letters.length())));
          default -> text.setCharAt(at, letters.charAt(random.nextInt(letters.length())));
        }
      }
      String is = text.toString();
      if (is.matches(".*\\.[+-Zz].*") || is.matches(".*[+-]\\d\\d(\\d\\d|:\\d\\d:\\d\\d)?")) {
        continue; // java.time takes a point without digits, and offsets with seconds; neither +hhmm
        // nor +hh
      }
      assertEquals(oracle(is), read(is), is);
    }
  }

  @Test
  void everyDay() {
    for (LocalDate day = LocalDate.of(1970, 1, 1);
        day.getYear() <= 9999;
        day = day.plusDays(day.getYear() < 2110 ? 1 : 9)) {
      assertEquals(
          day.toEpochDay(),
          IsoTime.epochDay(day.getYear(), day.getMonthValue(), day.getDayOfMonth()));
      assertEquals(day.lengthOfMonth(), IsoTime.daysOf(day.getYear(), day.getMonthValue()));
    }
  }

  @Test
  void whereTheFormsDiffer() {
    assertEquals(0, read("1970-01-01T01:00+01"));
    assertEquals(0, read("1970-01-01T01:30:00.0+0130"));
    assertEquals(-1, read("1970-01-01T01:30:00.+01:30"));
    assertEquals(-1, read("2026-06-01T02:23:01.Z"));
    assertEquals(-1, read("2026-06-01T02:23:01+01:00:00"));
    assertEquals(-1, read("2026-06-01T02:23:01+18:01"));
    assertEquals(-1, read("2026-06-01T02:23:01.1234567890Z"));
    assertEquals(-1, read("2026-06-01 02:23:01Z"));
  }
}
