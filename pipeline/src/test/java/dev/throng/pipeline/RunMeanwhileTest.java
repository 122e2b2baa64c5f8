package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.rights.NamedId;
import dev.throng.pipeline.rights.Rights;
import dev.throng.pipeline.run.Engine;
import dev.throng.pipeline.run.SplitRuns;
import dev.throng.transforms.pseudonymize.key.JoinPseudonyms;
import dev.throng.transforms.pseudonymize.key.Keyring;
import dev.throng.transforms.step.IdType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who speaks while a run is under way is heard before it is over. */
class RunMeanwhileTest {
  private static final Duration LONGEST = Duration.ofMinutes(2);
  private static final int ALL = 1_000;

  @TempDir Path folder;

  @Test
  void whoIsErasedMeanwhileIsNotStored() throws Exception {
    JobSite site = new JobSite(folder, Inputs.resource("many-reports.yaml"), Inputs.LIMITS);
    StringBuilder lines = new StringBuilder();
    for (String user : List.of("anna", "bert", "anna", "carl")) {
      lines.append(
          """
          {"event_type":"page_view","event_time":"2026-06-02T10:00:00Z","user":{"id":"%s"},"campaign":{"name":"word %s"},"consent":{"statistical":true}}
          """
              .formatted(user, user));
    }
    Path in = site.put("in/a.ndjson", lines.toString().getBytes(StandardCharsets.UTF_8));
    GatedFiles.reset(in.getParent(), 0);
    Engine engine = Engine.of("--runner=DirectRunner");
    Job job = site.job("gated://" + in, "out");
    Keyring.of(job.keys()).create(job.limits().from(), job.limits().until().minusMillis(1));
    CompletableFuture<Void> run =
        CompletableFuture.runAsync(
            () -> {
              try {
                SplitRuns.run(job, engine, JobSite.WHOLE);
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    long end = System.nanoTime() + LONGEST.toNanos();
    while (GatedFiles.openers(in.getParent()).isEmpty() && !run.isDone()) {
      assertTrue(System.nanoTime() < end, "the run opens nothing");
      Thread.onSpinWait();
    }
    NamedId anna =
        new NamedId(
            IdType.USER,
            Objects.requireNonNull(JoinPseudonyms.open(job.keys()).of(IdType.USER, "anna")),
            "anna");
    new Rights(job, Instant.now(), Engine.of())
        .change(Rights.Request.ERASE, List.of(anna), Set.of());
    GatedFiles.permit(in.getParent(), ALL);
    run.get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    // It did not hear of her as it read.
    assertEquals(4, site.written("out").manifest().path("events_kept").intValue());
    assertEquals(2, site.written("out").events().size());
    assertFalse(site.written("out").events().stream().anyMatch(row -> row.contains("word anna")));
  }
}
