package dev.throng.transforms.pseudonymize.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.JoinKey;
import dev.throng.transforms.step.IdType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys end for good, and get a new master key without anybody noticing. */
class KeyLifeTest {
  private static final Instant FROM = Instant.parse("2026-05-30T00:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-06-03T00:00:00Z");
  private static final long JUNE_1 = LocalDate.parse("2026-06-01").toEpochDay();
  private static final long JUNE_1_MILLIS = JUNE_1 * 86_400_000L;
  private static final long NEVER = LocalDate.parse("2099-01-01").toEpochDay();

  @TempDir Path folder;
  private KeySettings settings;
  private Keyring keyring;

  @BeforeEach
  void keyring() {
    settings = settings("m");
    keyring = Keyring.of(settings);
    keyring.createMaster();
    keyring.create(FROM, UNTIL);
  }

  private KeySettings settings(String master) {
    return new KeySettings(
        folder.resolve("keys").toString(),
        MasterReference.parse("file:" + folder.resolve(master)),
        Epoch.MONTH);
  }

  private String anna() {
    String made = Pseudonyms.open(settings).epochPseudonym(Domain.USER, "anna", JUNE_1_MILLIS);
    return String.valueOf(made);
  }

  @Test
  void aDestroyedKeyIsGoneAndNamed() throws Exception {
    KeyRecord before =
        keyring.list().stream()
            .filter(one -> one.name().equals("epoch/2026-06"))
            .findFirst()
            .orElseThrow();
    KeyRecord receipt = keyring.destroy("epoch/2026-06", "expired", UNTIL);
    assertEquals(EpochState.DESTROYED, receipt.state());
    assertEquals(before.keyId(), receipt.keyId());
    assertEquals(before.created(), receipt.created());
    assertTrue(keyring.list().contains(receipt));
    assertFalse(Files.exists(folder.resolve("keys/epoch/2026-06.key")));
    String tombstone = Files.readString(folder.resolve("keys/epoch/2026-06.destroyed"));
    assertTrue(tombstone.contains("\"reason\":\"expired\""), tombstone);
    assertNull(Pseudonyms.open(settings).epochPseudonym(Domain.USER, "anna", JUNE_1_MILLIS));
    assertEquals(0, keyring.create(FROM, UNTIL));
    // Twice is once.
    assertEquals(receipt, keyring.destroy("epoch/2026-06", "another reason", UNTIL));
    assertEquals(tombstone, Files.readString(folder.resolve("keys/epoch/2026-06.destroyed")));
  }

  /** Whoever is killed behind the tombstone has destroyed the key; the next call clears up. */
  @Test
  void halfADestructionIsCompleted() throws Exception {
    Path file = folder.resolve("keys/epoch/2026-06.key");
    byte[] copy = Files.readAllBytes(file);
    KeyRecord receipt = keyring.destroy("epoch/2026-06", "expired", UNTIL);
    Files.write(file, copy);
    Files.write(folder.resolve("keys/epoch/.2026-06.key.x.tmp"), copy);
    assertNull(Pseudonyms.open(settings).epochPseudonym(Domain.USER, "anna", JUNE_1_MILLIS));
    assertEquals(receipt, keyring.destroy("epoch/2026-06", "expired", UNTIL));
    assertFalse(Files.exists(file));
    assertFalse(Files.exists(folder.resolve("keys/epoch/.2026-06.key.x.tmp")));
  }

  @Test
  void whatIsNoKeyOfATimeIsNotDestroyed() {
    for (String name : List.of("standing/join", "epoch/2031-01", "epoch/", "../m", "epoch/../m")) {
      assertThrows(KeyException.class, () -> keyring.destroy(name, "", UNTIL), name);
    }
    assertEquals(anna(), anna());
  }

