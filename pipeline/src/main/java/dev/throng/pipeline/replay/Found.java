package dev.throng.pipeline.replay;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.rights.SealedRejections;
import dev.throng.pipeline.rights.SealedRejections.Line;
import dev.throng.transforms.pseudonymize.key.RecordOpener;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is sealed and was never replayed.
 *
 * @param lines what can be replayed
 * @param locked how many are of other keys
 * @param expired how many have ended with their key
 */
record Found(List<Line> lines, long locked, long expired) {

  static Found in(Job job, Replayed replayed, RecordOpener opener, Instant now) throws IOException {
    List<Line> sealed = new ArrayList<>();
    new SealedRejections(job).each(sealed::add);
    List<Line> lines = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    long locked = 0;
    long expired = 0;
    for (Line line : sealed) {
      if (replayed.holds(line) || !seen.add(line.sealed().toString())) {
        continue;
      }
      if (!line.sealed().expires().isAfter(now)) {
        expired++;
      } else if (opener.opens(line.sealed())) {
        lines.add(line);
      } else {
        locked++;
      }
    }
    return new Found(lines, locked, expired);
  }
}
