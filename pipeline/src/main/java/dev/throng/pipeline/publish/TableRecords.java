package dev.throng.pipeline.publish;

import dev.throng.schemas.ReleasedAggregate;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/** A table as Avro records, for the formats that Avro stands behind. */
record TableRecords(Table table, Schema schema) {
  private static final String NAMESPACE = "dev.throng.reports";

  static TableRecords of(Table table) {
    List<Schema.Field> fields = new ArrayList<>();
    Schema instant = LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG));
    fields.add(new Schema.Field(Table.WINDOW_START, instant));
    fields.add(new Schema.Field(Table.WINDOW_END, instant));
    for (String dimension : table.dimensions()) {
      fields.add(new Schema.Field(dimension, Schema.create(Schema.Type.STRING)));
    }
    for (Column measure : table.measures()) {
      Schema nullable =
          Schema.createUnion(Schema.create(Schema.Type.NULL), measure.kind().schema());
      fields.add(new Schema.Field(measure.name(), nullable, null, Schema.Field.NULL_DEFAULT_VALUE));
    }
    return new TableRecords(table, Schema.createRecord("Row", null, NAMESPACE, false, fields));
  }

  GenericRecord of(ReleasedAggregate row) {
    GenericData.Record values = new GenericData.Record(schema);
    int at = 0;
    values.put(at++, table.windowStart());
    values.put(at++, table.windowEnd());
    for (String dimension : row.getGroup()) {
      values.put(at++, dimension);
    }
    for (int i = 0; i < table.measures().size(); i++) {
      values.put(at++, value(table.measures().get(i).kind(), row.getMeasures().get(i)));
    }
    return values;
  }

  private static @Nullable Object value(Column.Kind kind, @Nullable String decimal) {
    if (decimal == null) {
      return null;
    }
    return kind == Column.Kind.COUNT
        ? (Object) kind.value(decimal).longValueExact()
        : ByteBuffer.wrap(kind.value(decimal).unscaledValue().toByteArray());
  }
}
