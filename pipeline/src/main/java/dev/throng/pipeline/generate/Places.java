package dev.throng.pipeline.generate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Where people live: cities large and small of 26 countries, larger countries more often. */
final class Places {
  private static final Place[] PLACES = read();

  private Places() {}

  /**
   * One city.
   *
   * @param claim what a source claims of it: country, region and city, without braces
   * @param latitude degrees north, in hundred-thousandths
   * @param longitude degrees east, in hundred-thousandths
   */
  record Place(
      String country,
      String claim,
      int latitude,
      int longitude,
      String currency,
      String language) {}

  static Place any(Dice dice) {
    return PLACES[(int) dice.popular(PLACES.length)];
  }

  private static Place[] read() {
    try (InputStream in = Places.class.getResourceAsStream("places.tsv")) {
      if (in == null) {
        throw new IllegalStateException("places.tsv is missing from the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(Places::place)
          .toArray(Place[]::new);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Place place(String line) {
    String[] cells = line.split("\t", -1);
    String claim =
        "\"country\":\"%s\",\"region\":\"%s\",\"city\":\"%s\""
            .formatted(cells[0], cells[1], cells[2]);
    return new Place(
        cells[0],
        claim,
        hundredThousandths(cells[3]),
        hundredThousandths(cells[4]),
        cells[5],
        cells[6]);
  }

  private static int hundredThousandths(String degrees) {
    return new BigDecimal(degrees).movePointRight(5).intValue();
  }
}
