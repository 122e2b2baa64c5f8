package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.EventWriter;
import dev.throng.pipeline.publish.TransferRegion;
import dev.throng.pipeline.rights.StoredFile.Apart;
import dev.throng.pipeline.store.StoreWork;
import dev.throng.pipeline.store.Trail;
import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Corrects what people tell about themselves, in all stored events that are theirs (P22). What was
 * set apart stays as it is. A later run over the old input stores again what the input says: that
 * has to be corrected where it comes from.
 *
 * @param residence country of residence, an upper-case ISO 3166-1 alpha-2 code; null where it is
 *     right
 * @param role buyer, seller or visitor; null where it is right
 */
public record Correction(@Nullable String residence, @Nullable String role) {

  /** Makes it so. */
  public Receipt make(Job job, Collection<NamedId> ids, Instant now) throws IOException {
    return StoreWork.alone(job.store(), () -> makeAlone(job, ids, now));
  }

  private Receipt makeAlone(Job job, Collection<NamedId> ids, Instant now) throws IOException {
    Trail trail = Trail.of(job.store());
    trail.add("subject correct", Trail.State.BEGUN, Map.of("ids", Integer.toString(ids.size())));
    Review review = new Review(job);
    Tally tally =
        review.each(People.named(job, ids, now), (file, people) -> file(review, file, people));
    Receipt receipt = Receipt.of("subject correct", ids, tally, now);
    receipt.notReached(job);
    receipt.keep(job);
    Map<String, String> details = new HashMap<>(tally.counts());
    details.put("ids", Integer.toString(ids.size()));
    details.put("receipt", receipt.number());
    trail.add("subject correct", Trail.State.DONE, details);
    return receipt;
  }

  private void file(Review review, StoredFile file, DayPeople people) throws IOException {
    if (file.apart() != Apart.NO) {
      return;
    }
    long wrong = 0;
    try (Rows<StoredEvent> rows = file.form().events(file, review.seal())) {
      for (StoredEvent row = rows.next(); row != null; row = rows.next()) {
        wrong += correct(row, people) ? 1 : 0;
      }
    } catch (IOException | RuntimeException e) {
      review.tally().damaged(file);
      return;
    }
    review.tally().read(file, Map.of(Fate.CORRECTED, wrong));
    if (wrong == 0) {
      return;
    }
    WholeFile.write(
        file.file(),
        channel -> {
          try (Rows<StoredEvent> rows = file.form().events(file, review.seal());
              EventWriter to = file.form().format().open(channel)) {
            for (StoredEvent row = rows.next(); row != null; row = rows.next()) {
              correct(row, people);
              to.write(row);
            }
          }
        });
    review.tally().changed(file);
  }

  /** Whether there was something to correct. */
  private boolean correct(StoredEvent row, DayPeople people) {
    if (!people.own(RowKey.of(row))) {
      return false;
    }
    boolean wrong = false;
    if (residence != null && !residence.equals(row.getResidence())) {
      row.setResidence(residence);
      row.setResidenceRegion(TransferRegion.of(residence));
      wrong = true;
    }
    if (role != null && !role.equals(row.getRole())) {
      row.setRole(role);
      wrong = true;
    }
    return wrong;
  }
}
