package dev.throng.pipeline.publish;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * A column of measures.
 *
 * @param name as in {@code sum_price}: a letter or underscore, then letters, digits, underscores
 * @param kind what its values are
 */
public record Column(String name, Kind kind) {

  public Column {
    Table.requireColumnName(name);
    Objects.requireNonNull(kind);
  }

  /** How a dimension is called as a column: {@code property.plan} is {@code property_plan}. */
  public static String ofDimension(String dimension) {
    return dimension.replace('.', '_').replace('-', '_');
  }

  /** What a measure gives, and its type in every format. */
  public enum Kind {
    /** A whole number: int64. */
    COUNT,
    /** An amount: decimal(38,4). */
    SUM,
    /** A rate or an average: decimal(18,6). */
    RATIO;

    /** Digits behind the point. */
    int scale() {
      return switch (this) {
        case COUNT -> 0;
        case SUM -> 4;
        case RATIO -> 6;
      };
    }

    private int precision() {
      return switch (this) {
        case COUNT -> 19;
        case SUM -> 38;
        case RATIO -> 18;
      };
    }

    /**
     * A value as every format writes it, rounded half to even.
     *
     * @throws ArithmeticException if it is too large for the type
     */
    BigDecimal value(String decimal) {
      BigDecimal value = new BigDecimal(decimal).setScale(scale(), RoundingMode.HALF_EVEN);
      boolean fits =
          this == COUNT
              ? value.toBigInteger().bitLength() < Long.SIZE
              : value.precision() <= precision();
      if (!fits) {
        throw new ArithmeticException("A measure is too large for its type.");
      }
      return value;
    }

    Schema schema() {
      return this == COUNT
          ? Schema.create(Schema.Type.LONG)
          : LogicalTypes.decimal(precision(), scale())
              .addToSchema(Schema.create(Schema.Type.BYTES));
    }
  }
}