  @Test
  void aNewMasterKeyChangesNoPseudonym() throws Exception {
    String before = anna();
    String old = Files.readString(folder.resolve("m"));
    List<KeyRecord> keys = keyring.list();
    assertEquals(
        new Keyring.Rotated(keys.size(), 0), keyring.rotate(Optional.empty(), NEVER, UNTIL));
    assertEquals(before, anna());
    assertEquals(keys, keyring.list());
    assertFalse(old.equals(Files.readString(folder.resolve("m"))));
    assertEquals("rw-------", KeyringTest.mode(folder.resolve("m")));
    // The old one opens nothing any more.
    Files.writeString(folder.resolve("m"), old);
    assertThrows(KeyException.class, this::anna);
  }

  /** At every step of a rotation the keyring opens, and what was begun is completed. */
  @Test
  void aRotationThatWasInterruptedGoesOn() throws Exception {
    String before = anna();
    String both = Keysets.withNewPrimary(Files.readString(folder.resolve("m")));
    Master.replace(settings.master(), both);
    assertEquals(before, anna());
    // One key is under the new master key, the others are not.
    Path june = folder.resolve("keys/epoch/2026-06.key");
    KeyName name = new KeyName(KeyRecord.Kind.EPOCH, "2026-06");
    Files.write(
        june,
        KeyFile.parse(name, Files.readAllBytes(june))
            .under(Keysets.master(Keysets.primaryOf(both)), Keysets.master(both))
            .toJson());
    assertEquals(before, anna());
    int others = keyring.list().size() - 1;
    assertEquals(
        new Keyring.Rotated(others, 0),
        Keyring.of(settings).rotate(Optional.empty(), NEVER, UNTIL));
    assertEquals(before, anna());
    assertEquals(1, Keysets.size(Files.readString(folder.resolve("m"))));
  }

  /** A worker that was started under the old master key finds the new one by itself. */
  @Test
  void whoRunsMeanwhileGoesOn() {
    String expected = anna();
    Pseudonyms running = Pseudonyms.open(settings);
    keyring.rotate(Optional.empty(), NEVER, UNTIL);
    assertEquals(expected, running.epochPseudonym(Domain.USER, "anna", JUNE_1_MILLIS));
  }

  @Test
  void anotherPlaceForTheMasterKey() {
    String before = anna();
    KeySettings next = settings("n");
    Master.create(next.master());
    int keys = keyring.list().size();
    assertEquals(
        new Keyring.Rotated(keys, 0),
        Keyring.of(next).rotate(Optional.of(settings.master()), NEVER, UNTIL));
    assertThrows(KeyException.class, this::anna);
    settings = next;
    assertEquals(before, anna());
    assertEquals(
        new Keyring.Rotated(0, 0),
        Keyring.of(next).rotate(Optional.of(settings("m").master()), NEVER, UNTIL));
  }

  @Test
  void keysThatWereNeverUsedAreMadeAnew() {
    Set<KeyRecord> before = new HashSet<>(keyring.list());
    // Of what begins after May 31st: June, and three of its days.
    assertEquals(
        4,
        keyring
            .rotate(Optional.empty(), LocalDate.parse("2026-05-31").toEpochDay(), UNTIL)
            .renewed());
    Set<String> changed = new HashSet<>();
    for (KeyRecord key : keyring.list()) {
      if (!before.contains(key)) {
        changed.add(key.name());
      }
    }
    assertEquals(
        Set.of("epoch/2026-06", "day/2026-06-01", "day/2026-06-02", "day/2026-06-03"), changed);
  }

