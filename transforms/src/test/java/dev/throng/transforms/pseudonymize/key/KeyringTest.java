package dev.throng.transforms.pseudonymize.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyringTest {
  private static final Instant FROM = Instant.parse("2026-05-31T23:59:59.999Z");
  private static final Instant UNTIL = Instant.parse("2026-06-02T00:00:00Z");

  @TempDir Path folder;
  private Path keys;
  private KeySettings settings;
  private Keyring keyring;

  @BeforeEach
  void keyring() {
    keys = folder.resolve("keys");
    settings =
        new KeySettings(
            keys.toString(), MasterReference.parse("file:" + folder.resolve("m")), Epoch.MONTH);
    keyring = Keyring.of(settings);
    assertTrue(keyring.createMaster());
  }

  /** Others must not even see what keys there are; a group is its owner's affair. */
  @Test
  void aKeyringThatIsOpenToAllIsRefused() throws Exception {
    keyring.create(FROM, UNTIL);
    assertEquals("rwx------", mode(keys));
    for (String mode : List.of("rwx---r--", "rwx----w-", "rwx-----x", "rwxr-xr-x")) {
      Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString(mode));
      KeyException refused =
          assertThrows(KeyException.class, () -> Pseudonyms.open(settings), mode);
      assertTrue(String.valueOf(refused.getMessage()).contains("0700"), refused::getMessage);
    }
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwxrwx---"));
    Pseudonyms.open(settings);
  }

  @Test
  void makesWhatTheRangeTouchesOnceOnly() throws Exception {
    assertEquals(List.of(), keyring.list());
    assertEquals(7, keyring.create(FROM, UNTIL));
    assertEquals(
        List.of(
            "standing/join",
            "standing/person",
            "epoch/2026-05",
            "epoch/2026-06",
            "day/2026-05-31",
            "day/2026-06-01",
            "day/2026-06-02"),
        keyring.list().stream().map(KeyRecord::name).toList());
    List<KeyRecord> before = keyring.list();
    assertEquals(0, keyring.create(FROM, UNTIL));
    assertEquals(0, Keyring.of(settings).create(FROM, FROM));
    assertEquals(2, keyring.create(FROM, Instant.parse("2026-06-04T00:00:00Z")));
    assertTrue(keyring.list().containsAll(before));
    assertEquals(7, before.stream().map(KeyRecord::keyId).distinct().count());
    assertEquals("rw-------", mode(keys.resolve("day/2026-06-01.key")));
    assertEquals("rwx------", mode(keys.resolve("day")));
    try (var files = Files.walk(keys)) {
      assertFalse(files.anyMatch(file -> file.toString().endsWith(".tmp")));
    }
  }

  @ParameterizedTest
  @EnumSource(Epoch.class)
  void makesEpochsOfEveryLength(Epoch epoch) {
    KeySettings other = new KeySettings(settings.keyring(), settings.master(), epoch);
    Keyring.of(other).create(FROM, UNTIL);
    Pseudonyms pseudonyms = Pseudonyms.open(other);
    for (Instant time : List.of(FROM, UNTIL)) {
      assertEquals(EpochState.LIVE, pseudonyms.stateOf(time.toEpochMilli()));
      assertEquals(EpochState.LIVE, pseudonyms.dayStateOf(time.toEpochMilli()));
      assertEquals(epoch.name(time), pseudonyms.epochName(time.toEpochMilli()));
    }
  }

  @Test
  void neverMakesADestroyedKeyAgain() throws Exception {
    keyring.create(FROM, UNTIL);
    Files.delete(keys.resolve("epoch/2026-05.key"));
    Files.writeString(keys.resolve("epoch/2026-05.destroyed"), "");
    Files.writeString(keys.resolve("day/2026-06-01.destroyed"), "");
    assertEquals(0, keyring.create(FROM, UNTIL));
    assertFalse(Files.exists(keys.resolve("epoch/2026-05.key")));
    for (String name : List.of("epoch/2026-05", "day/2026-06-01")) {
      KeyRecord record =
          keyring.list().stream().filter(one -> one.name().equals(name)).findFirst().orElseThrow();
      assertEquals(EpochState.DESTROYED, record.state());
      assertEquals(Optional.empty(), record.keyId());
    }
    assertEquals(EpochState.DESTROYED, Pseudonyms.open(settings).stateOf(FROM.toEpochMilli()));
  }

  @Test
  void refusesSwappedFiles() throws Exception {
    keyring.create(FROM, UNTIL);
    Path first = keys.resolve("day/2026-06-01.key");
    Path second = keys.resolve("day/2026-06-02.key");
    String original = Files.readString(first);
    Files.copy(second, first, StandardCopyOption.REPLACE_EXISTING);
    assertRefused("day/2026-06-01", "is damaged or is another key's");
    // Renamed inside, too: then the encryption tells.
    Files.writeString(first, Files.readString(second).replace("2026-06-02", "2026-06-01"));
    assertRefused("day/2026-06-01", "does not open");
    Files.writeString(first, original.replaceFirst("created\":\"20", "created\":\"19"));
    assertRefused("day/2026-06-01", "does not open");
    Files.writeString(first, original);
    assertEquals(0, keyring.create(FROM, UNTIL));
  }

  @Test
  void refusesTornAndCorruptedFiles() throws Exception {
    keyring.create(FROM, UNTIL);
    Path file = keys.resolve("epoch/2026-06.key");
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused("epoch/2026-06", "is damaged");
    }
    Files.writeString(file, new String(whole, StandardCharsets.UTF_8) + "{}");
    assertRefused("epoch/2026-06", "is damaged");
    Files.write(file, new byte[70_000]);
    assertRefused("epoch/2026-06", "is damaged");
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      byte[] changed = whole.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);
      assertThrows(KeyException.class, () -> keyring.create(FROM, UNTIL), "seed " + seed);
    }
  }

  @Test
  void underAnotherMasterKeyNothingIsMade() throws Exception {
    keyring.create(FROM, FROM);
    KeySettings other =
        new KeySettings(
            settings.keyring(), MasterReference.parse("file:" + folder.resolve("n")), Epoch.MONTH);
    KeyException refused = assertThrows(KeyException.class, () -> Keyring.of(other).createMaster());
    assertTrue(refused.getMessage().contains("is missing: restore it"), refused.getMessage());
    assertTrue(Master.create(other.master()));
    int before = keyring.list().size();
    KeyException fault =
        assertThrows(KeyException.class, () -> Keyring.of(other).create(FROM, UNTIL));
    assertTrue(fault.getMessage().startsWith("the key standing/join does not open"));
    assertThrows(KeyException.class, () -> Pseudonyms.open(other));
    assertEquals(before, keyring.list().size());
  }

  @Test
  void refusesRangesThatCannotBeMeant() {
    assertThrows(KeyException.class, () -> keyring.create(UNTIL, UNTIL.minusSeconds(86_400)));
    assertThrows(KeyException.class, () -> keyring.create(Instant.EPOCH, Instant.MAX));
    assertEquals(List.of(), keyring.list());
  }

  @Test
  void elevenYearsOfDays() {
    assertEquals(
        2 + 132 + 4018,
        keyring.create(
            Instant.parse("2015-01-01T00:00:00Z"), Instant.parse("2025-12-31T23:59:59Z")));
    assertEquals(2 + 132 + 4018, keyring.list().size());
  }

  @Test
  void keysAreRandom() throws Exception {
    keyring.create(FROM, UNTIL);
    KeySettings other =
        new KeySettings(folder.resolve("other").toString(), settings.master(), Epoch.MONTH);
    Keyring.of(other).create(FROM, UNTIL);
    long time = FROM.toEpochMilli();
    assertNotEquals(
        Pseudonyms.open(settings).epochPseudonym(Domain.USER, "u", time),
        Pseudonyms.open(other).epochPseudonym(Domain.USER, "u", time));
  }

  private void assertRefused(String name, String why) {
    String secret = "keyset";
    for (KeyException fault :
        List.of(
            assertThrows(KeyException.class, () -> keyring.create(FROM, UNTIL)),
            assertThrows(
                KeyException.class,
                () -> {
                  Pseudonyms opened = Pseudonyms.open(settings);
                  opened.stateOf(UNTIL.toEpochMilli());
                  opened.dayStateOf(Instant.parse("2026-06-01T00:00:00Z").toEpochMilli());
                }))) {
      String message = fault.getMessage();
      assertTrue(message.contains(name) && message.contains(why), message);
      assertTrue(message.length() < 200 && !message.contains(secret), message);
      assertEquals(null, fault.getCause());
    }
  }

  static String mode(Path file) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
