package dev.throng.pipeline.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.read.LedgerFiles;
import dev.throng.pipeline.read.ReleaseCalendar;
import dev.throng.pipeline.read.RunRange;
import dev.throng.pipeline.read.SharedLedger;
import dev.throng.pipeline.read.WorkerSettings;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.time.Instant;
import java.util.List;

/**
 * What it takes to load a ledger into memory, with as many threads as there are processors.
 *
 * @param factsPerSecond by the clock on the wall
 * @param cpuSecondsPerMillion of this whole process, all threads
 * @param bytesPerFact of the heap, once it is loaded and garbage is collected
 */
public record LedgerLoad(
    @JsonProperty("facts_per_second") double factsPerSecond,
    @JsonProperty("cpu_seconds_per_million") double cpuSecondsPerMillion,
    @JsonProperty("bytes_per_fact") double bytesPerFact) {

  static LedgerLoad of(Job job, long facts) throws Exception {
    WorkerSettings settings =
        new WorkerSettings(
            job,
            RunRange.EVERYTHING,
            ReleaseCalendar.of(job, RunRange.EVERYTHING, Instant.now()),
            Staging.ofNewRun(),
            LedgerFiles.of(job.consent(), job.store()),
            /* buckets= */ 1);
    long before = heap();
    SharedLedger[] ledger = new SharedLedger[1];
    Stopwatch time = Stopwatch.time(() -> ledger[0] = SharedLedger.of(settings));
    double bytes = (heap() - before) / (double) facts;
    if (ledger[0].counts().read() != facts) {
      throw new IllegalStateException("the ledger has lost facts");
    }
    Figure figure = time.figure(facts, new Stopwatch(0, 0));
    return new LedgerLoad(figure.eventsPerSecond(), figure.cpuSecondsPerMillion(), bytes);
  }

  private static long heap() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  static LedgerLoad median(List<LedgerLoad> loads) {
    return new LedgerLoad(
        Figure.middle(loads.stream().map(LedgerLoad::factsPerSecond).toList()),
        Figure.middle(loads.stream().map(LedgerLoad::cpuSecondsPerMillion).toList()),
        Figure.middle(loads.stream().map(LedgerLoad::bytesPerFact).toList()));
  }
}
