package dev.throng.pipeline.rights;

import dev.throng.schemas.StoredEvent;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.Purpose;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * What decides about a stored row: when it was, what it was, what it may serve, and of whom it is.
 *
 * @param time milliseconds since 1970-01-01T00:00Z, cut to the minute
 * @param purposes bits of {@link Purpose}
 */
record RowKey(
    long time,
    String type,
    int purposes,
    @Nullable String device,
    @Nullable String cookie,
    @Nullable String user,
    @Nullable String company,
    @Nullable String seller) {
  private static final List<String> COLUMNS =
      List.of(
          "event_time", "event_type", "purposes", "device", "cookie", "user", "company", "seller");

  /** The columns of a row that are read for it, as a schema of their own. */
  static final Schema SCHEMA =
      Schema.createRecord(
          "RowKey",
          null,
          "dev.throng.pipeline.rights",
          false,
          COLUMNS.stream()
              .map(name -> StoredEvent.getClassSchema().getField(name))
              .map(field -> new Schema.Field(field, field.schema()))
              .toList());

  static RowKey of(StoredEvent event) {
    return new RowKey(
        event.getEventTime(),
        event.getEventType(),
        bits(event.getPurposes()),
        event.getDevice(),
        event.getCookie(),
        event.getUser(),
        event.getCompany(),
        event.getSeller());
  }

  static RowKey of(GenericRecord row) {
    return new RowKey(
        (Long) row.get("event_time"),
        row.get("event_type").toString(),
        bits((Iterable<?>) row.get("purposes")),
        text(row, "device"),
        text(row, "cookie"),
        text(row, "user"),
        text(row, "company"),
        text(row, "seller"));
  }

  /** The pseudonym of a type. */
  @Nullable String id(IdType of) {
    return switch (of) {
      case DEVICE -> device;
      case COOKIE -> cookie;
      case USER -> user;
      case COMPANY -> company;
    };
  }

  private static int bits(Iterable<?> labels) {
    int bits = 0;
    for (Object label : labels) {
      bits |= Purpose.named(label.toString()).map(Purpose::bit).orElse(0);
    }
    return bits;
  }

  private static @Nullable String text(GenericRecord row, String column) {
    Object value = row.get(column);
    return value == null ? null : value.toString();
  }
}
