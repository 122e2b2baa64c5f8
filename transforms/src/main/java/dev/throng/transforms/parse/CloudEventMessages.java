package dev.throng.transforms.parse;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.google.common.base.Utf8;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decodes CloudEvents in records of a topic. A header {@code content-type} that says so makes a
 * record one in structured mode; else headers that begin with {@code ce_}, or {@code ce-} as HTTP
 * has them, make it one in binary mode, whose value is {@code data}; a record with neither is taken
 * for one in structured mode. Names of headers are taken in any case.
 *
 * <p>After
 * https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md.
 */
final class CloudEventMessages implements MessageDecoder {
  private static final String STRUCTURED = "application/cloudevents";
  private static final String CONTENT_TYPE = "content-type";

  private final ParseSettings settings;
  private final EventDecoder structured;
  private final Map<String, Column> attributes;
  private final JsonInput in;
  private final JsonSection data;
  private final Draft draft = new Draft();
  private final Cell cell = new Cell();
  private final Rejected rejected = new Rejected();

  private @Nullable String contentType;
  private boolean binary;

  CloudEventMessages(ParseSettings settings) {
    this.settings = settings;
    structured = CloudEvents.MAPPING.json(settings);
    attributes = new MappingTree(CloudEvents.MAPPING, settings).columns();
    attributes.keySet().removeAll(Set.of("data", "data_base64"));
    in = new JsonInput(settings);
    data = JsonSection.record(settings, "data");
  }

  @Override
  public void decode(byte[] value, Headers headers, Sink<? super IdentifiedEvent> sink) {
    contentType = null;
    binary = false;
    headers.each(this::look);
    boolean enveloped = contentType != null && contentType.startsWith(STRUCTURED);
    if (enveloped && !contentType().equals(STRUCTURED + "+json")) {
      sink.reject(RejectReason.MALFORMED, CONTENT_TYPE);
    } else if (enveloped || !binary) {
      MessageDecoder.of(structured).decode(value, headers, sink);
    } else {
      binary(value, headers, sink);
    }
  }

  private void look(String name, byte @Nullable [] value) {
    if (name.equalsIgnoreCase(CONTENT_TYPE) && value != null) {
      contentType = new String(value, StandardCharsets.UTF_8).strip().toLowerCase(Locale.ROOT);
    }
    binary |= isAttribute(name);
  }

  /** Without its parameters. */
  private String contentType() {
    String type = contentType == null ? "" : contentType;
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip();
  }

  private static boolean isAttribute(String name) {
    return name.length() > 3
        && (name.charAt(0) | 0x20) == 'c'
        && (name.charAt(1) | 0x20) == 'e'
        && (name.charAt(2) == '_' || name.charAt(2) == '-');
  }

  private void binary(byte[] value, Headers headers, Sink<? super IdentifiedEvent> sink) {
    draft.reset();
    try {
      envelope(headers, value.length);
      if (value.length > 0) {
        if (!isJson(contentType())) {
          // Nobody can tell what it holds; so it may hold what refuses.
          throw rejected.as(RejectReason.MALFORMED, "data");
        }
        data(value);
      }
      draft.finish(rejected, "data." + EventField.TYPE, "data." + EventField.TIME);
    } catch (Rejected e) {
      sink.reject(e.reason(), e.field());
      return;
    } catch (StreamConstraintsException e) {
      sink.reject(RejectReason.LIMIT);
      return;
    } catch (IOException e) {
      // The exception ends here: its message may quote the record (F22).
      sink.reject(RejectReason.MALFORMED);
      return;
    }
    draft.tell(sink);
  }

  private static boolean isJson(String type) {
    return type.isEmpty()
        || type.equals("application/json")
        || type.equals("text/json")
        || type.endsWith("+json");
  }

  private void envelope(Headers headers, int length) throws IOException, Rejected {
    Envelope envelope = new Envelope(length);
    headers.each(envelope::add);
    envelope.read();
  }

  private void data(byte[] value) throws IOException, Rejected {
    try {
      in.open(value, 0, value.length);
      @Nullable JsonToken first = in.next();
      if (first != null) {
        data.read(in, draft);
        if (!ends()) {
          throw in.reject(RejectReason.TRAILING_CONTENT);
        }
      }
    } finally {
      in.close();
    }
  }

  private boolean ends() throws Rejected {
    try {
      return in.next() == null;
    } catch (IOException e) {
      return false;
    }
  }

  /** The attributes of one record, held to the limits of a record in structured mode. */
  private final class Envelope {
    private final Set<String> seen = new HashSet<>();
    private long bytes;
    private @Nullable IOException failed;
    private @Nullable RejectReason reason;
    private String where = "";

    private Envelope(int length) {
      bytes = length;
    }

    private void add(String header, byte @Nullable [] value) {
      if (!isAttribute(header) || reason != null || failed != null) {
        return;
      }
      String name = header.substring(3).toLowerCase(Locale.ROOT);
      @Nullable Column column = attributes.get(name);
      bytes += header.length() + (value == null ? 0 : value.length);
      if (!seen.add(name)) {
        reject(RejectReason.DUPLICATE_KEY, column == null ? "" : name);
      } else if (bytes > settings.maxRecordBytes()) {
        reject(RejectReason.TOO_LARGE, "");
      } else if (seen.size() > settings.maxKeys()
          || (value != null && value.length > settings.maxStringBytes())) {
        reject(RejectReason.LIMIT, "");
      } else if (value != null && !Utf8.isWellFormed(value)) {
        reject(RejectReason.INVALID_UTF8, "");
      } else if (column == null) {
        draft.unknown();
      } else if (value != null) {
        read(column, value);
      }
    }

    private void read(Column column, byte[] value) {
      try {
        column.read(cell.at(value, 0, value.length), draft);
      } catch (IOException e) {
        failed = e;
      } catch (Rejected e) {
        reject(e.reason(), e.field());
      }
    }

    private void reject(RejectReason why, String field) {
      reason = why;
      where = field;
    }

    private void read() throws IOException, Rejected {
      if (failed != null) {
        throw failed;
      }
      if (reason != null) {
        throw rejected.as(reason, where);
      }
    }
  }
}
