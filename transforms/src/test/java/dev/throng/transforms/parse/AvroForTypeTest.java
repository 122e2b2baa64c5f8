package dev.throng.transforms.parse;

import static dev.throng.transforms.parse.AvroFiles.event;
import static dev.throng.transforms.parse.AvroFiles.file;
import static dev.throng.transforms.parse.AvroFiles.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.KeptOnly;
import dev.throng.transforms.step.Sink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.Test;

class AvroForTypeTest {
  private static final List<String> OTHERS = List.of("order", "unsub", "subscribe", "u", "nuns");
  private static final List<String> WANTED = List.of("unsubscribe", "UnSubscribe", " unsubscribe ");

  /** All events of the type are told, wherever they stand in blocks of which few hold one. */
  @Test
  void eventsOfOneTypeAreToldWhereverTheyAre() throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    long records = 0;
    long told = 0;
    for (int round = 0; round < 200; round++) {
      List<List<GenericRecord>> blocks = new ArrayList<>();
      List<Long> expected = new ArrayList<>();
      for (int block = random.nextInt(6); block > 0; block--) {
        List<GenericRecord> of = new ArrayList<>();
        int rarity = 1 + random.nextInt(40);
        for (int n = 1 + random.nextInt(30); n > 0; n--) {
          boolean wanted = random.nextInt(rarity) == 0;
          List<String> types = wanted ? WANTED : OTHERS;
          of.add(event(small(), types.get(random.nextInt(types.size())), records));
          if (wanted) {
            expected.add(records);
          }
          records++;
        }
        blocks.add(of);
      }
      List<Long> heard = new ArrayList<>();
      long[] all = new long[1];
      Sink<IdentifiedEvent> sink =
          new KeptOnly<>(
              event -> {
                all[0]++;
                if (event.getEventType().strip().equalsIgnoreCase("unsubscribe")) {
                  heard.add(event.getEventTime());
                }
              });
      byte[] file = file(small(), CodecFactory.nullCodec(), blocks);
      try (EventReader reader =
          Format.THRONG_AVRO.openForType(
              "unsubscribe",
              Channels.newChannel(new ByteArrayInputStream(file)),
              0,
              file.length,
              ParseSettings.standard())) {
        while (reader.next(sink)) {
          // The reader has told the sink.
        }
      }
      told += all[0];
      assertEquals(expected, heard, "seed " + seed);
    }
    assertTrue(told < records * 9 / 10, told + " of " + records + " were read, seed " + seed);
  }
}
