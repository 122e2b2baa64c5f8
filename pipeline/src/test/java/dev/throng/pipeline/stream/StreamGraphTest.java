package dev.throng.pipeline.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.JobFile;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.read.LedgerFiles;
import dev.throng.pipeline.read.ReleaseCalendar;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.read.WorkerSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ListCoder;
import org.apache.beam.sdk.io.kafka.KafkaRecordCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records as they lie in a topic reach the first of our steps and no other (law 1). */
class StreamGraphTest {
  @TempDir Path folder;

  private final Set<String> takeRecords = new TreeSet<>();
  private final Set<String> ours = new TreeSet<>();
  private final Set<String> coders = new TreeSet<>();

  private void see(TransformHierarchy.Node node) {
    if (!(node.getTransform() instanceof ParDo.MultiOutput<?, ?> step)) {
      return;
    }
    String name = step.getFn().getClass().getSimpleName();
    for (PValue input : node.getInputs().values()) {
      if (((PCollection<?>) input).getCoder() instanceof ListCoder<?> list
          && list.getElemCoder() instanceof KafkaRecordCoder) {
        takeRecords.add(name);
      }
    }
    if (step.getFn().getClass().getPackage().equals(StreamFlow.class.getPackage())) {
      ours.add(name);
      for (PValue output : node.getOutputs().values()) {
        coders.add(((PCollection<?>) output).getCoder().toString().replaceAll("Coder\\b", ""));
      }
    }
  }

  @Test
  void recordsEndInTheFirstStep() throws Exception {
    Files.writeString(folder.resolve("reports.yaml"), StreamReports.TEXT);
    Path file = folder.resolve("job.yaml");
    Files.writeString(
        file,
        """
        name: graph
        events: {format: throng-json, kafka: {bootstrap: "localhost:1", topic: events}}
        consent: {ledger: {bootstrap: "localhost:1", topic: consent}}
        keys: {keyring: keys, master: "file:master.key"}
        reports: reports.yaml
        budget: {third_party: {epsilon: 10, delta: 1e-3, period: 1d}}
        output: {aggregates: [{to: out}], events: {to: events}, rejected: {to: rejected}, manifest: run.json}
        """);
    Job job = JobFile.read(file.toString(), Instant.parse("2026-06-10T00:00:00Z"));
    WorkerSettings settings =
        new WorkerSettings(
            job,
            RunRange.EVERYTHING,
            ReleaseCalendar.NOTHING,
            Staging.ofNewRun(),
            LedgerFiles.NONE,
            1);
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline.apply("Throng", StreamFlow.of(settings, Reach.of(job.limits(), Instant.EPOCH)));
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            see(node);
          }
        });
    assertEquals(
        Set.of(
            "TreatRecords",
            "ReadFacts",
            "AnswerWhenDue",
            "DecideEvents",
            "CountSessions",
            "BoundPeople",
            "BoundSessions",
            "ReleaseWhenClosed",
            "ReleaseByCalendar",
            "KeepEvents",
            "KeepCounts",
            "KeepRejections"),
        ours);
    takeRecords.removeAll(Set.of("TreatRecords", "ReadFacts"));
    assertFalse(takeRecords.stream().anyMatch(ours::contains), "records reach " + takeRecords);
    assertEquals(
        Set.of(
            "Kv(VarInt,ByteArray)",
            "Kv(VarLong,Counts)",
            "Kv(StringUtf8,Noun(Rejection))",
            "Kv(Kv(StringUtf8,VarLong),Noun(Aggregate))",
            "Kv(StringUtf8,Noun(Aggregate))",
            "Kv(Kv(BigEndianLong,VarInt),ByteArray)",
            "Void"),
        simple(coders));
  }

  private static Set<String> simple(Set<String> coders) {
    Set<String> simple = new TreeSet<>();
    for (String coder : coders) {
      simple.add(coder.contains("Counts") ? "Kv(VarLong,Counts)" : coder);
    }
    return simple;
  }
}
