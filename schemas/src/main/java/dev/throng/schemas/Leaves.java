package dev.throng.schemas;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;

/**
 * The leaf fields of a record: those that hold data themselves, bare or in arrays, maps and unions,
 * and not only records with fields of their own.
 */
final class Leaves {

  /** A field with its dotted path from the record's top. */
  record Leaf(String path, Field field) {}

  private final List<Leaf> found = new ArrayList<>();
  private final Set<String> open = new HashSet<>();

  private Leaves() {}

  /**
   * Every leaf of {@code record}, in the schema's order; a record within itself is not repeated.
   */
  static List<Leaf> of(Schema record) {
    Leaves leaves = new Leaves();
    leaves.descend("", record);
    return leaves.found;
  }

  private void descend(String prefix, Schema record) {
    if (!open.add(record.getFullName())) {
      return;
    }
    for (Field field : record.getFields()) {
      String path = prefix + field.name();
      List<Schema> records = new ArrayList<>();
      if (holdsData(field.schema(), records)) {
        found.add(new Leaf(path, field));
      }
      for (Schema inner : records) {
        descend(path + ".", inner);
      }
    }
    open.remove(record.getFullName());
  }

  /** Whether anything but records is in {@code type}; the records are added to {@code records}. */
  private static boolean holdsData(Schema type, List<Schema> records) {
    return switch (type.getType()) {
      case RECORD -> {
        records.add(type);
        yield false;
      }
      case ARRAY -> holdsData(type.getElementType(), records);
      case MAP -> {
        // The keys are data whatever the values are.
        holdsData(type.getValueType(), records);
        yield true;
      }
      case UNION -> {
        boolean data = false;
        for (Schema branch : type.getTypes()) {
          data |= branch.getType() != Schema.Type.NULL && holdsData(branch, records);
        }
        yield data;
      }
      default -> true;
    };
  }
}
