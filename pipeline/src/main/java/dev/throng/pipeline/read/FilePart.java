package dev.throng.pipeline.read;

import com.google.common.base.Splitter;
import dev.throng.schemas.Split;
import java.io.Serializable;
import java.util.List;

/**
 * A {@link Split} that is Serializable, as Avro's records are not without their schema.
 *
 * @param file its name
 * @param start first byte
 * @param end first byte behind it
 */
public record FilePart(String file, long start, long end) implements Serializable {
  /** The same as the noun says it. */
  public static FilePart of(Split split) {
    return new FilePart(split.getFile(), split.getStart(), split.getEnd());
  }

  /** The part of that {@link #name}. */
  public static FilePart named(String name) {
    List<String> parts = Splitter.on(':').limit(3).splitToList(name);
    return new FilePart(parts.get(2), Long.parseLong(parts.get(0)), Long.parseLong(parts.get(1)));
  }

  /** What no other part has, to shuffle by: {@code start:end:file}. */
  public String name() {
    return start + ":" + end + ":" + file;
  }

  /** The noun. */
  public Split split() {
    return new Split(file, start, end);
  }
}
