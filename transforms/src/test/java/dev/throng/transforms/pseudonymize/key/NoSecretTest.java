package dev.throng.transforms.pseudonymize.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.crypto.tink.Aead;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What crosses to workers, or is printed, holds no key (F12). */
class NoSecretTest {
  @TempDir Path folder;

  @Test
  void settingsCrossWithoutKeys() throws Exception {
    KeySettings settings = new FixedKeys(folder, Epoch.WEEK).settings;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ObjectOutputStream objects = new ObjectOutputStream(out)) {
      objects.writeObject(settings);
    }
    Matcher secret =
        Pattern.compile("\"value\":\\s*\"([^\"]+)\"")
            .matcher(Files.readString(folder.resolve("master.key")));
    assertTrue(secret.find());
    assertFalse(out.toString(StandardCharsets.ISO_8859_1).contains(secret.group(1)));
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(out.toByteArray()))) {
      KeySettings read = (KeySettings) in.readObject();
      assertEquals(settings, read);
      assertTrue(Pseudonyms.open(read).standingHash(Domain.USER, "u") != Pseudonyms.NOBODY);
    }
  }

  @Test
  void onlySettingsAreSerializable() {
    for (Class<?> type :
        List.of(
            Keyring.class,
            Pseudonyms.class,
            KeyFile.class,
            KeyOutcome.Live.class,
            DomainKeys.class,
            Hmac.class,
            Period.class,
            Recent.class)) {
      assertFalse(Serializable.class.isAssignableFrom(type), type.getName());
    }
  }

  @Test
  void nothingPrintsAKey() throws Exception {
    KeySettings settings = new FixedKeys(folder, Epoch.MONTH).epoch("2026-06", 0x5a).settings;
    Aead master = Master.open(settings.master());
    KeyName name = new KeyName(KeyRecord.Kind.EPOCH, "2026-06");
    KeyFile file =
        KeyFile.parse(name, Files.readAllBytes(folder.resolve("keys").resolve(name.file())));
    Keyring keyring = Keyring.of(settings);
    Period period =
        new Period.All(keyring, KeyRecord.Kind.EPOCH, Epoch.MONTH, "")
            .at(Instant.parse("2026-06-01T00:00:00Z").toEpochMilli());
    for (Object printed :
        List.of(
            settings,
            keyring,
            keyring.list(),
            Pseudonyms.open(settings),
            file,
            master,
            file.open(master),
            keyring.find(name),
            period)) {
      String text = printed.toString();
      assertFalse(text.contains("ZZZZ") || text.contains("WlpaWl"), text);
      assertFalse(text.contains(HexFormat.of().formatHex(FixedKeys.key(0x5a))), text);
      assertFalse(text.contains("90, 90"), text);
    }
  }
}
