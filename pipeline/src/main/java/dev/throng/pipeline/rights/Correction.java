package dev.throng.pipeline.rights;

import dev.throng.pipeline.job.Job;
import dev.throng.pipeline.publish.TransferRegion;
import dev.throng.pipeline.store.StoreWork;
import dev.throng.pipeline.store.Trail;
import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.io.Serializable;
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
public record Correction(@Nullable String residence, @Nullable String role)
    implements Serializable {

  /** Makes it so. */
  public Receipt make(Job job, Collection<NamedId> ids, Instant now, PassEngine engine)
      throws IOException {
    return StoreWork.alone(job.store(), () -> makeAlone(new Pass(job, engine), ids, now));
  }

  private Receipt makeAlone(Pass pass, Collection<NamedId> ids, Instant now) throws IOException {
    Job job = pass.job();
    Trail trail = Trail.of(job.store());
    trail.add("subject correct", Trail.State.BEGUN, Map.of("ids", Integer.toString(ids.size())));
    Tally tally = pass.each(People.named(job, ids, now), new CorrectWork(this)).tally();
    Receipt receipt = Receipt.of("subject correct", ids, tally, now);
    receipt.found(tally.concerned());
    receipt.notReached(job);
    receipt.keep(job);
    Map<String, String> details = new HashMap<>(tally.counts());
    details.put("ids", Integer.toString(ids.size()));
    details.put("receipt", receipt.number());
    trail.add("subject correct", Trail.State.DONE, details);
    return receipt;
  }

  /** Whether there was something to correct in a row of the people. */
  boolean correct(StoredEvent row) {
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
