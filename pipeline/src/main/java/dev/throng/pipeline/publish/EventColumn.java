package dev.throng.pipeline.publish;

import dev.throng.schemas.StoredEvent;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ColumnWriter;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;
import org.jspecify.annotations.Nullable;

/**
 * One field of stored events on its way to Parquet, which takes what it was in some rows at once.
 * Levels are those of Dremel (Melnik et al., "Dremel: Interactive Analysis of Web-Scale Datasets",
 * 2010), which Parquet counts by. Belongs to one thread.
 */
final class EventColumn {

  /** How the values of a field lie in one or two columns. */
  private enum Form {
    TEXT {
      @Override
      void write(Object value, int level, ColumnWriter[] columns, RecentBinaries recent) {
        columns[0].write(recent.of((String) value), 0, level);
      }
    },
    NUMBER {
      @Override
      void write(Object value, int level, ColumnWriter[] columns, RecentBinaries recent) {
        columns[0].write((long) value, 0, level);
      }
    },
    FLAG {
      @Override
      void write(Object value, int level, ColumnWriter[] columns, RecentBinaries recent) {
        columns[0].write((boolean) value, 0, level);
      }
    },
    TEXTS {
      @Override
      Object kept(Object value) {
        return ((List<?>) value).toArray();
      }

      @Override
      void write(Object value, int level, ColumnWriter[] columns, RecentBinaries recent) {
        write((Object[]) value, 0, 1, level, columns[0], recent);
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
      void write(Object value, int level, ColumnWriter[] columns, RecentBinaries recent) {
        write((Object[]) value, 0, 2, level, columns[0], recent);
        write((Object[]) value, 1, 2, level, columns[1], recent);
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
    abstract void write(Object value, int level, ColumnWriter[] columns, RecentBinaries recent);

    /** Writes every {@code step}-th of some texts. */
    static void write(
        Object[] texts,
        int first,
        int step,
        int level,
        ColumnWriter column,
        RecentBinaries recent) {
      if (texts.length == 0) {
        column.writeNull(0, level);
      }
      for (int i = first; i < texts.length; i += step) {
        column.write(recent.of(texts[i].toString()), i == first ? 0 : 1, level + 1);
      }
    }
  }

  private final int field;
  private final String name;
  private final Form form;

  /** The definition level of a value that is there; 0 where one always is. */
  private final int level;

  private final List<ColumnDescriptor> leaves;
  private final RecentBinaries recent = new RecentBinaries();
  private ColumnWriter[] columns = {};

  private EventColumn(int field, Type type, List<ColumnDescriptor> leaves) {
    this.field = field;
    this.name = type.getName();
    this.form = Form.of(type);
    this.level = type.isRepetition(Type.Repetition.OPTIONAL) ? 1 : 0;
    this.leaves = leaves;
  }

  /**
   * One for each field, in their order.
   *
   * @param schema what parquet-avro makes of the schema of stored events
   */
  static EventColumn[] all(MessageType schema) {
    EventColumn[] all = new EventColumn[schema.getFieldCount()];
    for (int field = 0; field < all.length; field++) {
      Type type = schema.getType(field);
      List<ColumnDescriptor> leaves =
          schema.getColumns().stream()
              .filter(leaf -> leaf.getPath()[0].equals(type.getName()))
              .toList();
      all[field] = new EventColumn(field, type, leaves);
    }
    return all;
  }

  /** From now on it is written to these columns. */
  void turnTo(ColumnWriteStore store) {
    columns = leaves.stream().map(store::getColumnWriter).toArray(ColumnWriter[]::new);
  }

  /**
   * What a row has, or null; it stays as it is when the row is used again.
   *
   * @throws IllegalArgumentException where it has nothing and must
   */
  @Nullable Object of(StoredEvent event) {
    Object value = event.get(field);
    if (value != null) {
      return form.kept(value);
    }
    if (level == 0) {
      throw new IllegalArgumentException("A stored event has no " + name + ".");
    }
    return null;
  }

  /** Writes what the first rows had, of the values of all fields row by row. */
  void write(@Nullable Object[] values, int rows, int fields) {
    for (int row = 0, at = field; row < rows; row++, at += fields) {
      Object value = values[at];
      if (value == null) {
        for (ColumnWriter column : columns) {
          column.writeNull(0, 0);
        }
      } else {
        form.write(value, level, columns, recent);
      }
    }
  }
}
