package dev.throng.transforms.parse;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header of a table.
 *
 * @param comma whether its cells are parted by commas, else by tabs
 * @param columns the names of its columns; one that comes again has none
 */
record Header(boolean comma, List<String> columns) {

  private static final int MOST_BYTES = 1 << 17;

  Header {
    columns = List.copyOf(columns);
  }

  /** The header that a line is; null where its first cell is not that name. */
  static @Nullable Header of(byte[] bytes, int from, int length, String first) {
    if (length > MOST_BYTES) {
      return null;
    }
    String line = new String(bytes, from, length, StandardCharsets.UTF_8);
    boolean comma = line.startsWith(first + ",") || line.startsWith("\"" + first + "\",");
    if (!comma && !line.startsWith(first + "\t")) {
      return null;
    }
    String[] names = line.split(comma ? "," : "\t", -1);
    for (int i = 0; i < names.length; i++) {
      String name = names[i];
      boolean quoted = comma && name.length() > 1 && name.startsWith("\"") && name.endsWith("\"");
      names[i] = quoted ? name.substring(1, name.length() - 1) : name;
    }
    // Which of two columns of one name is meant, nobody knows; so neither is.
    List<String> all = Arrays.asList(names);
    return new Header(
        comma,
        all.stream().map(name -> all.indexOf(name) == all.lastIndexOf(name) ? name : "").toList());
  }
}
