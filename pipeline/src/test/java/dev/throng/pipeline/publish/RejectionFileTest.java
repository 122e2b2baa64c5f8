package dev.throng.pipeline.publish;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.throng.schemas.Origin;
import dev.throng.transforms.step.RejectReason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RejectionFileTest {
  private static final String OUTPUT = "mem://bucket/rejected";
  private static final String STAGED = "00000000000000aa-3e8.x";

  @BeforeEach
  void emptyStore() {
    MemoryStore.register();
  }

  @Test
  void exactly() throws IOException {
    try (RejectionFile file = file()) {
      file.write(RejectReason.BAD_TIME, "event_time", new Origin("in/a.ndjson", 1000L), null);
      file.write(RejectReason.EMPTY, "", new Origin("in/\"b\"\n.ndjson", Long.MAX_VALUE), null);
      WrittenFile written = file.finish().orElseThrow();
      byte[] bytes = MemoryStore.objects().get(OUTPUT + "/.throng-run/" + STAGED);
      assertEquals(
          """
          {"stage":"parse","reason":"bad_time","field":"event_time","file":"in/a.ndjson","offset":1000}
          {"stage":"read","reason":"empty","file":"in/\\"b\\"\\n.ndjson","offset":9223372036854775807}
          """,
          new String(bytes, StandardCharsets.UTF_8));
      assertEquals(
          new WrittenFile(
              OUTPUT,
              STAGED,
              "00000000000000aa-3e8.jsonl",
              2,
              bytes.length,
              EventFilesTest.sha256(bytes)),
          written);
    }
    assertEquals(1, MemoryStore.objects().size());
  }

  @Test
  void everyReasonCanBeTold() throws IOException {
    List<String> read = new ArrayList<>();
    try (RejectionFile file = file()) {
      for (RejectReason reason : RejectReason.values()) {
        file.write(reason, "", new Origin("a", 0L), null);
      }
      file.finish();
    }
    String text =
        new String(
            MemoryStore.objects().get(OUTPUT + "/.throng-run/" + STAGED), StandardCharsets.UTF_8);
    for (String line : text.lines().toList()) {
      JsonNode node = new ObjectMapper().readTree(line);
      read.add(node.get("stage").textValue() + " " + node.get("reason").textValue());
    }
    List<String> expected = new ArrayList<>();
    for (RejectReason reason : RejectReason.values()) {
      expected.add(reason.stage().label() + " " + reason.label());
    }
    assertEquals(expected, read);
  }

  @Test
  void withoutRejectionsThereIsNoFile() throws IOException {
    try (RejectionFile file = file()) {
      assertEquals(Optional.empty(), file.finish());
    }
    assertEquals(Map.of(), MemoryStore.objects());
  }

  @Test
  void whatIsNotFinishedIsRemoved() throws IOException {
    try (RejectionFile file = file()) {
      file.write(RejectReason.EMPTY, "", new Origin("a", 0L), null);
    }
    assertTrue(MemoryStore.objects().isEmpty());
  }

  private static RejectionFile file() {
    SplitName split = new SplitName("00000000000000aa", 1000);
    return new RejectionFile(new Staging("run"), OUTPUT, split, "x");
  }
}
