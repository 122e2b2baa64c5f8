package dev.throng.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.Sets;
import dev.throng.pipeline.job.Consent;
import dev.throng.pipeline.job.Input;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.job.Join;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.read.InputFiles;
import dev.throng.pipeline.read.LedgerFiles;
import dev.throng.pipeline.read.NounCoder;
import dev.throng.pipeline.read.ReleaseCalendar;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.read.WorkerSettings;
import dev.throng.transforms.consent.ConsentDefaults;
import dev.throng.transforms.consent.Decide;
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
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.PValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What crosses from one step to another: names and offsets go in, what is treated and added up
 * comes out, and no event is ever an element (law 1).
 */
class JobGraphTest {
  @TempDir Path folder;
  private final List<Step> steps = new ArrayList<>();

  /** A step that is not made of others. */
  private record Step(String name, List<PValue> inputs, List<PCollection<?>> outputs) {}

  private void walk(Join join) throws Exception {
    JobSite site = new JobSite(folder, Inputs.resource("many-reports.yaml"), Inputs.LIMITS);
    site.put("in.ndjson", "{}\n".getBytes(StandardCharsets.UTF_8));
    Path ledger = site.put("ledger.ndjson", "{}\n".getBytes(StandardCharsets.UTF_8));
    Job job = site.job("in.ndjson", "out");
    Consent consent =
        new Consent(
            new Input.Files(List.of(ledger.toString())),
            new Decide.AsKnown(),
            join,
            ConsentDefaults.DENIED);
    WorkerSettings settings =
        new WorkerSettings(
            job,
            RunRange.EVERYTHING,
            ReleaseCalendar.NOTHING,
            Staging.ofNewRun(),
            LedgerFiles.of(consent, job.store()),
            4);
    Pipeline pipeline = Pipeline.create(PipelineOptionsFactory.create());
    pipeline.apply("Throng", EventFlow.of(InputFiles.splits(job.events()), settings));
    pipeline.traverseTopologically(
        new Pipeline.PipelineVisitor.Defaults() {
          @Override
          public CompositeBehavior enterCompositeTransform(TransformHierarchy.Node node) {
            // What it is made of is the runner's affair.
            if (node.getTransform() instanceof Reshuffle) {
              see(node);
              return CompositeBehavior.DO_NOT_ENTER_TRANSFORM;
            }
            return CompositeBehavior.ENTER_TRANSFORM;
          }

          @Override
          public void visitPrimitiveTransform(TransformHierarchy.Node node) {
            see(node);
          }
        });
  }

  private void see(TransformHierarchy.Node node) {
    List<PCollection<?>> outputs = new ArrayList<>();
    node.getOutputs().values().forEach(value -> outputs.add((PCollection<?>) value));
    steps.add(new Step(name(node), List.copyOf(node.getInputs().values()), outputs));
  }

  /** What comes out of steps of our own, and what those who gather make of it. */
  private static final Set<String> TREATED =
      Set.of(
          "TreatSplits: Kv(StringUtf8,Serializable(SplitSummary))",
          "TreatSplits: Kv(Kv(StringUtf8,VarLong),Noun(Aggregate))",
          "TreatSplits: Kv(VarInt,ByteArray)",
          "GroupByKey: Kv(StringUtf8,Iterable(Serializable(SplitSummary)))",
          "ChooseAttempt: Kv(StringUtf8,Serializable(Summary))",
          "GroupByKey: Kv(VarInt,Iterable(ByteArray))",
          "CountPeople: Kv(Kv(StringUtf8,VarLong),Noun(Aggregate))",
          "Flatten: Kv(Kv(StringUtf8,VarLong),Noun(Aggregate))",
          "GroupByKey: Kv(Kv(StringUtf8,VarLong),Iterable(Noun(Aggregate)))",
          "ReleaseWindows: Kv(StringUtf8,Serializable(Summary))",
          "Flatten: Kv(StringUtf8,Serializable(Summary))",
          "GroupByKey: Kv(StringUtf8,Iterable(Serializable(Summary)))",
          "WriteSummary: Void");

  /** Of Beam's sources only names and offsets come out. */
  private static final Set<String> LISTED =
      Set.of(
          "Impulse: ByteArray",
          "OutputSingleSource: Snappy(Serializable(BoundedSource))",
          "BoundedSourceAsSDFWrapperFn: Noun(Split)");

  /** Before chains A and B: names of splits, and join pseudonyms of those who unsubscribed. */
  @Test
  void whatCrossesWhereTheLedgerIsHeld() throws Exception {
    walk(Join.MEMORY);
    assertEquals(
        Sets.union(
            Sets.union(LISTED, TREATED),
            Set.of(
                "NoAnswers: Kv(StringUtf8,Iterable(ByteArray))",
                "Reshuffle: Kv(StringUtf8,Iterable(ByteArray))",
                "FindObjections: ByteArray",
                "CreatePCollectionView: ByteArray",
                "CountLedger: Kv(StringUtf8,Serializable(Summary))")),
        withoutBeams());
  }

  /** Blocks of join pseudonyms and facts, by bucket; words, by split. */
  @Test
  void whatCrossesWhereTheLedgerIsShuffled() throws Exception {
    walk(Join.SHUFFLE);
    assertEquals(
        Sets.union(
            Sets.union(LISTED, TREATED),
            Set.of(
                "AskLedger: Kv(StringUtf8,ByteArray)",
                "AskLedger: Kv(VarInt,ByteArray)",
                "ReadLedger: Kv(VarInt,ByteArray)",
                "ReadLedger: Kv(StringUtf8,Serializable(Summary))",
                "Flatten: Kv(VarInt,ByteArray)",
                "AnswerQuestions: Kv(StringUtf8,ByteArray)",
                "Flatten: Kv(StringUtf8,ByteArray)",
                "GroupByKey: Kv(StringUtf8,Iterable(ByteArray))")),
        withoutBeams());
  }

  /** All that crosses, but for what Beam makes of a side input and of a list of one number. */
  private Set<String> withoutBeams() {
    Set<String> crossing = new TreeSet<>();
    for (Step step : steps) {
      for (PCollection<?> output : step.outputs()) {
        crossing.add(step.name() + ": " + shortly(output));
      }
    }
    // They are anonymous, and pass on what they get.
    crossing.removeAll(Set.of(": ByteArray", ": VarInt"));
    return crossing;
  }

  /** Else one worker would get most of them (F35). */
  @Test
  void splitsAreDealtOutWhoseTreatmentWaits() throws Exception {
    walk(Join.MEMORY);
    assertEquals(List.of("Reshuffle"), before("TreatSplits"));
    assertEquals(List.of("BoundedSourceAsSDFWrapperFn"), before("NoAnswers"));
  }

  private List<String> before(String name) {
    Step step = steps.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return steps.stream()
        .filter(each -> each.outputs().contains(step.inputs().get(0)))
        .map(Step::name)
        .toList();
  }

  @ParameterizedTest
  @EnumSource(names = {"MEMORY", "SHUFFLE"})
  void everyNounHasItsOwnCoder(Join join) throws Exception {
    walk(join);
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
