package dev.throng.transforms.pseudonymize;

import com.google.common.io.Resources;
import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.step.Purpose;
import dev.throng.transforms.step.SignalMapping;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a policy file says: what becomes of each field of raw data, what may pass by name, on which
 * legal basis, and for how long results are kept. Its form is that of the shipped one. There is
 * none that leaves a field of {@code IdentifiedEvent} without a treatment that fits it (law 2).
 *
 * <p>Immutable. It crosses to workers and holds nothing personal.
 */
public final class Policy implements Serializable {
  private static final long serialVersionUID = 1;
  private static final String SHIPPED = "policy.yaml";

  private final String version;
  private final LinkedHashMap<String, Treatment> treatments;
  private final LinkedHashSet<String> properties;
  private final LinkedHashSet<String> queryParameters;
  private final LinkedHashMap<Purpose, String> bases;
  private final LinkedHashMap<String, String> retention;
  private final LinkedHashMap<String, Retention> terms;
  private final ArrayList<LegalHold> legalHolds;
  private final SignalMapping signals;
  private final @Nullable String reconsentFrom;
  private final int smallestCity;
  private final boolean keepsNetwork;

  Policy(PolicyFile file) {
    version = file.version;
    treatments = new LinkedHashMap<>(file.treatments);
    properties = new LinkedHashSet<>(file.properties);
    queryParameters = new LinkedHashSet<>(file.queryParameters);
    bases = new LinkedHashMap<>(file.bases);
    retention = new LinkedHashMap<>(file.retention);
    terms = new LinkedHashMap<>(file.terms);
    legalHolds = new ArrayList<>(file.legalHolds);
    signals = file.signals;
    reconsentFrom = file.reconsentFrom;
    smallestCity = file.smallestCity;
    keepsNetwork = file.keepsNetwork;
  }

  /** The policy that ships with Throng. */
  public static Policy shipped() {
    return parse(SHIPPED, shippedText());
  }

  /** The text of the shipped policy, to start one's own from. */
  public static String shippedText() {
    try {
      return Resources.toString(
          Resources.getResource(Policy.class, SHIPPED), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a policy file.
   *
   * @param fileName how messages name it
   * @throws SettingsException with file and line, where something is mistyped
   * @throws CoverageException where a class of {@code IdentifiedEvent} has no treatment, one that
   *     is unknown, or one that is not made for it
   */
  public static Policy parse(String fileName, String yaml) {
    return new Policy(PolicyFile.read(fileName, yaml));
  }

  /** The file's own word for its version. */
  public String version() {
    return version;
  }

  /**
   * What becomes of a field of {@code IdentifiedEvent}.
   *
   * @param path as in {@code device.id}
   * @throws IllegalArgumentException where there is no such field
   */
  public Treatment treatmentOf(String path) {
    Treatment treatment = treatments.get(path);
    if (treatment == null) {
      throw new IllegalArgumentException("there is no field '" + path + "'");
    }
    return treatment;
  }

  /** The paths whose value a treatment asks for, in the schema's order; no one reads the others. */
  public Set<String> wantedFields() {
    Set<String> wanted = new LinkedHashSet<>(treatments.keySet());
    wanted.removeIf(path -> !wants(path));
    return Collections.unmodifiableSet(wanted);
  }

  /** Whether a treatment asks for the field's value. */
  boolean wants(String path) {
    return treatmentOf(path) != Treatment.DROP;
  }

  /** Names of properties that may pass, scrubbed. */
  public Set<String> properties() {
    return Collections.unmodifiableSet(properties);
  }

  /** Names of query parameters that may pass, scrubbed. */
  public Set<String> queryParameters() {
    return Collections.unmodifiableSet(queryParameters);
  }

  /** What foreign consent signals mean for our purposes (P18). */
  public SignalMapping signals() {
    return signals;
  }

  /** The oldest version of the privacy policy that a consent counts for; null if all do (P21). */
  public @Nullable String reconsentFrom() {
    return reconsentFrom;
  }

  /** How many people a city has at least that is named (P2). */
  public int smallestCity() {
    return smallestCity;
  }

  /** Whether the truncated network stays in the event (P32). */
  public boolean keepsNetwork() {
    return keepsNetwork;
  }

  /** The legal basis of every purpose: consent, contract, law or legitimate_interest (P26). */
  public Map<Purpose, String> bases() {
    return Collections.unmodifiableMap(bases);
  }

  /**
   * How long each output is kept and what comes then, as in {@code 395d, then delete}; for people
   * (P14, P27).
   */
  public Map<String, String> retention() {
    return Collections.unmodifiableMap(retention);
  }

  /**
   * How long an output is kept: events, aggregates, rejected, or research where it is named;
   * nothing for others.
   */
  public Optional<Retention> term(String output) {
    return Optional.ofNullable(terms.get(output));
  }

  /** What laws want kept, whoever objects (P28). */
  public List<LegalHold> legalHolds() {
    return Collections.unmodifiableList(legalHolds);
  }
}
