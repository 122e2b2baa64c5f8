package dev.throng.transforms.pseudonymize.geo;

import java.util.Arrays;
import java.util.List;

/**
 * The nearest of many points on a sphere, by a balanced k-d tree over unit vectors, so that poles
 * and the date line are no special cases. The straight line through the earth grows with the
 * great-circle distance, so comparing its square gives the same order exactly.
 *
 * <p>The sphere has the mean radius of the earth, 6,371.0088 km (Moritz, "Geodetic Reference System
 * 1980", R1). Immutable and thread-safe.
 */
final class NearestCity {
  static final double EARTH_RADIUS_KM = 6371.0088;
  static final double REACH_KM = 100;

  /** Square of the chord that spans {@link #REACH_KM} on the unit sphere. */
  private static final double REACH = square(2 * StrictMath.sin(REACH_KM / (2 * EARTH_RADIUS_KM)));

  /** The tree in order: the middle of each range is its root, its axis the depth modulo 3. */
  private final int[] index;

  private final int[] ids;
  private final double[] xyz;

  NearestCity(List<City> cities) {
    int n = cities.size();
    double[] vectors = new double[3 * n];
    Integer[] order = new Integer[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
      writeVector(cities.get(i).latitude(), cities.get(i).longitude(), vectors, 3 * i);
    }
    arrange(order, vectors, 0, n, 0);
    index = new int[n];
    ids = new int[n];
    xyz = new double[3 * n];
    for (int i = 0; i < n; i++) {
      index[i] = order[i];
      ids[i] = cities.get(order[i]).id();
      System.arraycopy(vectors, 3 * order[i], xyz, 3 * i, 3);
    }
  }

  private static void arrange(Integer[] order, double[] vectors, int from, int to, int axis) {
    if (to - from < 2) {
      return;
    }
    Arrays.sort(
        order, from, to, (a, b) -> Double.compare(vectors[3 * a + axis], vectors[3 * b + axis]));
    int middle = (from + to) >>> 1;
    int next = axis == 2 ? 0 : axis + 1;
    arrange(order, vectors, from, middle, next);
    arrange(order, vectors, middle + 1, to, next);
  }

  /** StrictMath: the same vector on every machine of a cluster. */
  private static void writeVector(double latitude, double longitude, double[] to, int at) {
    double phi = Math.toRadians(latitude);
    double lambda = Math.toRadians(longitude);
    double ring = StrictMath.cos(phi);
    to[at] = ring * StrictMath.cos(lambda);
    to[at + 1] = ring * StrictMath.sin(lambda);
    to[at + 2] = StrictMath.sin(phi);
  }

  private static double square(double x) {
    return x * x;
  }

  /**
   * The position in the list of the nearest city at most 100 km away, of several equally near the
   * one with the smallest id; -1 if there is none. Degrees outside -90 to 90 and -180 to 180, NaN
   * among them, are nowhere.
   */
  int find(double latitude, double longitude) {
    if (!(latitude >= -90 && latitude <= 90 && longitude >= -180 && longitude <= 180)) {
      return -1;
    }
    return new Search(latitude, longitude).run();
  }

  /** One descent; small enough for the compiler to keep it off the heap. */
  private final class Search {
    private final double x;
    private final double y;
    private final double z;
    private double reach = REACH;
    private int found = -1;

    Search(double latitude, double longitude) {
      double phi = Math.toRadians(latitude);
      double lambda = Math.toRadians(longitude);
      double ring = StrictMath.cos(phi);
      x = ring * StrictMath.cos(lambda);
      y = ring * StrictMath.sin(lambda);
      z = StrictMath.sin(phi);
    }

    int run() {
      visit(0, index.length, 0);
      return found < 0 ? -1 : index[found];
    }

    private void visit(int from, int to, int axis) {
      while (from < to) {
        int middle = (from + to) >>> 1;
        int at = 3 * middle;
        double dx = x - xyz[at];
        double dy = y - xyz[at + 1];
        double dz = z - xyz[at + 2];
        double chord = dx * dx + dy * dy + dz * dz;
        if (chord < reach || (chord == reach && (found < 0 || ids[middle] < ids[found]))) {
          reach = chord;
          found = middle;
        }
        double aside = axis == 0 ? dx : axis == 1 ? dy : dz;
        axis = axis == 2 ? 0 : axis + 1;
        boolean below = aside < 0;
        // An equally near city may lie across, so the far side counts at equality too.
        if (aside * aside <= reach) {
          visit(below ? from : middle + 1, below ? middle : to, axis);
          if (aside * aside > reach) {
            return;
          }
          if (below) {
            from = middle + 1;
          } else {
            to = middle;
          }
        } else if (below) {
          to = middle;
        } else {
          from = middle + 1;
        }
      }
    }
  }
}
