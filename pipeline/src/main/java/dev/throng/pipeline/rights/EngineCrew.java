package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The workers of an engine, here or on a cluster. */
final class EngineCrew implements PassCrew {
  private final Job job;
  private final FileWork work;
  private final PassEngine engine;
  private final PassFolder folder;
  private final List<Portion> portions = new ArrayList<>();
  private final Set<String> written = new HashSet<>();

  EngineCrew(Job job, FileWork work, PassEngine engine) throws IOException {
    this.job = job;
    this.work = work;
    this.engine = engine;
    this.folder = PassFolder.ofNewPass(job, new SealOnce(job.keys()));
  }

  @Override
  public void take(Portion portion, Map<String, PeriodPeople> people) throws IOException {
    for (Map.Entry<String, PeriodPeople> period : people.entrySet()) {
      if (written.add(period.getKey())) {
        folder.people(period.getKey(), period.getValue());
      }
    }
    portions.add(portion);
  }

  @Override
  public Tally finish(List<StoredEvent> rows) throws IOException {
    if (portions.isEmpty()) {
      return new Tally();
    }
    engine.run(new PassFlow(portions, new PassSettings(job, folder.pass(), work)));
    // A worker that was lost leaves what it was writing.
    StoredFiles.of(job).sweep();
    rows.addAll(folder.rows());
    return folder.result();
  }

  @Override
  public void close() throws IOException {
    folder.clear();
  }
}
