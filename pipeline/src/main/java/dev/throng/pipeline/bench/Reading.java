package dev.throng.pipeline.bench;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.read.InputFiles;
import dev.throng.schemas.IdentifiedEvent;
import dev.throng.schemas.Split;
import dev.throng.transforms.parse.EventReader;
import dev.throng.transforms.parse.ParseSettings;
import dev.throng.transforms.step.KeptOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Reads a job's events, and makes nothing of them: what its format costs by itself. */
final class Reading {
  private Reading() {}

  /** Reads them in that many threads. */
  static void run(Job job, int threads) throws IOException, InterruptedException {
    Queue<Split> left = new ConcurrentLinkedQueue<>(InputFiles.splits(job.events()));
    try (Crew crew = new Crew(threads)) {
      crew.all(
          () -> {
            for (Split split = left.poll(); split != null; split = left.poll()) {
              read(job, split);
            }
            return List.of();
          });
    }
  }

  private static void read(Job job, Split split) throws IOException {
    KeptOnly<IdentifiedEvent> none = new KeptOnly<>(event -> {});
    try (EventReader reader =
        job.events()
            .format()
            .open(
                Files.newByteChannel(Path.of(split.getFile())),
                split.getStart(),
                split.getEnd(),
                ParseSettings.standard())) {
      while (reader.next(none)) {
        // Each is read, and that is all.
      }
    }
  }
}
