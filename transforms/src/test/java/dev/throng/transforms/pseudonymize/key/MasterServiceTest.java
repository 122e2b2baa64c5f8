package dev.throng.transforms.pseudonymize.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A master key that never leaves its service, here one on this machine. */
class MasterServiceTest {
  private static final Instant TIME = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir Path folder;
  private LocalKeyService service;

  @BeforeEach
  void start() throws Exception {
    service = new LocalKeyService();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  private KeySettings settings(String master) {
    return new KeySettings(
        folder.resolve("keys").toString(), MasterReference.parse(master), Epoch.MONTH);
  }

  private static String anna(KeySettings settings) {
    return String.valueOf(
        Pseudonyms.open(settings).epochPseudonym(Domain.USER, "anna", TIME.toEpochMilli()));
  }

  @Test
  void theServiceOpensTheKeyring() {
    KeySettings settings = settings("kms:" + service.address());
    Keyring keyring = Keyring.of(settings);
    assertFalse(keyring.createMaster());
    assertEquals(4, keyring.create(TIME, TIME));
    assertTrue(service.requests() >= 4);
    String made = anna(settings);
    assertEquals(made, anna(settings));
    // The service was asked to seal and to open, and saw keys, never an id.
    service.close();
    KeyException down = assertThrows(KeyException.class, () -> anna(settings));
    assertFalse(String.valueOf(down.getMessage()).contains("anna"));
  }

  @Test
  void aKeyringMovesFromAFileToAService() {
    KeySettings file = settings("file:" + folder.resolve("m"));
    Keyring.of(file).createMaster();
    Keyring.of(file).create(TIME, TIME);
    String made = anna(file);
    KeySettings served = settings("kms:" + service.address());
    assertThrows(KeyException.class, () -> anna(served));
    assertEquals(
        new Keyring.Rotated(4, 0),
        Keyring.of(served).rotate(Optional.of(file.master()), 30_000, TIME));
    assertEquals(made, anna(served));
    assertThrows(KeyException.class, () -> anna(file));
    KeyException inPlace =
        assertThrows(
            KeyException.class, () -> Keyring.of(served).rotate(Optional.empty(), 30_000, TIME));
    assertTrue(String.valueOf(inPlace.getMessage()).contains("--from"));
  }

  @Test
  void anUnknownServiceIsNamed() {
    KeyException unknown =
        assertThrows(
            KeyException.class,
            () -> Keyring.of(settings("kms:gcp-kms://projects/p")).create(TIME, TIME));
    assertEquals(
        "there is no Tink client on the class path for the master key kms:gcp-kms://projects/p",
        unknown.getMessage());
    assertThrows(IllegalArgumentException.class, () -> MasterReference.parse("kms:secret"));
  }
}
