package dev.throng.pipeline.publish;

import dev.throng.schemas.StoredEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;

/** Random rows with everything in them that has ever upset a format. */
final class Samples {
  private static final String[] PIECES = {
    "a",
    "Zz",
    "\"",
    "\\",
    "\n",
    "\r\n",
    "\t",
    ",",
    ";",
    "'",
    "=1+1",
    "(other)",
    "\u0000",
    "\u001f",
    "\u007f",
    "é",
    "\u2028",
    "漢字",
    "\uFFFF",
    "😀",
    "{id}",
    "%20",
    " ",
    "</script>",
    "\uFEFF"
  };

  private Samples() {}

  static String text(Random random) {
    StringBuilder text = new StringBuilder();
    int pieces = random.nextInt(20) == 0 ? 200 : random.nextInt(6);
    for (int i = 0; i < pieces; i++) {
      text.append(PIECES[random.nextInt(PIECES.length)]);
    }
    return text.toString();
  }

  static StoredEvent event(Random random) {
    StoredEvent event = new StoredEvent();
    for (Schema.Field field : StoredEvent.getClassSchema().getFields()) {
      boolean nullable = field.schema().isNullable();
      if (!nullable || random.nextInt(3) > 0) {
        event.put(field.pos(), value(field.schema(), random));
      }
    }
    event.setEventTime(1_780_272_000_000L + random.nextInt(5 * 1440) * 60_000L);
    return event;
  }

  private static Object value(Schema schema, Random random) {
    return switch (schema.getType()) {
      case UNION -> value(schema.getTypes().get(1), random);
      case STRING -> text(random);
      case LONG -> longs(random);
      case BOOLEAN -> random.nextBoolean();
      case ARRAY ->
          random.nextBoolean() ? List.of("statistical") : List.of("marketing", "research");
      case MAP -> map(random);
      default -> throw new IllegalStateException(schema.getType().toString());
    };
  }

  private static long longs(Random random) {
    long[] edges = {0, -1, 9, 10, 99, 100, Long.MAX_VALUE, Long.MIN_VALUE, random.nextLong()};
    return edges[random.nextInt(edges.length)];
  }

  private static Map<String, String> map(Random random) {
    Map<String, String> map = new HashMap<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      map.put(text(random), text(random));
    }
    return map;
  }
}
