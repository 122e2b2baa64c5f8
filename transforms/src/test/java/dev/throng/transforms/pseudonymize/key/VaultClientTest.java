package dev.throng.transforms.pseudonymize.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A keyring whose master key never leaves a Vault, here one on this machine. */
class VaultClientTest {
  private static final Instant TIME = Instant.parse("2026-06-01T00:00:00Z");

  @TempDir Path folder;
  private final String home = System.getProperty("user.home");
  private LocalVault vault;

  @BeforeEach
  void vault() throws GeneralSecurityException, IOException {
    vault = new LocalVault();
    System.setProperty("user.home", folder.toString());
    token(LocalVault.TOKEN + "\n");
  }

  @AfterEach
  void close() {
    vault.close();
    System.setProperty("user.home", home);
  }

  private void token(String text) throws IOException {
    Files.writeString(folder.resolve(".vault-token"), text);
  }

  private KeySettings settings(String address) {
    return new KeySettings(
        folder.resolve("keys").toString(), MasterReference.parse("kms:" + address), Epoch.MONTH);
  }

  private static String anna(KeySettings settings) {
    return String.valueOf(
        Pseudonyms.open(settings).epochPseudonym(Domain.USER, "anna", TIME.toEpochMilli()));
  }

  @Test
  void vaultOpensTheKeyring() throws IOException {
    KeySettings settings = settings(vault.address("throng"));
    assertEquals(4, Keyring.of(settings).create(TIME, TIME));
    String made = anna(settings);
    assertEquals(made, anna(settings));
    // A key of another name, or another token, opens nothing, and no token is told.
    assertThrows(KeyException.class, () -> anna(settings(vault.address("other"))));
    token("hvs.another");
    KeyException refused = assertThrows(KeyException.class, () -> anna(settings));
    assertFalse(String.valueOf(refused.getMessage()).contains("hvs."));
    Files.delete(folder.resolve(".vault-token"));
    assertThrows(KeyException.class, () -> anna(settings));
    token(LocalVault.TOKEN);
    assertEquals(made, anna(settings));
  }

  @Test
  void aKeyIsBoundToItsPlace() throws IOException {
    KeySettings settings = settings(vault.address("throng"));
    Keyring.of(settings).create(TIME, TIME);
    Path standing = folder.resolve("keys/standing");
    String person = Files.readString(standing.resolve("person.key"));
    String join = Files.readString(standing.resolve("join.key"));
    Files.writeString(standing.resolve("person.key"), join.replace("join", "person"));
    assertThrows(KeyException.class, () -> anna(settings));
    Files.writeString(standing.resolve("person.key"), person);
    anna(settings);
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String address :
        new String[] {"hcvault://host", "hcvault://host/keys/a", "hcvault://u:p@h/t/keys/a"}) {
      assertThrows(
          KeyException.class, () -> Keyring.of(settings(address)).create(TIME, TIME), address);
    }
  }
}
