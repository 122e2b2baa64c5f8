package dev.throng.transforms.parse;

import java.io.Serializable;
import java.util.Set;

/**
 * How far a record may go before it is rejected, and what of it is wanted.
 *
 * @param maxRecordBytes bytes of one record, without its line end; 1 to 64 MB
 * @param maxDepth objects and arrays within one another, the record itself included; 2 to 200
 * @param maxKeys names in one object beside those that the format knows; at most 10,000
 * @param maxStringBytes bytes of one string as it is encoded
 * @param maxNumberBytes characters of one number
 * @param fields paths of {@code IdentifiedEvent} to decode; others are skipped. The type, the time
 *     and whatever may refuse consent are decoded in any case
 * @param properties names of properties to keep
 */
public record ParseSettings(
    int maxRecordBytes,
    int maxDepth,
    int maxKeys,
    int maxStringBytes,
    int maxNumberBytes,
    Set<String> fields,
    Set<String> properties)
    implements Serializable {

  private static final int MOST_RECORD_BYTES = 64 << 20;
  private static final int MOST_DEPTH = 200;
  private static final int MOST_KEYS = 10_000;

  private static final ParseSettings STANDARD =
      new ParseSettings(1 << 20, 32, 1_000, 1 << 17, 1_000, EventField.paths(), Set.of());

  /**
   * @throws IllegalArgumentException if a bound lies out of its range or a field is not known
   */
  public ParseSettings {
    within("maxRecordBytes", maxRecordBytes, 1, MOST_RECORD_BYTES);
    within("maxDepth", maxDepth, 2, MOST_DEPTH);
    within("maxKeys", maxKeys, 1, MOST_KEYS);
    within("maxStringBytes", maxStringBytes, 1, MOST_RECORD_BYTES);
    within("maxNumberBytes", maxNumberBytes, 1, MOST_RECORD_BYTES);
    fields = Set.copyOf(fields);
    properties = Set.copyOf(properties);
    if (!EventField.paths().containsAll(fields)) {
      throw new IllegalArgumentException("a field to decode is not a path of IdentifiedEvent");
    }
  }

  /**
   * Records of 1 MB, 32 levels, 1,000 names an object, strings of 128 KB, numbers of 1,000 digits;
   * every field, no property.
   */
  public static ParseSettings standard() {
    return STANDARD;
  }

  /** These, but with records of at most that many bytes. */
  public ParseSettings withMaxRecordBytes(int bytes) {
    return new ParseSettings(
        bytes, maxDepth, maxKeys, maxStringBytes, maxNumberBytes, fields, properties);
  }

  /** These, but decoding the fields of those paths only. */
  public ParseSettings withFields(Set<String> paths) {
    return new ParseSettings(
        maxRecordBytes, maxDepth, maxKeys, maxStringBytes, maxNumberBytes, paths, properties);
  }

  /** These, but keeping the properties of those names. */
  public ParseSettings withProperties(Set<String> names) {
    return new ParseSettings(
        maxRecordBytes, maxDepth, maxKeys, maxStringBytes, maxNumberBytes, fields, names);
  }

  private static void within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " lies between " + least + " and " + most);
    }
  }
}
