package dev.throng.pipeline.read;

import dev.throng.transforms.aggregate.Release;
import java.util.Arrays;

/**
 * How rows that are gathered by person are told apart behind the shuffle: there is one for all, so
 * that it costs one.
 *
 * @param each how many buckets there are of each content, 1 or more
 */
public record PersonBuckets(int each) {
  /** What the rows of a bucket are. */
  public enum Content {
    /** Of sessions without noise, by device. */
    SESSIONS(0),
    /** Of what events add to noised reports, by person or company. */
    NOISED(1),
    /** Of noised sessions, by person. */
    NOISED_SESSIONS(2),
    /** Of noised sessions, by company. */
    NOISED_SESSIONS_OF_COMPANIES(3);

    private final int place;

    Content(int place) {
      this.place = place;
    }

    /** Noised sessions of that unit. */
    public static Content ofNoisedSessions(Release.Unit unit) {
      return switch (unit) {
        case PERSON -> NOISED_SESSIONS;
        case COMPANY -> NOISED_SESSIONS_OF_COMPANIES;
      };
    }
  }

  /** The number of a bucket among those of all contents. */
  public int of(Content content, int bucket) {
    return content.place * each + bucket;
  }

  /** What the rows of a bucket are, by its number. */
  public Content content(int number) {
    return Arrays.stream(Content.values())
        .filter(content -> content.place == number / each)
        .findFirst()
        .orElseThrow();
  }
}
