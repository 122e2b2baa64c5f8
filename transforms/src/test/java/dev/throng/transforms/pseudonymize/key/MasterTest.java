package dev.throng.transforms.pseudonymize.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MasterTest {
  @TempDir Path folder;

  @Test
  void theFileIsItsOwnersOnly() throws Exception {
    MasterReference reference = MasterReference.parse("file:deep/er/master.key").within(folder);
    Path file = folder.resolve("deep/er/master.key");
    assertEquals("file:" + file, reference.toString());
    assertTrue(Master.create(reference));
    assertFalse(Master.create(reference));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    try (var files = Files.list(folder.resolve("deep/er"))) {
      assertEquals(List.of(file), files.toList());
    }
    assertNotNull(Master.open(reference));
    assertTrue(Files.readString(file).contains("AesGcmKey"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rw-rw-rw-"})
  void refusesAFileThatOthersMayOpen(String mode) throws Exception {
    MasterReference reference = MasterReference.parse("file:master.key").within(folder);
    Master.create(reference);
    Path file = folder.resolve("master.key");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    KeyException fault = assertThrows(KeyException.class, () -> Master.open(reference));
    assertEquals(
        "the master key at " + reference + " is open to others: set its mode to 0600",
        fault.getMessage());
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
    assertNotNull(Master.open(reference));
  }

  @Test
  void theVariableHoldsJsonOrBase64() throws Exception {
    String json = Keysets.newMaster();
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    MasterReference reference = MasterReference.parse("env:THRONG_MASTER");
    byte[] sealed = Master.open(reference, name -> json).encrypt(bytes, bytes);
    for (String value :
        List.of(
            Base64.getEncoder().encodeToString(bytes),
            Base64.getMimeEncoder().encodeToString(bytes) + "\n",
            "\n" + json)) {
      assertEquals(
          json,
          new String(
              Master.open(reference, name -> name.equals("THRONG_MASTER") ? value : null)
                  .decrypt(sealed, bytes),
              StandardCharsets.UTF_8));
    }
    KeyException unset =
        assertThrows(KeyException.class, () -> Master.open(reference, name -> null));
    assertTrue(unset.getMessage().contains("env:THRONG_MASTER"));
    assertFalse(Master.create(reference));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"marker\": 1}",
        "marker",
        "m@rker",
        "{\"key\":[{\"keyData\":\"marker\"}]}"
      })
  void neverQuotesWhatIsNoKey(String value) throws Exception {
    Files.writeString(folder.resolve("k"), value);
    Files.setPosixFilePermissions(
        folder.resolve("k"), PosixFilePermissions.fromString("rw-------"));
    for (KeyException fault :
        List.of(
            assertThrows(
                KeyException.class,
                () -> Master.open(MasterReference.parse("file:k").within(folder))),
            assertThrows(
                KeyException.class,
                () -> Master.open(MasterReference.parse("env:K"), name -> value)))) {
      assertFalse(fault.getMessage().contains("rker"), fault.getMessage());
      assertNull(fault.getCause());
    }
  }

  @Test
  void aMissingFileSaysWhatToDo() {
    KeyException fault =
        assertThrows(
            KeyException.class, () -> Master.open(MasterReference.parse("file:no").within(folder)));
    assertTrue(fault.getMessage().endsWith("make one with 'throng keys create'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "marker",
        "file:",
        "file: ",
        "file:{\"marker\"}",
        "env:",
        "env:a marker",
        "env:marker==",
        "env:{\"marker\":1}",
        "aws-kms://marker",
        "FILE:marker",
        "file:mar\0ker",
      })
  void aReferenceIsNeverTheKeyItself(String word) {
    IllegalArgumentException fault =
        assertThrows(IllegalArgumentException.class, () -> MasterReference.parse(word));
    assertFalse(fault.getMessage().contains("marker"), fault.getMessage());
  }
}
