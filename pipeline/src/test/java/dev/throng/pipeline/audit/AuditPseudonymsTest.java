package dev.throng.pipeline.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.BaseEncoding;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Pseudonyms that can be linked, or undone without a key. */
class AuditPseudonymsTest {
  @TempDir Path folder;
  private PlantedOutputs outputs;

  @BeforeEach
  void folder() {
    outputs = new PlantedOutputs(folder.resolve("out"));
  }

  private static List<String> severe(List<String> findings) {
    return findings.stream()
        .filter(line -> line.startsWith("SEVERE") && !line.contains(" identifiers "))
        .toList();
  }

  private List<String> severe() throws IOException {
    return severe(outputs.findings());
  }

  @ParameterizedTest
  @EnumSource
  void onePseudonymInTwoColumns(EventFormat format) throws IOException {
    StoredEvent event = PlantedOutputs.event(1);
    event.setUser(PlantedOutputs.pseudonym("2026-06", 1));
    StoredEvent later = PlantedOutputs.event(2);
    later.setCookie(PlantedOutputs.pseudonym("2026-06", 1));
    outputs.events(format, event, PlantedOutputs.event(3), later);
    String advice = " too: delete what was written, and give each domain a key of its own";
    assertEquals(
        List.of(
            "SEVERE pseudonym-reuse cookie 1: the same pseudonyms stand in column device" + advice,
            "SEVERE pseudonym-reuse user 1: the same pseudonyms stand in column device" + advice),
        severe());
  }

  @Test
  void onePseudonymUnderTwoEpochs() throws IOException {
    StoredEvent later = PlantedOutputs.event(1);
    later.setEpoch("2026-07");
    later.setDevice(PlantedOutputs.pseudonym("2026-07", 1));
    outputs.events(EventFormat.JSONL, PlantedOutputs.event(1), PlantedOutputs.event(2), later);
    assertEquals(
        List.of(
            "SEVERE pseudonym-reuse device 1: the same pseudonyms stand under two epochs: delete"
                + " what was written, and make new keys for each epoch"),
        severe());
  }

  @Test
  void anEpochAndADayAreTwo() throws IOException {
    StoredEvent session = PlantedOutputs.event(1);
    session.setCookie(PlantedOutputs.pseudonym("2026-06", 7));
    StoredEvent other = PlantedOutputs.event(2);
    other.setCookie(PlantedOutputs.pseudonym("d2026-06-01", 7));
    outputs.events(EventFormat.JSONL, session, other);
    assertEquals(1, severe().size());
  }

  @Test
  void keyedPseudonymsOfManyPeopleAreFine() throws IOException {
    StoredEvent[] events = new StoredEvent[3_000];
    for (int i = 0; i < events.length; i++) {
      events[i] = PlantedOutputs.event(i % 1_000);
      events[i].setUser(PlantedOutputs.pseudonym("2026-06", 10_000 + i % 1_000));
    }
    outputs.events(EventFormat.PARQUET, events);
    AuditReport report = Audit.of(List.of(outputs.folder()), new AuditSettings(20, null));
    assertEquals(List.of(), severe(PlantedOutputs.lines(report)));
  }

  /** Of one pseudonym in two columns either both are kept, or none. */
  @Test
  void aSampleIsTold() throws IOException {
    StoredEvent[] events = new StoredEvent[2_000];
    for (int i = 0; i < events.length; i++) {
      events[i] = PlantedOutputs.event(i);
      events[i].setUser(PlantedOutputs.pseudonym("2026-06", i));
    }
    outputs.events(EventFormat.JSONL, events);
    List<Finding> found =
        Audit.of(List.of(outputs.folder()), List.<Check>of(new PseudonymReuse(100))).findings();
    assertEquals(2, found.size());
    assertEquals("user", found.get(0).where().column());
    assertTrue(found.get(0).where().rows() > 200, found::toString);
    assertEquals("only one in 32 pseudonyms was compared with the others", found.get(1).sentence());
  }

  @ParameterizedTest
  @CsvSource({
    "MD5, 32, hex, 4711, the numbers below 100000",
    "SHA-1, 40, hex, 4711, the numbers below 100000",
    "SHA-1, 16, base64url, 99999, the numbers below 100000",
    "SHA-256, 16, base64url, user:17, the numbers below 100000",
    "SHA-256, 32, hex, 192.168.3.4, the addresses of private networks",
    "SHA-256, 32, base64, 10.0.0.1, the addresses of private networks",
    "SHA-512, 64, HEX, 0, the numbers below 100000",
    "SHA-512, 64, base64, device:8, the numbers below 100000",
    "MD5, 16, base64url, anna.zq4711, the ids of --guesses",
    "SHA-256, 16, framed, anna.zq4711, the ids of --guesses",
  })
  void unkeyedHashesAreUndone(String algorithm, int length, String form, String id, String source)
      throws IOException, GeneralSecurityException {
    Path guesses = Files.writeString(folder.resolve("ids.txt"), "bert\n\n anna.zq4711 \nclara\n");
    StoredEvent event = PlantedOutputs.event(1);
    event.setUser(written(digest(algorithm, id, form), length, form));
    outputs.events(EventFormat.JSONL, event, PlantedOutputs.event(2));
    AuditReport report = Audit.of(List.of(outputs.folder()), new AuditSettings(20, guesses));
    assertEquals(
        List.of(
            "SEVERE dictionary user 0: 1 guess found unkeyed "
                + algorithm
                + " of "
                + source.replace("100000", "100,000")
                + ", which anybody can undo: delete what was written, and pseudonymize under a"
                + " key"),
        severe(PlantedOutputs.lines(report)));
    assertTrue(PlantedOutputs.lines(report).stream().noneMatch(line -> line.contains("anna")));
  }

  private static byte[] digest(String algorithm, String id, String form)
      throws GeneralSecurityException {
    byte[] bytes = id.getBytes(StandardCharsets.UTF_8);
    MessageDigest digest = MessageDigest.getInstance(algorithm);
    if (form.equals("framed")) {
      digest.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
    }
    return digest.digest(bytes);
  }

  private static String written(byte[] digest, int length, String form) {
    byte[] cut = Arrays.copyOf(digest, Math.min(length, digest.length));
    return switch (form) {
      case "hex" -> BaseEncoding.base16().lowerCase().encode(digest).substring(0, 2 * cut.length);
      case "HEX" -> BaseEncoding.base16().encode(cut);
      case "base64" -> BaseEncoding.base64().encode(cut);
      default -> "2026-06." + BaseEncoding.base64Url().omitPadding().encode(cut);
    };
  }
}
