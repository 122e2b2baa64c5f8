package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.read.InputFiles;
import dev.throng.pipeline.read.LedgerFiles;
import dev.throng.pipeline.read.NounCoder;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.read.WorkerSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.Coder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.runners.TransformHierarchy;
import org.apache.beam.sdk.transforms.Flatten;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What crosses from one step to another: names and offsets go in, what is treated and added up
 * comes out, and no event is ever an element (law 1).
 */
class JobGraphTest {
  @TempDir Path folder;
  private final List<Step> steps = new ArrayList<>();

  /** A step that is not made of others. */
  private record Step(String name, List<PValue> inputs, List<PCollection<?>> outputs) {}

  @BeforeEach
  void walk() throws Exception {
    JobSite site = new JobSite(folder, Inputs.resource("many-reports.yaml"), Inputs.LIMITS);
    site.put("in.ndjson", "{}\n".getBytes(StandardCharsets.UTF_8));
    Job job = site.job("in.ndjson", "out");
    WorkerSettings settings =
        new WorkerSettings(job, RunRange.EVERYTHING, Staging.ofNewRun(), LedgerFiles.NONE, 4);
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline.apply("Throng", EventFlow.of(InputFiles.splits(job.events()), settings));
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            List<PCollection<?>> outputs = new ArrayList<>();
            node.getOutputs().values().forEach(value -> outputs.add((PCollection<?>) value));
            steps.add(new Step(name(node), List.copyOf(node.getInputs().values()), outputs));
          }
        });
  }

  @Test
  void whatCrosses() {
    assertEquals(
        List.of(
            // Of Beam's source: only names and offsets come out of it.
            "Impulse: ByteArray",
            "OutputSingleSource: Snappy(Serializable(BoundedSource))",
            "BoundedSourceAsSDFWrapperFn: Noun(Split)",
            // Chains A and B in one.
            "TreatSplits: Kv(StringUtf8,Serializable(SplitSummary))",
            "TreatSplits: Kv(Kv(StringUtf8,VarLong),Noun(Aggregate))",
            "TreatSplits: Kv(VarInt,ByteArray)",
            "GroupByKey: Kv(StringUtf8,Iterable(Serializable(SplitSummary)))",
            "ChooseAttempt: Kv(StringUtf8,Serializable(Summary))",
            "GroupByKey: Kv(VarInt,Iterable(ByteArray))",
            "CountSessions: Kv(Kv(StringUtf8,VarLong),Noun(Aggregate))",
            "Flatten: Kv(Kv(StringUtf8,VarLong),Noun(Aggregate))",
            "GroupByKey: Kv(Kv(StringUtf8,VarLong),Iterable(Noun(Aggregate)))",
            "ReleaseWindows: Kv(StringUtf8,Serializable(Summary))",
            "Flatten: Kv(StringUtf8,Serializable(Summary))",
            "GroupByKey: Kv(StringUtf8,Iterable(Serializable(Summary)))",
            "WriteSummary: Void"),
        steps.stream()
            .flatMap(step -> step.outputs().stream().map(out -> step.name() + ": " + shortly(out)))
            .toList());
  }

  @Test
  void whatTheSourceListsIsTreatedAtOnce() {
    Step treatment =
        steps.stream().filter(step -> step.name().equals("TreatSplits")).findFirst().orElseThrow();
    assertEquals(1, treatment.inputs().size());
    assertEquals(
        List.of("BoundedSourceAsSDFWrapperFn"),
        steps.stream()
            .filter(step -> step.outputs().contains(treatment.inputs().get(0)))
            .map(Step::name)
            .toList());
  }

  @Test
  void everyNounHasItsOwnCoder() {
    Set<String> foreign = new TreeSet<>();
    for (Step step : steps) {
      for (PCollection<?> output : step.outputs()) {
        collect(output.getCoder(), foreign);
      }
    }
    assertEquals(Set.of(), foreign);
  }

  /** The function's name where a step has one, else what Beam calls its kind. */
  private static String name(TransformHierarchy.Node node) {
    return node.getTransform() instanceof ParDo.MultiOutput<?, ?> step
        ? step.getFn().getClass().getSimpleName()
        : node.getTransform() instanceof Flatten.PCollections<?>
            ? "Flatten"
            : node.getTransform().getClass().getSimpleName();
  }

  private static String shortly(PCollection<?> output) {
    return output.getCoder().toString().replaceAll("[a-z]+\\.|Coder", "");
  }

  /** Coders by Java's serialization, or by Avro's reflection, of an Avro record (F8). */
  private static void collect(Coder<?> coder, Set<String> foreign) {
    if (coder instanceof SerializableCoder<?> serializable
        && SpecificRecord.class.isAssignableFrom(serializable.getRecordType())) {
      foreign.add(coder.toString());
    }
    if (!(coder instanceof NounCoder<?>) && coder.getClass().getName().contains("avro")) {
      foreign.add(coder.toString());
    }
    coder.getCoderArguments().forEach(part -> collect(part, foreign));
  }
}
