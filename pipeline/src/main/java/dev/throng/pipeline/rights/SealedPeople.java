package dev.throng.pipeline.rights;

import com.google.common.base.Splitter;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.rights.SealedRejections.Line;
import dev.throng.transforms.pseudonymize.key.RecordOpener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Erases people from sealed rejections. A record that could not be read need not be one of any
 * format: it goes if an id stands anywhere in it, as it is or escaped as JSON or URLs do. So it
 * takes out more than a person's records perhaps, and never less.
 *
 * @param opener with the private halves; nothing where they are not given
 */
record SealedPeople(Job job, Optional<RecordOpener> opener) {
  private static final Pattern ESCAPED =
      Pattern.compile("\\\\u([0-9a-fA-F]{4})|\\\\([\"\\\\/])|((?:%[0-9a-fA-F]{2})+)");

  /**
   * What was done.
   *
   * @param removed how many records
   * @param left by the name of their seal key, how many are left that could not be looked into, and
   *     when they expire
   */
  record Erased(long removed, SortedMap<String, String> left) {}

  Erased erase(Collection<NamedId> ids) throws IOException {
    SealedRejections rejections = new SealedRejections(job);
    long removed = 0;
    if (opener.isPresent()) {
      AnyOf any = new AnyOf(ids.stream().map(NamedId::id).toList());
      removed =
          rejections.strip(
              () -> {
                RecordOpener own = opener.orElseThrow().another();
                return line -> isTheirs(own, line, any);
              },
              false);
    }
    SortedMap<String, Long> counts = new TreeMap<>();
    rejections.each(
        line -> {
          if (opener.isEmpty() || !opener.orElseThrow().opens(line.sealed())) {
            counts.merge(
                line.sealed().keyName() + " until " + line.sealed().expires(), 1L, Long::sum);
          }
        });
    SortedMap<String, String> left = new TreeMap<>();
    counts.forEach(
        (key, count) -> {
          List<String> parts = Splitter.on(" until ").splitToList(key);
          left.put(
              parts.get(0),
              count + " sealed records with that key, which expire at " + parts.get(1));
        });
    return new Erased(removed, left);
  }

  private static boolean isTheirs(RecordOpener opener, Line line, AnyOf ids) {
    Optional<byte[]> record = opener.open(line.sealed(), line.file(), line.offset());
    if (record.isEmpty()) {
      return false;
    }
    String text = new String(record.orElseThrow(), StandardCharsets.UTF_8);
    // What is escaped twice, as in JSON within JSON, is read at the third look.
    for (int look = 0; look < 4; look++) {
      if (ids.isIn(text)) {
        return true;
      }
      text = unescaped(text);
    }
    return false;
  }

  private static String unescaped(String text) {
    return ESCAPED
        .matcher(text)
        .replaceAll(
            found -> {
              String plain;
              if (found.group(1) != null) {
                plain = String.valueOf((char) Integer.parseInt(found.group(1), 16));
              } else if (found.group(2) != null) {
                plain = found.group(2);
              } else {
                plain = percent(found.group(3));
              }
              return Matcher.quoteReplacement(plain);
            });
  }

  private static String percent(String text) {
    byte[] bytes = new byte[text.length() / 3];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) Integer.parseInt(text.substring(3 * i + 1, 3 * i + 3), 16);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
