package dev.throng.pipeline.publish;

import dev.throng.schemas.StoredEvent;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * One field of stored events on its way to Parquet: what it was in some rows, to be written at
 * once. Levels are those of Dremel (Melnik et al., "Dremel: Interactive Analysis of Web-Scale
 * Datasets", 2010), which Parquet counts by. Belongs to one thread.
 */
final class EventColumn {

  /** How the values of a field lie in one or two columns. */
  private enum Form {
    TEXT {
      @Override
      void write(Object value, int level, List<ColumnWriter> columns) {
        columns.get(0).write(Binary.fromString((String) value), 0, level);
      }
    },
    NUMBER {
      @Override
      void write(Object value, int level, List<ColumnWriter> columns) {
        columns.get(0).write((long) value, 0, level);
      }
    },
    FLAG {
      @Override
      void write(Object value, int level, List<ColumnWriter> columns) {
        columns.get(0).write((boolean) value, 0, level);
      }
    },
    TEXTS {
      @Override
      Object kept(Object value) {
        return ((List<?>) value).toArray();
      }

      @Override
      void write(Object value, int level, List<ColumnWriter> columns) {
        write((Object[]) value, 0, 1, level, columns.get(0));
      }
    },
    TEXT_BY_NAME {
      @Override
      Object kept(Object value) {
        Map<?, ?> map = (Map<?, ?>) value;
        Object[] pairs = new Object[2 * map.size()];
        int at = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          pairs[at++] = entry.getKey();
          pairs[at++] = entry.getValue();
        }
        return pairs;
      }

      @Override
      void write(Object value, int level, List<ColumnWriter> columns) {
        write((Object[]) value, 0, 2, level, columns.get(0));
        write((Object[]) value, 1, 2, level, columns.get(1));
      }
    };

    static Form of(Type type) {
      if (type.isPrimitive()) {
        return switch (type.asPrimitiveType().getPrimitiveTypeName()) {
          case BINARY -> TEXT;
          case INT64 -> NUMBER;
          case BOOLEAN -> FLAG;
          default -> throw new IllegalArgumentException("No stored event has a " + type + ".");
        };
      }
      LogicalTypeAnnotation group = type.getLogicalTypeAnnotation();
      if (group instanceof ListLogicalTypeAnnotation) {
        return TEXTS;
      }
      if (group instanceof MapLogicalTypeAnnotation) {
        return TEXT_BY_NAME;
      }
      throw new IllegalArgumentException("No stored event has a " + type + ".");
    }

    /** What stays as it is when the row is used again. */
    Object kept(Object value) {
      return value;
    }

    /** Writes a value whose presence has a level. */
    abstract void write(Object value, int level, List<ColumnWriter> columns);

    /** Writes every {@code step}-th of some texts. */
    static void write(Object[] texts, int first, int step, int level, ColumnWriter column) {
      if (texts.length == 0) {
        column.writeNull(0, level);
      }
      for (int i = first; i < texts.length; i += step) {
        column.write(Binary.fromString(texts[i].toString()), i == first ? 0 : 1, level + 1);
      }
    }
  }

  private final int field;
  private final String name;
  private final Form form;

  /** The definition level of a value that is there; 0 where one always is. */
  private final int level;

  private final List<ColumnDescriptor> leaves;
  private final @Nullable Object[] values;
  private List<ColumnWriter> columns = List.of();

  private EventColumn(
      int field, Type type, List<ColumnDescriptor> leaves, @Nullable Object[] values) {
    this.field = field;
    this.name = type.getName();
    this.form = Form.of(type);
    this.level = type.isRepetition(Type.Repetition.OPTIONAL) ? 1 : 0;
    this.leaves = leaves;
    this.values = values;
  }

  /**
   * One for each field, in their order.
   *
   * @param schema what parquet-avro makes of the schema of stored events
   * @param rows how many rows each can take before they are written
   */
  static List<EventColumn> all(MessageType schema, int rows) {
    return ((GroupType) schema)
        .getFields().stream()
            .map(
                type ->
                    new EventColumn(
                        schema.getFieldIndex(type.getName()),
                        type,
                        schema.getColumns().stream()
                            .filter(leaf -> leaf.getPath()[0].equals(type.getName()))
                            .toList(),
                        new @Nullable Object[rows]))
            .toList();
  }

  /** From now on it is written to these columns. */
  void turnTo(ColumnWriteStore store) {
    columns = leaves.stream().map(store::getColumnWriter).toList();
  }

  /**
   * Takes down what a row has, and holds on to nothing of the row.
   *
   * @throws IllegalArgumentException where it has nothing and must
   */
  void take(StoredEvent event, int row) {
    Object value = event.get(field);
    if (value == null && level == 0) {
      throw new IllegalArgumentException("A stored event has no " + name + ".");
    }
    values[row] = value == null ? null : form.kept(value);
  }

  /** Writes the first rows that were taken down. */
  void write(int rows) {
    for (int row = 0; row < rows; row++) {
      Object value = values[row];
      if (value == null) {
        for (ColumnWriter column : columns) {
          column.writeNull(0, 0);
        }
      } else {
        form.write(value, level, columns);
      }
    }
  }
}
