package dev.throng.pipeline.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.read.LedgerScan;
import dev.throng.pipeline.read.OwnFacts;
import dev.throng.schemas.JoinKey;
import dev.throng.schemas.LedgerFact;
import dev.throng.transforms.consent.FactState;
import dev.throng.transforms.consent.ledger.JoinBits;
import dev.throng.transforms.settings.NearestWord;
import dev.throng.transforms.settings.SettingsException;
import dev.throng.transforms.step.IdType;
import dev.throng.transforms.step.Purpose;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code throng ledger}. */
@Command(
    name = "ledger",
    description = "What people said, by hand.",
    mixinStandardHelpOptions = true)
final class LedgerCommand implements Runnable {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "ledger add or ledger show?");
  }

  @Command(
      name = "add",
      description =
          "Adds a fact about each of these ids to Throng's own ledger, in the job's store. It names"
              + " them by their join pseudonyms, and is never rewritten: what was wrong is set right by"
              + " another fact.",
      mixinStandardHelpOptions = true)
  int add(
      @Parameters(paramLabel = "JOB.yaml", description = "The job file.") String jobFile,
      @Mixin SubjectOptions subjects,
      @Option(
              names = "--state",
              required = true,
              paramLabel = "STATE",
              description =
                  "granted, denied, withdrawn, objected, restricted, unrestricted, erased, minor or"
                      + " guardian_consent.")
          String stateLabel,
      @Option(
              names = "--purpose",
              paramLabel = "PURPOSE",
              description = "What it is about, or * for all; only for granted to objected.")
          @Nullable String purpose,
      @Option(
              names = "--effective-at",
              paramLabel = "T",
              description = "Since when, an instant in UTC; now unless given.")
          @Nullable String effectiveAt,
      @Option(
              names = "--policy-version",
              paramLabel = "DATE",
              description = "The version of the policy that a grant is given to.")
          @Nullable String policyVersion,
      @Option(names = "--source", paramLabel = "WORD", description = "Where it comes from.")
          @Nullable String source)
      throws IOException {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    Job job = JobFile.read(jobFile, now);
    FactState state = state(stateLabel);
    Map<String, Object> fact = new LinkedHashMap<>();
    fact.put("subject", "");
    purpose(state, purpose).ifPresent(label -> fact.put("purpose", label));
    fact.put("state", state.label());
    fact.put("effective_at", (effectiveAt == null ? now : instant(effectiveAt)).toString());
    fact.put("recorded_at", now.toString());
    if (policyVersion != null) {
      fact.put("policy_version", policyVersion);
    }
    fact.put("source", source == null ? "by hand" : source);
    List<String> lines = new ArrayList<>();
    for (Map.Entry<JoinKey, IdType> subject : subjects.of(job).entrySet()) {
      fact.put(
          "subject",
          Map.of("type", subject.getValue().label(), "join", JoinBits.text(subject.getKey())));
      lines.add(JSON.writeValueAsString(fact));
    }
    String name = now.toString().replace(":", "").replace(".", "-") + "-" + UUID.randomUUID();
    String file = OwnFacts.of(job.store()).add(name, lines);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("added %,d facts, %s, to %s%n", lines.size(), state.label(), file);
    out.flush();
    return ExitCode.DONE;
  }

  private static FactState state(String label) {
    return FactState.named(label)
        .orElseThrow(
            () -> {
              String nearest =
                  NearestWord.to(
                      label, Arrays.stream(FactState.values()).map(FactState::label).toList());
              return new SettingsException(
                  "--state: there is no state '"
                      + label
                      + "'"
                      + (nearest == null ? "" : "; did you mean '" + nearest + "'?"));
            });
  }

  private static Optional<String> purpose(FactState state, @Nullable String label) {
    if (!state.isWord()) {
      if (label != null) {
        throw new SettingsException("--purpose: " + state.label() + " is about all purposes");
      }
      return Optional.empty();
    }
    if (label == null || (!label.equals("*") && Purpose.named(label).isEmpty())) {
      throw new SettingsException(
          "--purpose: must be * or one of " + String.join(", ", Purpose.labels(Purpose.ALL)));
    }
    return Optional.of(label);
  }

  private static Instant instant(String word) {
    try {
      Instant instant = Instant.parse(word);
      if (instant.toEpochMilli() >= 0) {
        return instant;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Told below.
    }
    throw new SettingsException(
        "--effective-at: must be an instant in UTC such as 2026-06-02T00:00:00Z");
  }

  @Command(
      name = "show",
      description =
          "Shows all that the job's ledger, and Throng's own, say of these ids; never an id.",
      mixinStandardHelpOptions = true)
  int show(
      @Parameters(paramLabel = "JOB.yaml", description = "The job file.") String jobFile,
      @Mixin SubjectOptions subjects,
      @Option(names = "--json", description = "One JSON object a fact.") boolean json)
      throws IOException {
    Job job = JobFile.read(jobFile, Instant.now());
    Map<JoinKey, IdType> wanted = subjects.of(job);
    PrintWriter out = spec.commandLine().getOut();
    List<LedgerScan.Found> found = LedgerScan.of(job, wanted.keySet());
    for (LedgerScan.Found each : found) {
      if (json) {
        out.println(JSON.writeValueAsString(fields(wanted.get(each.subject()), each)));
      } else {
        out.println(FactLine.of(wanted.get(each.subject()), each.line()) + "  " + each.file());
      }
    }
    if (found.isEmpty() && !json) {
      out.println("the ledger says nothing of them");
    }
    out.flush();
    return ExitCode.DONE;
  }

  private static Map<String, Object> fields(@Nullable IdType type, LedgerScan.Found found) {
    LedgerFact line = found.line();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("type", type == null ? "" : type.label());
    fields.put("state", FactLine.word(line.getState()));
    fields.put("purpose", FactLine.word(line.getPurpose()));
    fields.put("effective_at", FactLine.time(line.getEffectiveAt()));
    fields.put("recorded_at", FactLine.time(line.getRecordedAt()));
    fields.put("policy_version", FactLine.version(line.getPolicyVersion()));
    fields.put("file", found.file());
    return fields;
  }
}
