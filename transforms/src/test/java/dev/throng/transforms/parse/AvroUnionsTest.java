package dev.throng.transforms.parse;

import static dev.throng.transforms.parse.AvroFiles.block;
import static dev.throng.transforms.parse.AvroFiles.file;
import static dev.throng.transforms.parse.AvroFiles.raw;
import static dev.throng.transforms.parse.AvroFiles.schema;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.primitives.Bytes;
import dev.throng.schemas.IdentifiedEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class AvroUnionsTest {

  /** Fields that are nothing or something, in any branch of unions of any order and size. */
  @Test
  void nothingInAnyBranch() throws IOException {
    long seed = 2911;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int round = 0; round < 50; round++) {
      Schema schema = schema(unions(random));
      Outcomes expected = new Outcomes();
      List<GenericRecord> written = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        IdentifiedEvent event = new IdentifiedEvent();
        GenericRecord record = new GenericData.Record(schema);
        for (EventField field : EventField.all()) {
          if (field.path().startsWith("event_t") || random.nextBoolean()) {
            Object value = AvroReaderTest.value(field, random);
            event.put(field.index(), value);
            record.put(name(field), value);
          }
        }
        written.add(record);
        expected.keep(event);
      }
      List<String> read =
          Outcomes.read(
              Format.THRONG_AVRO,
              file(schema, CodecFactory.nullCodec(), List.of(written)),
              ParseSettings.standard().withProperties(Set.of("a", "b")));
      assertEquals(expected.all, Outcomes.withoutOffsets(read));
    }
  }

  /** Each field as a union of nothing, its own type and up to 80 that do not fit, shuffled. */
  private static String unions(Random random) {
    List<String> fields = new ArrayList<>();
    for (EventField field : EventField.all()) {
      List<String> branches = new ArrayList<>(List.of("\"null\"", type(field)));
      for (int i = random.nextInt(10) == 0 ? 80 : random.nextInt(3); i > 0; i--) {
        branches.add(
            "{\"type\":\"fixed\",\"name\":\"f%d_%d\",\"size\":0}".formatted(field.index(), i));
      }
      Collections.shuffle(branches, random);
      fields.add("{\"name\":\"%s\",\"type\":%s}".formatted(name(field), branches));
    }
    return String.join(",", fields);
  }

  private static String type(EventField field) {
    return switch (field.type()) {
      case MAP -> "{\"type\":\"map\",\"values\":\"string\"}";
      default -> '"' + field.type().getName() + '"';
    };
  }

  private static String name(EventField field) {
    return IdentifiedEvent.getClassSchema().getFields().get(field.index()).name();
  }

  /** A branch whose values take no bytes is one that does not fit, and is not nothing. */
  @Test
  void branchOfNoBytes() throws IOException {
    Schema schema =
        schema(
            """
            {"name":"event_time","type":"long"},
            {"name":"event_type","type":"string"},
            {"name":"user_id","type":[{"type":"fixed","name":"f","size":0},"null","string"]}
            """);
    byte[] misfit = {2, 2, 'a', 0};
    byte[] nothing = {2, 2, 'a', 2};
    // Numbers may be longer than they need to be.
    byte[] wide = {2, 2, 'a', (byte) 0x82, 0};
    byte[] text = {2, 2, 'a', 4, 2, 'u'};
    byte[] unknown = {2, 2, 'a', 6};
    List<String> read =
        Outcomes.read(
            Format.THRONG_AVRO,
            raw(
                schema.toString(),
                "null",
                block(4, 19, Bytes.concat(misfit, nothing, wide, text)),
                block(1, 4, unknown)),
            ParseSettings.standard());
    assertEquals(
        List.of(
            "malformed user.id",
            "{event_time=1, event_type=a}",
            "{event_time=1, event_type=a}",
            "{event_time=1, event_type=a, user.id=u}",
            "unreadable_block"),
        Outcomes.withoutOffsets(read));
  }
}
