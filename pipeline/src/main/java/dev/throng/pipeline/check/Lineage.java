package dev.throng.pipeline.check;

import dev.throng.pipeline.check.FieldLineage.Kept;
import dev.throng.pipeline.check.FieldLineage.PurposeBasis;
import dev.throng.pipeline.check.FieldLineage.ReportUse;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.Research;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.PseudonymousEvent;
import dev.throng.schemas.StoredEvent;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.parse.Mapping;
import dev.throng.transforms.pseudonymize.Treatment;
import dev.throng.transforms.step.Purpose;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;

/**
 * Follows every field of an event through a job: from the schemas' {@code from} lists, the policy,
 * and what each report asks for.
 */
public final class Lineage {
  private final Job job;

  private Lineage(Job job) {
    this.job = job;
  }

  /**
   * One entry a field of {@link IdentifiedEvent}, in the schema's order, then one a field that the
   * job's format has and drops.
   */
  public static List<FieldLineage> of(Job job) {
    Lineage lineage = new Lineage(job);
    List<FieldLineage> fields = new ArrayList<>();
    for (Schema.Field field : IdentifiedEvent.getClassSchema().getFields()) {
      fields.add(lineage.of(field.getProp("path"), field.getProp("privacy")));
    }
    for (Mapping.Row row : job.events().format().mapping().rows()) {
      if (row.targets().isEmpty()) {
        fields.add(
            new FieldLineage(
                row.source(),
                List.of(row.source()),
                row.privacy().label(),
                Treatment.DROP.label(),
                List.of(),
                List.of(),
                List.of(),
                List.of()));
      }
    }
    return fields;
  }

  private FieldLineage of(String path, String privacy) {
    Treatment treatment = job.policy().treatmentOf(path);
    Set<String> treated = comesOf(path, PseudonymousEvent.getClassSchema());
    List<ReportUse> uses = new ArrayList<>();
    EnumSet<Purpose> purposes = EnumSet.noneOf(Purpose.class);
    if (treatment != Treatment.DROP) {
      for (Report report : counted()) {
        if (ReportFields.of(report).stream().anyMatch(treated::contains)) {
          uses.add(new ReportUse(report.name(), report.audience().label(), report.recipient()));
          purposes.add(report.purpose());
        }
      }
    }
    boolean stores = job.outputs().events() != null && treatment != Treatment.DROP;
    Set<String> columns = stores ? comesOf(path, StoredEvent.getClassSchema()) : Set.of();
    return new FieldLineage(
        path,
        job.events().format().mapping().rows().stream()
            .filter(row -> row.targets().contains(path))
            .map(Mapping.Row::source)
            .toList(),
        privacy,
        treatment.label(),
        List.copyOf(columns),
        uses,
        purposes.stream()
            .map(purpose -> new PurposeBasis(purpose.label(), basis(purpose)))
            .toList(),
        kept(!columns.isEmpty(), uses.stream().map(ReportUse::report).toList()));
  }

  /** The reports, and the extract for research. */
  private List<Report> counted() {
    List<Report> counted = new ArrayList<>(job.reports());
    Research research = job.outputs().research();
    if (research != null) {
      counted.add(research.report());
    }
    return counted;
  }

  private String basis(Purpose purpose) {
    return job.policy().bases().getOrDefault(purpose, "none");
  }

  private List<Kept> kept(boolean stored, List<String> reports) {
    boolean extracted = job.outputs().research() != null && reports.contains(Research.NAME);
    List<Kept> kept = new ArrayList<>();
    for (Map.Entry<String, String> output : job.policy().retention().entrySet()) {
      boolean holds =
          switch (output.getKey()) {
            case "events" -> stored;
            case "aggregates" -> reports.size() > (extracted ? 1 : 0);
            case Research.NAME -> extracted;
            default -> false;
          };
      if (holds) {
        kept.add(new Kept(output.getKey(), output.getValue()));
      }
    }
    return kept;
  }

  /** The fields of a schema that say that they come from that path, or from all that lies there. */
  private static Set<String> comesOf(String path, Schema schema) {
    Set<String> fields = new TreeSet<>();
    for (Schema.Field field : schema.getFields()) {
      if (field.getObjectProp("from") instanceof List<?> origins) {
        for (Object origin : origins) {
          if (covers(String.valueOf(origin), path)) {
            fields.add(field.name());
          }
        }
      }
    }
    return fields;
  }

  private static boolean covers(String origin, String path) {
    return origin.endsWith(".*")
        ? path.startsWith(origin.substring(0, origin.length() - 1))
        : origin.equals(path);
  }
}
