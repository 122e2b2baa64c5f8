package dev.throng.pipeline;

import com.google.common.hash.Hasher;
import com.google.common.hash.Hashing;
import dev.throng.pipeline.job.Layouts;
import dev.throng.pipeline.publish.ReportSummary;
import dev.throng.pipeline.publish.Table;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import dev.throng.schemas.ReleasedAggregate;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.pseudonymize.key.ReleaseSecrets;
import dev.throng.transforms.release.bounding.BoundedGroup;
import dev.throng.transforms.release.mechanisms.ReleaseKey;
import dev.throng.transforms.release.noisy.Noisy;
import dev.throng.transforms.release.noisy.NoisyPlan;
import dev.throng.transforms.release.noisy.NoisyWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A window that goes to third parties: every number is noised. */
final class NoisyRelease implements WindowRelease {
  private final WorkerSettings settings;
  private final Report report;
  private final long windowStart;
  private final NoisyPlan plan;
  private final Optional<byte[]> secret;
  private final Map<List<String>, BoundedGroup> groups = new HashMap<>();
  private @Nullable NoisyWindow drawn;

  NoisyRelease(
      WorkerSettings settings,
      Report report,
      long windowStart,
      NoisyPlan plan,
      ReleaseSecrets secrets) {
    this.settings = settings;
    this.report = report;
    this.windowStart = windowStart;
    this.plan = plan;
    this.secret =
        settings.calendar().holds(report, windowStart) ? secrets.of(windowStart) : Optional.empty();
  }

  /** Of a month whose key is destroyed everything was released that ever will be. */
  @Override
  public boolean isWanted() {
    return secret.isPresent();
  }

  @Override
  public void add(Aggregate aggregate) {
    BoundedGroup group = BoundedGroup.of(aggregate);
    groups.merge(group.group(), group, BoundedGroup::plus);
  }

  @Override
  public Table table() {
    NoisyWindow window = window();
    OperationMetrics.released(window.rows().size(), 0, 0);
    return files().table(window.rows());
  }

  @Override
  public String content() {
    return content(window().rows());
  }

  @Override
  public ReportSummary write() throws IOException {
    NoisyWindow window = window();
    return ReportSummary.ofNoised(
        report.name(),
        windowStart,
        window.rows().size(),
        window.hidden(),
        content(window.rows()),
        report.isBySeller() ? files().writeBySeller(window.rows()) : files().write(window.rows()));
  }

  /** Drawn once, when all is added. */
  private NoisyWindow window() {
    if (drawn == null) {
      drawn =
          new Noisy(plan, new ReleaseKey(secret.orElseThrow()))
              .release(windowStart, groups.values());
    }
    return drawn;
  }

  private WindowFiles files() {
    return new WindowFiles(settings, report, windowStart, Layouts.columns(plan));
  }

  /** SHA-256 of all rows, whatever the format of the files. */
  private static String content(List<ReleasedAggregate> rows) {
    Hasher hasher = Hashing.sha256().newHasher();
    for (ReleasedAggregate row : rows) {
      hasher.putInt(row.getGroup().size());
      row.getGroup().forEach(value -> put(hasher, value));
      row.getMeasures().forEach(value -> put(hasher, value));
    }
    return hasher.hash().toString();
  }

  private static void put(Hasher hasher, @Nullable String value) {
    byte[] bytes = value == null ? new byte[0] : value.getBytes(StandardCharsets.UTF_8);
    hasher.putInt(value == null ? -1 : bytes.length).putBytes(bytes);
  }
}
