package dev.throng.pipeline.replay;

import com.google.common.base.Splitter;
import com.google.common.hash.Hashing;
import dev.throng.pipeline.publish.SplitName;
import dev.throng.pipeline.rights.SealedRejections.Line;
import dev.throng.schemas.Split;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one replay is about: rejections with their sealed records, a file for each input file that
 * they are of. Whoever is killed finds it again and does the same once more, under the same names.
 *
 * @param number of the replay, 16 digits in base 16, as no split of an input file begins
 * @param files by name, the lines of each
 */
record Plan(String number, Map<String, List<String>> files) {
  private static final String ENDING = ".jsonl";
  private static final SecureRandom RANDOM = new SecureRandom();

  Plan {
    files = new TreeMap<>(files);
  }

  static Plan of(List<Line> lines) {
    // Behind the end of any file.
    long number = 1L << 62 | RANDOM.nextLong() >>> 2;
    String digits = HexFormat.of().toHexDigits(number);
    Map<String, List<String>> files = new HashMap<>();
    for (Line line : lines) {
      String hash = SplitName.of(new Split(line.file(), 0L, 0L)).file();
      files
          .computeIfAbsent(hash + "-" + digits + ENDING, name -> new ArrayList<>())
          .add(line.text());
    }
    return new Plan(digits, files);
  }

  /** What {@link #contents} gave. */
  static Plan read(String number, Map<String, byte[]> contents) {
    Map<String, List<String>> files = new HashMap<>();
    contents.forEach(
        (name, content) ->
            files.put(
                name,
                Splitter.on('\n')
                    .omitEmptyStrings()
                    .splitToList(new String(content, StandardCharsets.UTF_8))));
    return new Plan(number, files);
  }

  Map<String, byte[]> contents() {
    Map<String, byte[]> contents = new HashMap<>();
    files.forEach(
        (name, lines) ->
            contents.put(name, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8)));
    return contents;
  }

  /** The name of the file that says that a plan is whole, or that it is carried out. */
  String marker(String ending) {
    return number + ending;
  }

  /** Whether a file is of some plan. */
  static boolean isFile(String name) {
    return name.matches("[0-9a-f]{16}-[0-9a-f]{16}\\.jsonl");
  }

  /** The number of the plan that a file is of. */
  static String number(String file) throws IOException {
    if (!isFile(file)) {
      throw new IOException("a file of a replay has another name");
    }
    return file.substring(17, 33);
  }

  /** What tells a sealed record from all others, and nothing else. */
  static String digest(String text) {
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString().substring(0, 32);
  }
}
