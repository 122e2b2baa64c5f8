package dev.throng.transforms.pseudonymize.geo;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the two tables of a city list: tab-separated UTF-8 with a line of headings, no quoting. A
 * line that is not understood fails the whole file, and the message names its number.
 */
final class ListFile {
  static final String CITY_HEADINGS =
      "geonameid\tname\tasciiname\tlatitude\tlongitude\tfeature_code\tcountry\tadmin1\tpopulation\tmodified";
  static final String REGION_HEADINGS = "code\tname";
  private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
  private static final Pattern REGION_CODE = Pattern.compile("[A-Z]{2}\\.[A-Za-z0-9]{1,16}");

  private ListFile() {}

  static List<City> cities(String file, byte[] content) {
    List<City> cities = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    eachLine(
        file,
        content,
        CITY_HEADINGS,
        fields -> {
          City city =
              new City(
                  number(fields[0], 1),
                  name(fields[1]),
                  name(fields[2]),
                  degrees(fields[3], 90),
                  degrees(fields[4], 180),
                  matching(COUNTRY, fields[6]),
                  fields[7],
                  number(fields[8], 0));
          require(ids.add(city.id()));
          cities.add(city);
        });
    if (cities.isEmpty()) {
      throw new GeoDataException("The city list " + file + " has no cities.");
    }
    return cities;
  }

  /** From {@code country.admin1} to the region's name. */
  static Map<String, String> regions(String file, byte[] content) {
    Map<String, String> regions = new HashMap<>();
    eachLine(
        file,
        content,
        REGION_HEADINGS,
        fields -> require(regions.put(matching(REGION_CODE, fields[0]), name(fields[1])) == null));
    return regions;
  }

  private interface Line {
    void read(String[] fields);
  }

  private static void eachLine(String file, byte[] content, String headings, Line reader) {
    // A strict decoder: malformed UTF-8 must not become a name with question marks.
    var decoder = StandardCharsets.UTF_8.newDecoder();
    int columns = headings.split("\t", -1).length;
    int number = 1;
    try (var lines =
        new BufferedReader(new InputStreamReader(new ByteArrayInputStream(content), decoder))) {
      if (!headings.equals(lines.readLine())) {
        throw new GeoDataException(
            "The first line of " + file + " is not the headings of its layout.");
      }
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String[] fields = line.split("\t", -1);
        require(fields.length == columns);
        reader.read(fields);
      }
    } catch (IOException e) {
      throw new GeoDataException("The file " + file + " is not UTF-8 near line " + number + ".");
    } catch (IllegalArgumentException e) {
      throw new GeoDataException("Line " + number + " of " + file + " is not of its layout.");
    }
  }

  private static void require(boolean condition) {
    if (!condition) {
      throw new IllegalArgumentException();
    }
  }

  private static int number(String field, int least) {
    int number = Integer.parseInt(field);
    require(number >= least);
    return number;
  }

  private static double degrees(String field, double most) {
    double degrees = Double.parseDouble(field);
    require(degrees >= -most && degrees <= most);
    return degrees;
  }

  private static String matching(Pattern pattern, String field) {
    require(pattern.matcher(field).matches());
    return field;
  }

  /**
   * A name is released as it stands, so it must not look like {@code (unknown)} or break a line.
   */
  private static String name(String field) {
    require(!field.isEmpty() && field.length() <= NameKey.LONGEST && !field.startsWith("("));
    require(field.equals(field.strip()) && field.chars().noneMatch(Character::isISOControl));
    return field;
  }
}
