package dev.throng.transforms.pseudonymize.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PseudonymsTest {
  private static final long JUNE = Instant.parse("2026-06-01T02:23:01Z").toEpochMilli();
  private static final long LATER_IN_JUNE = Instant.parse("2026-06-02T00:00:00Z").toEpochMilli();
  private static final long JULY = Instant.parse("2026-07-01T00:00:00Z").toEpochMilli();
  private static final long MAY = JUNE - 86_400_000L;

  private static final List<Domain> DOMAINS = List.of(Domain.values());

  @TempDir Path folder;
  private FixedKeys keys;

  @BeforeEach
  void keys() throws Exception {
    keys = new FixedKeys(folder, Epoch.MONTH);
    keys.epoch("2026-06", 6).epoch("2026-07", 7).day("2026-06-01", 11).day("2026-06-02", 12);
  }

  /** Computed with hashlib and hmac of Python. */
  @Test
  void knownAnswers() {
    Pseudonyms pseudonyms = Pseudonyms.open(keys.settings);
    assertEquals(
        "2026-06.fo0_z404f1FcMM6tDPGHgQ",
        pseudonyms.epochPseudonym(Domain.DEVICE, "device-1", JUNE));
    assertEquals(
        "d2026-06-01.AEf0lbhmOKmaR0AqGa0ZVQ",
        pseudonyms.dayPseudonym(Domain.COOKIE, "cookie-1", JUNE));
    assertEquals(-6537445149663183635L, pseudonyms.standingHash(Domain.USER, "user-1"));
    assertEquals(
        -6337519691368127404L, pseudonyms.dayStandingHash(Domain.COOKIE, "cookie-1", JUNE));
  }

  /** And what is remembered of one type is not taken for another's. */
  @Test
  void aTypeStandsBeforeTheIdWithAColon() {
    Pseudonyms pseudonyms = Pseudonyms.open(keys.settings);
    for (String id : List.of("a", "b", "a", ":", "é", "x".repeat(1_000))) {
      for (String type : List.of("user", "device", "user")) {
        assertEquals(
            Pseudonyms.open(keys.settings).standingHash(Domain.PERSON, type + ":" + id),
            pseudonyms.standingHash(Domain.PERSON, type, id));
        assertEquals(
            Pseudonyms.open(keys.settings).dayStandingHash(Domain.PERSON, type + ":" + id, JUNE),
            pseudonyms.dayStandingHash(Domain.PERSON, type, id, JUNE));
      }
    }
    for (String none : List.of("", " ", "a\n", "\ud800", "x".repeat(1_001))) {
      assertEquals(Pseudonyms.NOBODY, pseudonyms.standingHash(Domain.PERSON, "user", none));
      assertEquals(
          Pseudonyms.NOBODY, pseudonyms.dayStandingHash(Domain.PERSON, "cookie", none, JUNE));
    }
  }

  @Test
  void asTheOracleWithAnyIdAndWithAnyCache() throws Exception {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    Pseudonyms large = Pseudonyms.open(keys.settings);
    Pseudonyms tiny = Pseudonyms.open(keys.settings, 1);
    for (int i = 0; i < 3_000; i++) {
      String id = id(random);
      Domain domain = DOMAINS.get(random.nextInt(DOMAINS.size()));
      String info = domain.name().toLowerCase(Locale.ROOT);
      boolean june = random.nextBoolean();
      long time = june ? JUNE : JULY;
      String epoch =
          Oracle.pseudonym(june ? "2026-06" : "2026-07", FixedKeys.key(june ? 6 : 7), info, id);
      boolean first = random.nextBoolean();
      String day =
          Oracle.pseudonym(
              first ? "d2026-06-01" : "d2026-06-02", FixedKeys.key(first ? 11 : 12), info, id);
      long dayTime = first ? JUNE : LATER_IN_JUNE;
      long standing = Oracle.hash(FixedKeys.key(2), info, id);
      long dayStanding = Oracle.hash(FixedKeys.key(first ? 11 : 12), info, id);
      for (Pseudonyms pseudonyms : new Pseudonyms[] {large, tiny, large}) {
        String message = "seed " + seed + ", round " + i;
        assertEquals(epoch, pseudonyms.epochPseudonym(domain, id, time), message);
        assertEquals(standing, pseudonyms.standingHash(domain, id), message);
        assertEquals(dayStanding, pseudonyms.dayStandingHash(domain, id, dayTime), message);
        assertEquals(day, pseudonyms.dayPseudonym(domain, id, dayTime), message);
        assertEquals(dayStanding, pseudonyms.dayStandingHash(domain, id, dayTime), message);
      }
    }
  }

  @Test
  void oneIdIsUnlinkableBetweenDomainsAndEpochs() {
    Pseudonyms pseudonyms = Pseudonyms.open(keys.settings);
    Set<String> codes = new HashSet<>();
    Set<Long> hashes = new HashSet<>();
    for (Domain domain : Domain.values()) {
      for (long time : new long[] {JUNE, JULY}) {
        codes.add(code(pseudonyms.epochPseudonym(domain, "same", time)));
      }
      for (long time : new long[] {JUNE, LATER_IN_JUNE}) {
        codes.add(code(pseudonyms.dayPseudonym(domain, "same", time)));
        hashes.add(pseudonyms.dayStandingHash(domain, "same", time));
      }
      hashes.add(pseudonyms.standingHash(domain, "same"));
    }
    assertEquals(4 * Domain.values().length, codes.size());
    assertEquals(3 * Domain.values().length, hashes.size());
    assertEquals(
        pseudonyms.epochPseudonym(Domain.USER, "same", JUNE),
        pseudonyms.epochPseudonym(Domain.USER, "same", LATER_IN_JUNE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u00a0\u2003",
        "a\nb",
        "a\u0000",
        "\u007f",
        "a\u0085b",
        "\u001b[31m",
        "\ud800",
        "a\udc00b",
        "\ud83d\ud83d\ude00",
      })
  void refusesWhatIsNoId(String id) {
    assertRefused(Pseudonyms.open(keys.settings), id);
  }

  @Test
  void refusesNullAndWhatIsTooLong() {
    Pseudonyms pseudonyms = Pseudonyms.open(keys.settings);
    assertRefused(pseudonyms, null);
    assertRefused(pseudonyms, "a".repeat(1_025));
    assertNotNull(pseudonyms.epochPseudonym(Domain.USER, "\uffee".repeat(1_024), JUNE));
    assertNotEquals(
        pseudonyms.epochPseudonym(Domain.USER, "a", JUNE),
        pseudonyms.epochPseudonym(Domain.USER, " a", JUNE));
  }

  @Test
  void destroyedEpochsAndDaysGiveNothing() throws Exception {
    Path keyring = folder.resolve("keys");
    Files.writeString(keyring.resolve("epoch/2026-07.destroyed"), "");
    Files.delete(keyring.resolve("day/2026-06-02.key"));
    Files.writeString(keyring.resolve("day/2026-06-02.destroyed"), "");
    Pseudonyms pseudonyms = Pseudonyms.open(keys.settings);
    assertEquals(EpochState.LIVE, pseudonyms.stateOf(JUNE));
    assertEquals(EpochState.DESTROYED, pseudonyms.stateOf(JULY));
    assertEquals(EpochState.LIVE, pseudonyms.dayStateOf(JUNE));
    assertEquals(EpochState.DESTROYED, pseudonyms.dayStateOf(LATER_IN_JUNE));
    assertNull(pseudonyms.epochPseudonym(Domain.USER, "u", JULY));
    assertNull(pseudonyms.dayPseudonym(Domain.USER, "u", LATER_IN_JUNE));
    assertEquals(Pseudonyms.NOBODY, pseudonyms.dayStandingHash(Domain.USER, "u", LATER_IN_JUNE));
    assertNotNull(pseudonyms.epochPseudonym(Domain.USER, "u", LATER_IN_JUNE));
  }

  @Test
  void aMissingEpochIsAnErrorInOneSentence() {
    Pseudonyms pseudonyms = Pseudonyms.open(keys.settings);
    assertEquals(EpochState.MISSING, pseudonyms.stateOf(MAY));
    assertEquals(EpochState.MISSING, pseudonyms.stateOf(Long.MIN_VALUE));
    assertEquals(EpochState.MISSING, pseudonyms.dayStateOf(Long.MAX_VALUE));
    KeyException fault =
        assertThrows(
            KeyException.class, () -> pseudonyms.epochPseudonym(Domain.USER, "u-marker", MAY));
    assertEquals(
        "there is no key for 2026-05: make the keys of all of 'limits' with 'throng keys create'",
        fault.getMessage());
    assertThrows(KeyException.class, () -> pseudonyms.dayPseudonym(Domain.USER, "u", MAY));
    assertThrows(KeyException.class, () -> pseudonyms.dayStandingHash(Domain.USER, "u", MAY));
  }

  @Test
  void workersNeverCreate() throws Exception {
    Files.delete(folder.resolve("keys/standing/person.key"));
    assertThrows(KeyException.class, () -> Pseudonyms.open(keys.settings));
    assertFalse(Files.exists(folder.resolve("keys/standing/person.key")));
  }

  private static void assertRefused(Pseudonyms pseudonyms, String id) {
    assertNull(pseudonyms.epochPseudonym(Domain.DEVICE, id, JUNE));
    assertNull(pseudonyms.dayPseudonym(Domain.DEVICE, id, JUNE));
    assertEquals(Pseudonyms.NOBODY, pseudonyms.standingHash(Domain.DEVICE, id));
    assertEquals(Pseudonyms.NOBODY, pseudonyms.dayStandingHash(Domain.DEVICE, id, JUNE));
  }

  private static String code(String pseudonym) {
    assertTrue(pseudonym.matches("d?[0-9-]+\\.[A-Za-z0-9_-]{22}"), pseudonym);
    return pseudonym.substring(pseudonym.indexOf('.') + 1);
  }

  /** 1 to 60 code points from every plane; a small share is repeated. */
  private static String id(SplittableRandom random) {
    if (random.nextInt(4) == 0) {
      return "again-" + random.nextInt(10);
    }
    StringBuilder id = new StringBuilder("x");
    int length = random.nextInt(60);
    int[] bounds = {0x7f, 0x800, 0xd800, 0x110000};
    for (int i = 0; i < length; i++) {
      int point = 0x20 + random.nextInt(bounds[random.nextInt(4)] - 0x20);
      boolean allowed =
          !Character.isISOControl(point) && Character.getType(point) != Character.SURROGATE;
      id.appendCodePoint(allowed ? point : 'y');
    }
    return id.toString();
  }
}
