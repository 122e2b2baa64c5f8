package dev.throng.transforms.parse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cases of bad input: one a line, with its number, the record (each of its bytes a character) and
 * what becomes of it.
 */
record Corpus(String number, String shown, String latin1, String outcome) {

  private static final Pattern SPECIAL =
      Pattern.compile(
          "⟨(?:(?<hex>(?:[0-9a-f]{2})+)|(?<count>i:)?(?<times>\\d+)\\*(?<text>[^⟩]+))⟩");

  /** The cases of a file; {@code @} stands for one text in records and another in outcomes. */
  static List<Corpus> of(String file, String inRecord, String inOutcome) {
    try (InputStream in = Corpus.class.getResourceAsStream("corpus/" + file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> parse(line, inRecord, inOutcome))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Corpus parse(String line, String inRecord, String inOutcome) {
    int first = line.indexOf('\t');
    int last = line.lastIndexOf('\t');
    String shown = line.substring(first + 1, last);
    return new Corpus(
        line.substring(0, first),
        shown,
        new String(
            bytes(shown.replaceAll("(?<=[{ ])@", Matcher.quoteReplacement(inRecord))),
            StandardCharsets.ISO_8859_1),
        new String(
            bytes(line.substring(last + 1).replace("@", inOutcome)), StandardCharsets.UTF_8));
  }

  private static byte[] bytes(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Matcher special = SPECIAL.matcher(text);
    int at = 0;
    while (special.find()) {
      out.writeBytes(text.substring(at, special.start()).getBytes(StandardCharsets.UTF_8));
      at = special.end();
      if (special.group("hex") != null) {
        out.writeBytes(HexFormat.of().parseHex(special.group("hex")));
        continue;
      }
      for (int i = 0; i < Integer.parseInt(special.group("times")); i++) {
        String once = special.group("text");
        out.writeBytes(
            (special.group("count") == null ? once : once.replace("#", "" + i))
                .getBytes(StandardCharsets.UTF_8));
      }
    }
    out.writeBytes(text.substring(at).getBytes(StandardCharsets.UTF_8));
    return out.toByteArray();
  }

  byte[] record() {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  @Override
  public String toString() {
    return number + " " + shown;
  }
}
