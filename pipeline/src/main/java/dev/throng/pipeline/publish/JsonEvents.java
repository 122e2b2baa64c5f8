package dev.throng.pipeline.publish;

import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** Stored events as JSON lines, with the names and the order of the schema. */
final class JsonEvents implements EventWriter {
  private static final byte[][] NAMES = names();
  private static final byte[] TRUE = "true".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FALSE = "false".getBytes(StandardCharsets.US_ASCII);

  /** Classes of which few texts make up almost all that is stored. */
  private static final Set<String> RECURRING =
      Set.of("vocabulary", "coarse_place", "coarse_agent", "scrubbed_text");

  private static final boolean[] RECURS = recurs();
  private static final int REMEMBERED_BITS = 8;
  private static final int LONGEST_REMEMBERED = 64;

  private final JsonText json;
  private final @Nullable Written[] @Nullable [] recent = new Written[NAMES.length][];
  private String[] keys = new String[8];

  /** A text of a field, and the bytes of name and text as they were written. */
  private static final class Written {
    final String text;
    final byte[] bytes;

    Written(String text, byte[] bytes) {
      this.text = text;
      this.bytes = bytes;
    }
  }

  JsonEvents(WritableByteChannel channel) {
    this.json = new JsonText(channel);
  }

  @Override
  public void write(StoredEvent event) throws IOException {
    // The time comes first and is never null, so every other name may bring its comma.
    json.raw(NAMES[0]);
    json.number(event.getEventTime());
    for (int field = 1; field < NAMES.length; field++) {
      @Nullable Object value = event.get(field);
      if (value instanceof String text && RECURS[field]) {
        recurring(field, text);
      } else if (value != null) {
        json.raw(NAMES[field]);
        value(value);
      }
    }
    json.raw('}');
    json.endLine();
  }

  /** Each text has one place, and the newer evicts the older. */
  private void recurring(int field, String text) {
    @Nullable Written[] places = recent[field];
    if (places == null) {
      places = new Written[1 << REMEMBERED_BITS];
      recent[field] = places;
    }
    // The multiplier is 2^32 divided by the golden ratio (Knuth, TAOCP vol. 3, 6.4).
    int place = (text.hashCode() * 0x9E3779B9) >>> (Integer.SIZE - REMEMBERED_BITS);
    Written known = places[place];
    if (known != null && known.text.equals(text)) {
      json.raw(known.bytes);
      return;
    }
    int from = json.length();
    json.raw(NAMES[field]);
    json.string(text);
    if (text.length() <= LONGEST_REMEMBERED) {
      places[place] = new Written(text, json.from(from));
    }
  }

  private void value(Object value) {
    if (value instanceof String text) {
      json.string(text);
    } else if (value instanceof Boolean flag) {
      json.raw(flag ? TRUE : FALSE);
    } else if (value instanceof Long number) {
      json.number(number);
    } else if (value instanceof List<?> list) {
      list(list);
    } else if (value instanceof Map<?, ?> map) {
      map(map);
    } else {
      throw new IllegalStateException("No JSON for the type of a stored field.");
    }
  }

  private void list(List<?> list) {
    json.raw('[');
    for (int i = 0; i < list.size(); i++) {
      if (i > 0) {
        json.raw(',');
      }
      json.string((String) list.get(i));
    }
    json.raw(']');
  }

  /** In the order of the names: a hash map's own order may differ between equal maps. */
  private void map(Map<?, ?> map) {
    int count = 0;
    for (Object key : map.keySet()) {
      if (count == keys.length) {
        keys = Arrays.copyOf(keys, count * 2);
      }
      keys[count++] = (String) key;
    }
    Arrays.sort(keys, 0, count);
    json.raw('{');
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        json.raw(',');
      }
      json.string(keys[i]);
      json.raw(':');
      json.string((String) map.get(keys[i]));
    }
    json.raw('}');
  }

  @Override
  public void close() throws IOException {
    json.close();
  }

  private static boolean[] recurs() {
    List<Schema.Field> fields = StoredEvent.getClassSchema().getFields();
    boolean[] recurs = new boolean[fields.size()];
    for (int i = 0; i < recurs.length; i++) {
      recurs[i] = RECURRING.contains(fields.get(i).getProp("privacy"));
    }
    return recurs;
  }

  private static byte[][] names() {
    List<Schema.Field> fields = StoredEvent.getClassSchema().getFields();
    byte[][] names = new byte[fields.size()][];
    for (int i = 0; i < names.length; i++) {
      String before = i == 0 ? "{" : ",";
      names[i] = (before + '"' + fields.get(i).name() + "\":").getBytes(StandardCharsets.US_ASCII);
    }
    return names;
  }
}
