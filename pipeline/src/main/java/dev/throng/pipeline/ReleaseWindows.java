package dev.throng.pipeline;

import dev.throng.pipeline.publish.Summary;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.schemas.Aggregate;
import java.io.IOException;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.jspecify.annotations.Nullable;

/** Carries {@link WindowReleases} over one report and window at a time. */
final class ReleaseWindows
    extends DoFn<KV<KV<String, Long>, Iterable<Aggregate>>, KV<String, Summary>> {
  private static final long serialVersionUID = 1;

  private final WorkerSettings settings;
  private transient @Nullable WindowReleases releases;

  ReleaseWindows(WorkerSettings settings) {
    this.settings = settings;
  }

  @ProcessElement
  public void release(
      @Element KV<KV<String, Long>, Iterable<Aggregate>> window,
      OutputReceiver<KV<String, Summary>> out)
      throws IOException {
    if (releases == null) {
      releases = new WindowReleases(settings);
    }
    WindowRelease release = releases.of(window.getKey().getKey(), window.getKey().getValue());
    if (release.isWanted()) {
      window.getValue().forEach(release::add);
      out.output(EventFlow.piece(Summary.of(release.write())));
    }
  }
}
