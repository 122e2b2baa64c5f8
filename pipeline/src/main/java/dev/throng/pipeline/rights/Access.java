package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.pipeline.publish.EventWriter;
import dev.throng.pipeline.store.StoreWork;
import dev.throng.pipeline.store.Trail;
import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows people what is stored of them (P22), and nothing of others (P20): a row is of the user
 * where it has one, else of the device, else of the cookie, as people are counted; whom they bought
 * from is not told.
 */
public final class Access {
  private final Job job;
  private final Instant now;
  private final PassEngine engine;

  /** That to all that the job's store knows of. */
  public Access(Job job, Instant now, PassEngine engine) {
    this.job = job;
    this.now = now;
    this.engine = engine;
  }

  /** The forms in which rows are given. */
  public enum Form {
    JSONL,
    CSV;

    EventWriter open(WritableByteChannel channel) throws IOException {
      return this == JSONL ? EventFormat.JSONL.open(channel) : new CsvEvents(channel);
    }
  }

  /**
   * Writes all rows that are theirs.
   *
   * @param to is closed
   * @return what was written; also how many rows carry one of their ids and are of others
   */
  public Receipt write(Collection<NamedId> ids, Form form, WritableByteChannel to)
      throws IOException {
    // Nobody rewrites meanwhile what is read.
    return StoreWork.alone(job.store(), () -> writeAlone(ids, form, to));
  }

  private Receipt writeAlone(Collection<NamedId> ids, Form form, WritableByteChannel to)
      throws IOException {
    Trail trail = Trail.of(job.store());
    trail.add("subject access", Trail.State.BEGUN, Map.of("ids", Integer.toString(ids.size())));
    Pass.Result found;
    try (EventWriter rows = form.open(to)) {
      found = new Pass(job, engine).each(People.named(job, ids, now), new AccessWork());
      for (StoredEvent row : inOrder(found.rows())) {
        rows.write(row);
      }
    }
    Receipt receipt = Receipt.of("subject access", ids, found.tally(), now);
    receipt.put("rows_given", found.rows().size());
    receipt.put("rows_of_others_with_one_of_the_ids", found.tally().others());
    receipt.found(found.rows().size() + found.tally().others());
    receipt.keep(job);
    Map<String, String> details = new HashMap<>();
    details.put("ids", Integer.toString(ids.size()));
    details.put("rows_given", Integer.toString(found.rows().size()));
    details.put("files_damaged", Integer.toString(receipt.damaged().size()));
    details.put("receipt", receipt.number());
    trail.add("subject access", Trail.State.DONE, details);
    return receipt;
  }

  /** The same, whoever reads what first. */
  private static List<StoredEvent> inOrder(List<StoredEvent> rows) {
    return rows.stream()
        .sorted(
            Comparator.comparingLong(StoredEvent::getEventTime)
                .thenComparing(StoredEvent::toString))
        .toList();
  }
}
