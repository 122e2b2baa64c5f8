package dev.throng.pipeline.rights;

import dev.throng.schemas.JoinKey;
import dev.throng.transforms.pseudonymize.key.StoredPseudonyms;
import dev.throng.transforms.step.IdType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Somebody that a pass is about, by one id, with all that is said. */
final class Person {
  private final IdType type;
  private final JoinKey join;
  private final @Nullable String id;
  private final Map<String, String> links;
  private final Said said;

  /**
   * Takes them together.
   *
   * @param join the id's join pseudonym
   * @param id the id itself, in memory only; null where only Throng's own facts tell of it
   * @param links where it is not known, from the join pseudonym to what is stored
   * @param facts as {@link dev.throng.transforms.consent.Fact} writes them, in order
   * @param hold by what law it is kept, if it is
   */
  Person(
      IdType type,
      JoinKey join,
      @Nullable String id,
      Map<String, String> links,
      long[] facts,
      Optional<String> hold) {
    this.type = type;
    this.join = join;
    this.id = id;
    this.links = Map.copyOf(links);
    this.said = new Said(type, facts, hold);
  }

  IdType type() {
    return type;
  }

  JoinKey join() {
    return join;
  }

  /** The pseudonyms that rows of a day may have of it. */
  List<String> pseudonyms(StoredPseudonyms stored, long day) {
    return id == null ? stored.linked(type, join, links, day) : stored.of(type, id, day);
  }

  /** The pseudonyms that rows of others may have of it as their seller. */
  List<String> sellers(StoredPseudonyms stored, long day) {
    return id == null
        ? stored.linkedSellers(type, join, links, day)
        : stored.sellers(type, id, day);
  }

  /** What is said of it. */
  Said said() {
    return said;
  }

  /** Tells nothing: it holds an id. */
  @Override
  public String toString() {
    return "Person[" + type + "]";
  }
}
