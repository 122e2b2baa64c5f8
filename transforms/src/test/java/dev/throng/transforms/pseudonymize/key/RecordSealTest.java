package dev.throng.transforms.pseudonymize.key;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordSealTest {
  private static final Instant NOW = Instant.parse("2026-06-15T10:00:00Z");
  private static final byte[] RECORD = "anna was here".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;
  private KeySettings settings;
  private String publicFile;
  private MasterReference opens;

  @BeforeEach
  void keys() {
    settings =
        new KeySettings(
            folder.resolve("keys").toString(),
            MasterReference.parse("file:" + folder.resolve("m")),
            Epoch.MONTH);
    publicFile = folder.resolve("public.key").toString();
    opens = MasterReference.parse("file:" + folder.resolve("private.key"));
    assertEquals(3, create("2026-08-01T00:00:00Z"));
  }

  private int create(String until) {
    return SealKeys.create(
        settings, publicFile, opens, NOW, Instant.parse(until), Duration.ofDays(30));
  }

  private SealKey today() {
    return SealKeys.at(NOW, SealKeys.publicHalves(publicFile)).orElseThrow();
  }

  @Test
  void opensWithThePrivateHalfAlone() throws Exception {
    SealedRecord sealed = RecordSeal.to(today()).seal(RECORD, "in.ndjson", 7);
    assertEquals(Optional.of(sealed), SealedRecord.parse(sealed.toString()));
    RecordOpener opener = RecordOpener.of(opens, NOW);
    assertArrayEquals(RECORD, opener.open(sealed, "in.ndjson", 7).orElseThrow());
    // The public file is none of private halves.
    Files.copy(Path.of(publicFile), folder.resolve("wrong.key"));
    Files.setPosixFilePermissions(
        folder.resolve("wrong.key"), PosixFilePermissions.fromString("rw-------"));
    MasterReference wrong = MasterReference.parse("file:" + folder.resolve("wrong.key"));
    assertThrows(KeyException.class, () -> RecordOpener.of(wrong, NOW));
  }

  /** Wherever else it is put, and however it is changed, it opens no more. */
  @Test
  void isBoundToItsPlaceAndKey() {
    SealedRecord sealed = RecordSeal.to(today()).seal(RECORD, "in.ndjson", 7);
    RecordOpener opener = RecordOpener.of(opens, NOW);
    assertEquals(Optional.empty(), opener.open(sealed, "in.ndjson", 8));
    assertEquals(Optional.empty(), opener.open(sealed, "other.ndjson", 7));
    String text = sealed.toString();
    for (int i = 0; i < text.length(); i++) {
      char changed = text.charAt(i) == 'A' ? 'B' : 'A';
      String damaged = text.substring(0, i) + changed + text.substring(i + 1);
      Optional<byte[]> opened =
          SealedRecord.parse(damaged).flatMap(each -> opener.open(each, "in.ndjson", 7));
      // The last letter of base64 may hold bits that say nothing.
      opened.ifPresent(same -> assertArrayEquals(RECORD, same));
    }
    assertEquals(Optional.empty(), SealedRecord.parse(""));
    assertEquals(Optional.empty(), SealedRecord.parse("1.2026-06.x.never.a.b"));
  }

  @Test
  void theSameRecordTwiceLooksDifferent() {
    RecordSeal seal = RecordSeal.to(today());
    assertNotEquals(seal.seal(RECORD, "in", 7).toString(), seal.seal(RECORD, "in", 7).toString());
    assertNotEquals(
        RecordSeal.to(today()).seal(RECORD, "in", 7).wrappedKey(),
        seal.seal(RECORD, "in", 7).wrappedKey());
  }

  /** Its end is 30 days after its month; from then on it opens nothing, and goes. */
  @Test
  void expires() {
    SealKey june = today();
    assertEquals("2026-06", june.period());
    assertEquals(Instant.parse("2026-07-31T00:00:00Z"), june.expires());
    SealedRecord sealed = RecordSeal.to(june).seal(RECORD, "in", 7);
    Instant last = june.expires().minusSeconds(1);
    assertTrue(RecordOpener.of(opens, last).open(sealed, "in", 7).isPresent());
    assertFalse(RecordOpener.of(opens, june.expires()).open(sealed, "in", 7).isPresent());
    assertEquals(
        List.of(june.name()),
        SealKeys.expire(settings, SealKey.Half.PUBLIC, publicFile, june.expires(), true));
    assertEquals(3, SealKeys.publicHalves(publicFile).size());
    SealKeys.expire(settings, SealKey.Half.PRIVATE, opens.where(), june.expires(), false);
    assertEquals(2, SealKeys.privateHalves(opens, Instant.MIN).size());
    // Nobody makes it again for what it has sealed.
    assertFalse(RecordOpener.of(opens, NOW).open(sealed, "in", 7).isPresent());
  }

  /** Who was killed before the public halves were written has lost nothing. */
  @Test
  void madeOnceOnly() throws Exception {
    String before = Files.readString(Path.of(publicFile));
    assertEquals(0, create("2026-08-01T00:00:00Z"));
    Files.delete(Path.of(publicFile));
    String secrets = Files.readString(folder.resolve("private.key"));
    assertEquals(3, create("2026-08-01T00:00:00Z"));
    assertEquals(before, Files.readString(Path.of(publicFile)));
    assertEquals(secrets, Files.readString(folder.resolve("private.key")));
    assertEquals(1, create("2026-09-30T00:00:00Z"));
    assertEquals(
        PosixFilePermissions.fromString("rw-------"),
        Files.getPosixFilePermissions(folder.resolve("private.key")));
  }

  @Test
  void aDamagedFileIsNamedAndNotQuoted() throws Exception {
    for (String damage : List.of("{", "{\"version\":\"1\"}", "secret-zq", "\u0000")) {
      Files.writeString(Path.of(publicFile), damage);
      KeyException e = assertThrows(KeyException.class, () -> SealKeys.publicHalves(publicFile));
      assertTrue(String.valueOf(e.getMessage()).contains("line 1"), e::getMessage);
      assertFalse(String.valueOf(e.getMessage()).contains("secret-zq"), e::getMessage);
    }
  }
}
