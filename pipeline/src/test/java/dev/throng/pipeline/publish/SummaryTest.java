package dev.throng.pipeline.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static final String HOME = "mem://bucket/home";
  private static final String FILE = HOME + "/.throng-run/summary-x";
  private static final Staging STAGING = new Staging("run");

  @BeforeEach
  void emptyStore() {
    MemoryStore.register();
  }

  @Test
  void givesBackWhatWasWritten() throws IOException {
    Summary summary = summary("a");
    summary.write(STAGING, HOME, "x");
    assertEquals(Optional.of(summary), Summary.read(STAGING, HOME));
    assertEquals(12, summary.counts().read());
    assertEquals(Map.of("no_consent", 4L), summary.counts().dropped());
    assertEquals(2, summary.counts().allRejected());
  }

  @Test
  void withoutOneThereIsNone() throws IOException {
    assertEquals(Optional.empty(), Summary.read(STAGING, HOME));
    summary("a").write(new Staging("another"), HOME, "x");
    assertEquals(Optional.empty(), Summary.read(STAGING, HOME));
  }

  @Test
  void oneThatIsCutShortAnywhereIsNone() throws IOException {
    summary("a").write(STAGING, HOME, "x");
    byte[] whole = MemoryStore.objects().get(FILE);
    for (int length = 0; length < whole.length; length++) {
      MemoryStore.objects().put(FILE, Arrays.copyOf(whole, length));
      assertEquals(Optional.empty(), Summary.read(STAGING, HOME), "length " + length);
    }
  }

  @Test
  void oneWithAnyOtherByteIsNone() throws IOException {
    summary("a").write(STAGING, HOME, "x");
    byte[] whole = MemoryStore.objects().get(FILE);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 1;
      MemoryStore.objects().put(FILE, changed);
      assertEquals(Optional.empty(), Summary.read(STAGING, HOME), "byte " + at);
    }
  }

  @Test
  void anAttemptThatIsCutShortDoesNotHideAWholeOne() throws IOException {
    summary("a").write(STAGING, HOME, "x");
    byte[] half = Arrays.copyOf(MemoryStore.objects().get(FILE), 100);
    for (String attempt : List.of("w", "y")) {
      MemoryStore.objects().put(HOME + "/.throng-run/summary-" + attempt, half);
    }
    assertEquals(Optional.of(summary("a")), Summary.read(STAGING, HOME));
  }

  @Test
  void whatCannotBeReadIsNotQuoted() {
    String json = "{\"secret\": 1}";
    String digest = EventFilesTest.sha256(json.getBytes(StandardCharsets.UTF_8));
    MemoryStore.objects().put(FILE, (json + "\n" + digest).getBytes(StandardCharsets.UTF_8));
    IOException failed = assertThrows(IOException.class, () -> Summary.read(STAGING, HOME));
    assertFalse(failed.getMessage().contains("secret"));
    assertNull(failed.getCause());
  }

  @Test
  void nothingIsSummedUpTwice() {
    SplitSummary split = split(0, "a");
    ReportSummary report = ReportSummary.ofInternal("r", 0, 1, 0, 0, new ArrayList<>());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Summary(
                new ArrayList<>(List.of(split, split(0, "b"))),
                new ArrayList<>(),
                LedgerCounts.NONE));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Summary(
                new ArrayList<>(), new ArrayList<>(List.of(report, report)), LedgerCounts.NONE));
  }

  @Test
  void oneAttemptASplitCountsWhateverTheOrder() {
    List<SplitSummary> attempts = List.of(split(0, "b"), split(0, "a"), split(0, "c"));
    for (List<SplitSummary> order :
        List.of(attempts, List.of(attempts.get(1), attempts.get(2), attempts.get(0)))) {
      assertEquals("a", SplitSummary.only(order).attempt());
    }
    assertThrows(IllegalArgumentException.class, () -> SplitSummary.only(List.of()));
    assertThrows(
        IllegalArgumentException.class,
        () -> SplitSummary.only(List.of(split(0, "a"), split(1, "b"))));
  }

  @Test
  void countsAddUpOrAreNone() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Counts(
                2, 2, new TreeMap<>(Map.of("no_consent", 1L)), new TreeMap<>(), new TreeMap<>()));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new Counts(2, 0, new TreeMap<>(), new TreeMap<>(Map.of("empty", 1L)), new TreeMap<>()));
    assertEquals(
        new Counts(
            6,
            2,
            new TreeMap<>(Map.of("no_consent", 3L)),
            new TreeMap<>(Map.of("empty", 1L)),
            new TreeMap<>(Map.of("malformed_gpp", 9L, "malformed_tcf", 1L))),
        new Counts(
                3,
                1,
                new TreeMap<>(Map.of("no_consent", 2L)),
                new TreeMap<>(),
                new TreeMap<>(Map.of("malformed_gpp", 4L)))
            .plus(
                new Counts(
                    3,
                    1,
                    new TreeMap<>(Map.of("no_consent", 1L)),
                    new TreeMap<>(Map.of("empty", 1L)),
                    new TreeMap<>(Map.of("malformed_gpp", 5L, "malformed_tcf", 1L)))));
  }

  private static Summary summary(String attempt) {
    WrittenFile file = new WrittenFile("mem://bucket/t", "s\"é", "r/1970-01-01.csv", 1, 2, "ff");
    return new Summary(
        new ArrayList<>(List.of(split(1000, attempt), split(0, attempt))),
        new ArrayList<>(
            List.of(ReportSummary.ofInternal("r", -5, 1, 2, 3, new ArrayList<>(List.of(file))))),
        LedgerCounts.NONE);
  }

  private static SplitSummary split(long start, String attempt) {
    WrittenFile file = new WrittenFile("mem://bucket/e", "s", "date=2026-06-01/a", 3, 4, "00");
    return new SplitSummary(
        new SplitName("00000000000000aa", start),
        attempt,
        new Counts(
            6,
            3,
            new TreeMap<>(Map.of("no_consent", 2L)),
            new TreeMap<>(Map.of("empty", 1L)),
            new TreeMap<>(Map.of("malformed_google", 2L))),
        new ArrayList<>(List.of(file)),
        new ArrayList<>());
  }
}
