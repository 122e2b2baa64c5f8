package dev.throng.pipeline.run;

import java.util.List;

/**
 * An option of Beam's Flink runner that matters to a job over topics, with what Throng sets.
 *
 * @param name without dashes
 * @param value what it is unless it is given; empty where Beam's own default, or nothing, counts
 * @param fixed whether another value is refused
 * @param why in a few words
 */
public record StreamOption(String name, String value, boolean fixed, String why) {
  /** All of them, in the order in which they are told. */
  public static final List<StreamOption> ALL =
      List.of(
          fixed("streaming", "true", "a topic has no end"),
          of("parallelism", "1", "at most the partitions of the smallest topic"),
          of("maxParallelism", "128", "for ever: state is kept by it"),
          of("checkpointingInterval", "30000", "ms; a crash repeats so much work at most"),
          of("minPauseBetweenCheckpoints", "10000", "ms; less, and a restart may lose the source"),
          fixed("checkpointingMode", "EXACTLY_ONCE", "what is counted twice is wrong"),
          of("checkpointTimeoutMillis", "600000", "ms; then the checkpoint is given up"),
          of("numConcurrentCheckpoints", "1", "one at a time"),
          of("failOnCheckpointingErrors", "true", "a checkpoint that fails restarts the job"),
          fixed("unalignedCheckpointEnabled", "false", "it would keep what is on its way"),
          fixed("forceUnalignedCheckpointEnabled", "false", "it would keep what is on its way"),
          of("externalizedCheckpointsEnabled", "true", "checkpoints can be gone on from"),
          of("retainExternalizedCheckpointsOnCancellation", "true", "also after the job's end"),
          of("finishBundleBeforeCheckpointing", "true", "a checkpoint holds no half bundle"),
          of("maxBundleSize", "4", "batches of records that go together"),
          of("maxBundleTimeMills", "500", "ms; the longest that they are held back"),
          of("autoWatermarkInterval", "200", "ms between watermarks"),
          fixed("objectReuse", "true", "as fast as copying less, and exact"),
          fixed("fasterCopy", "false", "half-changed sums would be kept"),
          of("operatorChaining", "true", "raw records end in the task that reads them"),
          of("disableMetrics", "false", "true is faster, and blinds every alarm"),
          of("numberOfExecutionRetries", "", "restarts are the cluster's, or without end"),
          of("stateBackend", "", "the cluster's; or rocksdb, with a path"),
          of("stateBackendStoragePath", "", "the cluster's; the path for stateBackend"),
          of("savepointPath", "", "a savepoint or checkpoint to go on from"),
          of("allowNonRestoredState", "false", "true leaves behind what no step knows"),
          of("flinkMaster", "[local]", "host:port; [auto] inside a JobManager"),
          of("flinkConfDir", "", "settings of Flink's for the embedded engine"),
          of("shutdownSourcesAfterIdleMs", "", "for tests: then the job ends"));

  private static StreamOption of(String name, String value, String why) {
    return new StreamOption(name, value, false, why);
  }

  private static StreamOption fixed(String name, String value, String why) {
    return new StreamOption(name, value, true, why);
  }

  /** As it stands on a command line. */
  public String said() {
    return prefix() + value;
  }

  /** As it stands on a command line, up to its value. */
  String prefix() {
    return "--" + name + "=";
  }
}
