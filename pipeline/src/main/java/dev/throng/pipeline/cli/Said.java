package dev.throng.pipeline.cli;

import dev.throng.pipeline.job.Limits;
import dev.throng.pipeline.store.OwnFact;
import dev.throng.schemas.JoinKey;
import dev.throng.transforms.consent.Fact;
import dev.throng.transforms.consent.FactState;
import dev.throng.transforms.pseudonymize.treatment.TextScrubbing;
import dev.throng.transforms.settings.NearestWord;
import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.Purpose;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to be written down, from a command's options. No message quotes what it refuses. */
final class Said {
  private static final String ANY = "*";
  private static final List<String> STATES =
      Arrays.stream(FactState.values()).map(FactState::label).toList();
  private static final List<String> WORDS =
      Arrays.stream(FactState.values()).filter(FactState::isWord).map(FactState::label).toList();

  @Option(
      names = "--state",
      required = true,
      paramLabel = "STATE",
      description =
          "granted, denied, withdrawn, objected; restricted, unrestricted; minor,"
              + " guardian_consent; erased.")
  private String state = "";

  @Option(
      names = "--purpose",
      paramLabel = "PURPOSE",
      description =
          "For the first four states, what it is about: statistical, personalisation, marketing,"
              + " share_with_sellers, research, or '*' for all. May come several times.")
  private List<String> purposes = new ArrayList<>();

  @Option(
      names = "--effective-at",
      paramLabel = "T",
      description =
          "Since when: an instant in UTC, a date, or a distance such as -2d; now without it.")
  private @Nullable String effectiveAt;

  @Option(
      names = "--policy-version",
      paramLabel = "DATE",
      description =
          "For the first four states, to which version of the privacy policy it was said.")
  private @Nullable String policyVersion;

  @Option(
      names = "--source",
      paramLabel = "TEXT",
      description = "Where it comes from, in words that name nobody, such as \"call centre\".")
  private @Nullable String source;

  /**
   * The same, checked.
   *
   * @param purposes names, or {@code *}; none where the state is no word
   */
  record Words(
      FactState state,
      Set<String> purposes,
      Instant effectiveAt,
      @Nullable String policyVersion,
      @Nullable String source) {

    /** The facts that say so about one id. */
    List<OwnFact> about(IdType type, JoinKey key, Instant now) {
      if (!state.isWord()) {
        return List.of(fact(type, key, null, now));
      }
      return purposes.stream().map(purpose -> fact(type, key, purpose, now)).toList();
    }

    private OwnFact fact(IdType type, JoinKey key, @Nullable String purpose, Instant now) {
      return new OwnFact(type, key, purpose, state, effectiveAt, now, policyVersion, source);
    }

    /** What may not be what was meant. */
    List<String> warnings(@Nullable String reconsentFrom, boolean company) {
      List<String> warnings = new ArrayList<>();
      if (state == FactState.GRANTED) {
        if (reconsentFrom != null
            && (policyVersion == null || policyVersion.compareTo(reconsentFrom) < 0)) {
          warnings.add(
              "note: it allows nothing, as grants count from policy version "
                  + reconsentFrom
                  + " on; see 'reconsent_from' in the policy file");
        }
        if (company) {
          warnings.add("note: a company can refuse, never grant: its grant allows nothing");
        }
      }
      return warnings;
    }

    @Override
    public String toString() {
      String about = purposes.isEmpty() ? "" : " for " + String.join(", ", purposes);
      return state.label() + about + " since " + effectiveAt;
    }
  }

  /**
   * Checks all of it.
   *
   * @param now what relative times count from
   * @param subjects whose ids the source must not name
   * @throws SettingsException for what cannot be meant
   * @throws IOException where ids cannot be read
   */
  Words words(Instant now, Subjects subjects) throws IOException {
    FactState known =
        FactState.named(state)
            .orElseThrow(() -> new SettingsException(mustBe("--state", state, STATES)));
    return new Words(known, purposes(known), effective(now), version(known), source(subjects));
  }

  private Set<String> purposes(FactState known) {
    if (!known.isWord()) {
      if (!purposes.isEmpty()) {
        throw new SettingsException(only("--purpose", known));
      }
      return Set.of();
    }
    if (purposes.isEmpty()) {
      throw new SettingsException(
          "--purpose is missing: '" + known.label() + "' is about a purpose, or about '*', all");
    }
    List<String> labels = new ArrayList<>(Purpose.labels(Purpose.ALL));
    labels.add(ANY);
    for (String purpose : purposes) {
      if (!labels.contains(purpose)) {
        throw new SettingsException(mustBe("--purpose", purpose, labels));
      }
    }
    return purposes.contains(ANY) ? Set.of(ANY) : new LinkedHashSet<>(purposes);
  }

  private Instant effective(Instant now) {
    if (effectiveAt == null) {
      return now;
    }
    try {
      Instant time = Limits.time(effectiveAt, now).truncatedTo(ChronoUnit.MILLIS);
      if (time.toEpochMilli() >= 0 && time.toEpochMilli() <= Fact.FOR_ALL_TIME) {
        return time;
      }
    } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
      // Its message quotes what stands there.
    }
    throw new SettingsException(
        "--effective-at must be a date, an instant in UTC such as 2026-06-02T00:00:00Z, or a"
            + " distance such as -2d, after 1970");
  }

  private @Nullable String version(FactState known) {
    if (policyVersion == null) {
      return null;
    }
    if (!known.isWord()) {
      throw new SettingsException(only("--policy-version", known));
    }
    try {
      return LocalDate.parse(policyVersion).toString();
    } catch (DateTimeException e) {
      throw new SettingsException("--policy-version must be a date such as 2020-09-14");
    }
  }

  /** What names somebody must not be kept beside a pseudonym. */
  private @Nullable String source(Subjects subjects) throws IOException {
    if (source == null) {
      return null;
    }
    if (!source.equals(new TextScrubbing().scrub(source)) || subjects.areIn(source)) {
      throw new SettingsException(
          "--source must be up to 256 characters of plain words, without an id, a long number, an"
              + " address or anything else that tells who somebody is");
    }
    return source;
  }

  private static String only(String option, FactState known) {
    return "%s goes with %s only, not with '%s'"
        .formatted(option, String.join(", ", WORDS), known.label());
  }

  private static String mustBe(String option, String word, List<String> known) {
    String nearest = NearestWord.to(word, known);
    return option
        + " must be one of "
        + String.join(", ", known)
        + (nearest == null ? "" : "; did you mean '" + nearest + "'?");
  }
}
