package dev.throng.transforms.pseudonymize.geo;

/**
 * A line of the city list.
 *
 * @param id GeoNames id
 * @param name in the list's spelling
 * @param asciiName the same in ASCII
 * @param latitude degrees, -90 to 90
 * @param longitude degrees, -180 to 180
 * @param country ISO 3166-1 alpha-2
 * @param admin1 GeoNames code of the first-level division, maybe empty
 * @param population people
 */
record City(
    int id,
    String name,
    String asciiName,
    double latitude,
    double longitude,
    String country,
    String admin1,
    int population) {

  /** Whether this one bears a shared name before the other: the larger, then the smaller id. */
  boolean outranks(City other) {
    return population != other.population ? population > other.population : id < other.id;
  }
}
