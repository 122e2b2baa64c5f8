package dev.throng.transforms.parse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The form of what a writer's type encodes, enough to go behind it. Only forms are taken from a
 * schema: no property of it, such as the name of a class, is looked at.
 */
interface AvroType extends AvroValue {

  /** Goes behind one value. */
  void skip(AvroBytes in) throws Rejected;

  /** Goes behind one value, which thereby is none. */
  @Override
  default @Nullable Object read(AvroBytes in, AvroDraft draft) throws Rejected {
    skip(in);
    return null;
  }

  /** Whether a value takes no bytes at all, so that any number of them may be claimed. */
  default boolean empty() {
    return false;
  }

  /** Makes types of one schema, each named one once. */
  final class Compiler {
    private static final int MOST_LEVELS = 64;

    private final Map<String, AvroType> named = new HashMap<>();
    private int level;

    /**
     * The form of that type.
     *
     * @throws UnreadableInput if it is recursive or nested beyond 64 levels
     */
    AvroType of(Schema schema) throws UnreadableInput {
      if (++level > MOST_LEVELS) {
        throw new UnreadableInput("the Avro schema is nested beyond 64 levels");
      }
      AvroType type =
          switch (schema.getType()) {
            case NULL -> new Bytes(0);
            case BOOLEAN -> AvroBytes::bool;
            case INT, LONG, ENUM -> AvroBytes::varint;
            case FLOAT -> new Bytes(Float.BYTES);
            case DOUBLE -> new Bytes(Double.BYTES);
            case FIXED -> new Bytes(schema.getFixedSize());
            case STRING, BYTES -> new Text();
            case ARRAY -> new Items(of(schema.getElementType()), false);
            case MAP -> new Items(of(schema.getValueType()), true);
            case UNION -> union(schema);
            case RECORD -> record(schema);
          };
      level--;
      return type;
    }

    private AvroType union(Schema schema) throws UnreadableInput {
      List<AvroType> branches = new ArrayList<>();
      for (Schema branch : schema.getTypes()) {
        branches.add(of(branch));
      }
      return new Union(branches.toArray(AvroType[]::new));
    }

    private AvroType record(Schema schema) throws UnreadableInput {
      String name = schema.getFullName();
      if (named.containsKey(name)) {
        @Nullable AvroType known = named.get(name);
        if (known == null) {
          throw new UnreadableInput("the Avro schema is recursive");
        }
        return known;
      }
      named.put(name, null);
      List<AvroType> fields = new ArrayList<>();
      for (Schema.Field field : schema.getFields()) {
        AvroType type = of(field.schema());
        if (!type.empty()) {
          fields.add(type);
        }
      }
      AvroType record = new Fields(fields.toArray(AvroType[]::new));
      named.put(name, record);
      return record;
    }
  }

  /** As many bytes as stand before it. */
  record Text() implements AvroType {
    @Override
    public void skip(AvroBytes in) throws Rejected {
      in.skip(in.length());
    }
  }

  /** A value of that many bytes. */
  record Bytes(int count) implements AvroType {
    @Override
    public void skip(AvroBytes in) throws Rejected {
      in.skip(count);
    }

    @Override
    public boolean empty() {
      return count == 0;
    }
  }

  /** An array or a map. */
  record Items(AvroType item, boolean named) implements AvroType {
    @Override
    public void skip(AvroBytes in) throws Rejected {
      for (long count = in.items(); count != 0; count = in.items()) {
        if (!named && item.empty()) {
          continue;
        }
        // Each of them takes a byte at least, so that a count that is too large ends soon.
        for (long i = 0; i < count; i++) {
          if (named) {
            in.skip(in.length());
          }
          item.skip(in);
        }
      }
    }
  }

  /** One of several types. */
  final class Union implements AvroType {
    private final AvroType[] branches;

    Union(AvroType[] branches) {
      this.branches = branches;
    }

    @Override
    public void skip(AvroBytes in) throws Rejected {
      branches[branch(in, branches.length)].skip(in);
    }

    /** Reads which branch follows. */
    static int branch(AvroBytes in, int branches) throws Rejected {
      long branch = in.varint();
      if (branch < 0 || branch >= branches) {
        throw in.undecodable();
      }
      return (int) branch;
    }
  }

  /** The fields of a record that take any bytes. */
  final class Fields implements AvroType {
    private final AvroType[] fields;

    Fields(AvroType[] fields) {
      this.fields = fields;
    }

    @Override
    public void skip(AvroBytes in) throws Rejected {
      for (AvroType field : fields) {
        field.skip(in);
      }
    }

    @Override
    public boolean empty() {
      return fields.length == 0;
    }
  }
}