  /** Rotations, destructions and makings at once leave a keyring that opens, and none forgotten. */
  @Test
  void manyAtOnceTearNothing() throws Exception {
    String before = anna();
    List<Callable<Object>> calls = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      calls.add(() -> Keyring.of(settings).rotate(Optional.empty(), NEVER, UNTIL));
      calls.add(() -> Keyring.of(settings).create(FROM, UNTIL.plusSeconds(86_400 * 20)));
    }
    for (String day : List.of("2026-05-30", "2026-05-31", "2026-06-02")) {
      calls.add(() -> Keyring.of(settings).destroy("day/" + day, "expired", UNTIL));
    }
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    try {
      for (Future<Object> each : threads.invokeAll(calls)) {
        each.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(before, anna());
    assertEquals(0, Keyring.of(settings).create(FROM, UNTIL.plusSeconds(86_400 * 20)));
    assertEquals(1, Keysets.size(Files.readString(folder.resolve("m"))));
    assertEquals(
        List.of("day/2026-05-30", "day/2026-05-31", "day/2026-06-02"),
        keyring.list().stream()
            .filter(key -> key.state() == EpochState.DESTROYED)
            .map(KeyRecord::name)
            .toList());
  }

  /** From a person in the ledger to the rows of a day, and only as long as the day's key lives. */
  @Test
  void aLinkLeadsToAPseudonymAndDiesWithItsKey() {
    JoinKey join = JoinPseudonyms.open(settings).of(IdType.COOKIE, "c-1");
    StoredPseudonyms stored = StoredPseudonyms.open(settings);
    List<String> made = stored.of(IdType.COOKIE, "c-1", JUNE_1);
    Pseudonyms pseudonyms = Pseudonyms.open(settings);
    assertEquals(
        List.of(
            pseudonyms.epochPseudonym(Domain.COOKIE, "c-1", JUNE_1_MILLIS),
            pseudonyms.dayPseudonym(Domain.COOKIE, "c-1", JUNE_1_MILLIS)),
        made);
    Map<String, String> links = stored.links(IdType.COOKIE, "c-1", join, JUNE_1);
    assertEquals(Set.of("2026-06.", "d2026-06-01."), links.keySet());
    for (String pseudonym : made) {
      links.values().forEach(link -> assertFalse(pseudonym.endsWith(link)));
    }
    assertEquals(made, stored.linked(IdType.COOKIE, join, links, JUNE_1));
    JoinKey other = JoinPseudonyms.open(settings).of(IdType.COOKIE, "c-2");
    assertTrue(
        stored.linked(IdType.COOKIE, other, links, JUNE_1).stream().noneMatch(made::contains));
    keyring.destroy("epoch/2026-06", "expired", UNTIL);
    StoredPseudonyms later = StoredPseudonyms.open(settings);
    assertEquals(made.subList(1, 2), later.linked(IdType.COOKIE, join, links, JUNE_1));
    assertEquals(List.of("epoch/2026-06"), later.destroyed(JUNE_1));
  }

  /** A seller is found in rows of others, and by links that are no others'. */
  @Test
  void aSellerIsFoundByLinks() {
    StoredPseudonyms stored = StoredPseudonyms.open(settings);
    Pseudonyms pseudonyms = Pseudonyms.open(settings);
    JoinKey join = JoinPseudonyms.open(settings).of(IdType.USER, "s-1");
    List<String> sells = stored.sellers(IdType.USER, "s-1", JUNE_1);
    assertEquals(List.of(pseudonyms.epochPseudonym(Domain.SELLER, "s-1", JUNE_1_MILLIS)), sells);
    Map<String, String> links = stored.links(IdType.USER, "s-1", join, JUNE_1);
    assertEquals(Set.of("2026-06.", "seller 2026-06."), links.keySet());
    links.values().forEach(link -> assertEquals(22, link.length()));
    assertEquals(sells, stored.linkedSellers(IdType.USER, join, links, JUNE_1));
    assertEquals(
        stored.of(IdType.USER, "s-1", JUNE_1), stored.linked(IdType.USER, join, links, JUNE_1));
    // A device and a cookie sell nothing.
    assertEquals(List.of(), stored.sellers(IdType.DEVICE, "s-1", JUNE_1));
  }

  @Test
  void sealedRowsOpenInTheirPlaceOnly() {
    byte[] sealed = RowSeal.of(settings).seal(new byte[] {1, 2, 3}, "here");
    assertEquals(2, RowSeal.of(settings).open(sealed, "here")[1]);
    assertThrows(KeyException.class, () -> RowSeal.of(settings).open(sealed, "there"));
    sealed[14] ^= 1;
    assertThrows(KeyException.class, () -> RowSeal.of(settings).open(sealed, "here"));
  }
}
