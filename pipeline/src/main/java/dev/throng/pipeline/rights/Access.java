package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.EventFormat;
import dev.throng.pipeline.publish.EventWriter;
import dev.throng.pipeline.store.Trail;
import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.time.Instant;
import java.util.ArrayList;
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

  /** That to all that the job's store knows of. */
  public Access(Job job, Instant now) {
    this.job = job;
    this.now = now;
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
    Trail trail = Trail.of(job.store());
    trail.add("subject access", Trail.State.BEGUN, Map.of("ids", Integer.toString(ids.size())));
    Review review = new Review(job);
    Counted counted = new Counted();
    try (EventWriter rows = form.open(to)) {
      review.each(
          People.named(job, ids, now), (file, people) -> read(review, file, people, counted));
      for (StoredEvent row : counted.inOrder()) {
        rows.write(row);
      }
    }
    Receipt receipt = Receipt.of("subject access", ids, review.tally(), now);
    receipt.put("rows_given", counted.own.size());
    receipt.put("rows_of_others_with_one_of_the_ids", counted.others);
    receipt.keep(job);
    Map<String, String> details = new HashMap<>();
    details.put("ids", Integer.toString(ids.size()));
    details.put("rows_given", Integer.toString(counted.own.size()));
    details.put("files_damaged", Integer.toString(receipt.damaged().size()));
    details.put("receipt", receipt.number());
    trail.add("subject access", Trail.State.DONE, details);
    return receipt;
  }

  private static final class Counted {
    private final List<StoredEvent> own = new ArrayList<>();
    private long others;

    /** The same, however many threads read. */
    private List<StoredEvent> inOrder() {
      return own.stream()
          .sorted(
              Comparator.comparingLong(StoredEvent::getEventTime)
                  .thenComparing(StoredEvent::toString))
          .toList();
    }
  }

  private static void read(Review review, StoredFile file, DayPeople people, Counted counted) {
    List<StoredEvent> own = new ArrayList<>();
    long others = 0;
    try (Rows<StoredEvent> rows = file.form().events(file, review.seal())) {
      for (StoredEvent row = rows.next(); row != null; row = rows.next()) {
        RowKey key = RowKey.of(row);
        if (people.own(key)) {
          row.setSeller(null);
          own.add(row);
        } else if (people.carries(key)) {
          others++;
        }
      }
    } catch (IOException | RuntimeException e) {
      review.tally().damaged(file);
      return;
    }
    synchronized (counted) {
      counted.own.addAll(own);
      counted.others += others;
    }
  }
}
