package dev.throng.pipeline.stream;

import dev.throng.pipeline.WindowRelease;
import dev.throng.pipeline.publish.PlacedTables;
import dev.throng.pipeline.publish.WrittenFile;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.pipeline.release.Promise;
import dev.throng.pipeline.release.Published;
import dev.throng.pipeline.release.ReleaseRegistry;
import dev.throng.transforms.aggregate.Report;
import dev.throng.transforms.settings.PrivacyException;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Gives windows to third parties: each is written down before it is published, and never again
 * otherwise (design section 7). For one thread.
 */
final class ThirdParties implements Closeable {
  private final WorkerSettings settings;
  private final Promise promise;
  private final ReleaseRegistry registry;
  private final Sinks sinks;

  /** Those of a job with noised reports. */
  ThirdParties(WorkerSettings settings) {
    this.settings = settings;
    this.promise = Promise.of(settings.job()).orElseThrow();
    this.registry = ReleaseRegistry.of(settings.job().store());
    this.sinks = new Sinks(settings);
  }

  /**
   * Publishes a window, if it may be.
   *
   * @return why not, among the warnings of an hour
   * @throws IOException where a place or the store fails
   */
  Optional<String> release(Report report, long window, WindowRelease release) throws IOException {
    if (!release.isWanted()) {
      return Optional.of("release key destroyed for " + report.name());
    }
    Published published = promise.published(report.name(), window, release.content());
    try {
      if (!registry.register(List.of(published), promise.budget()).isEmpty()) {
        return Optional.of("already released " + report.name());
      }
    } catch (PrivacyException spent) {
      return Optional.of("no budget for " + report.name());
    }
    if (report.isBySeller()) {
      for (WrittenFile file : release.write().files()) {
        PlacedTables.place(settings.staging(), file);
      }
    } else {
      sinks.write(release.table());
    }
    return Optional.empty();
  }

  @Override
  public void close() throws IOException {
    sinks.close();
  }
}
