package dev.throng.pipeline.rights;

import dev.throng.schemas.StoredEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;

/**
 * Does the work of a pass on each portion. A portion may come again (F32): what an attempt counted
 * before it changed anything is what counts, since the next finds nothing left to do.
 */
final class GoThrough extends DoFn<Portion, KV<String, Tally>> {
  private static final long serialVersionUID = 1;

  private final PassSettings settings;
  private transient SealOnce seal;
  private transient PassFolder folder;

  /** Of the last portion: those of one day come one after the other. */
  private transient Map<String, PeriodPeople> people;

  @SuppressWarnings("NullAway.Init") // Beam calls setup first.
  GoThrough(PassSettings settings) {
    this.settings = settings;
  }

  @Setup
  public void setup() {
    seal = new SealOnce(settings.job().keys());
    folder = settings.folder(seal);
    people = Map.of();
  }

  @ProcessElement
  public void go(@Element Portion portion, OutputReceiver<KV<String, Tally>> out)
      throws IOException {
    if (!folder.isOpen()) {
      return;
    }
    Optional<Tally> before = folder.intent(portion);
    // Parquet is read from its end, and an attempt before this one may have moved that.
    Portion now = before.isEmpty() ? portion : portion.again();
    Tally tally = new Tally();
    if (!now.files().isEmpty()) {
      work(now, tally, () -> folder.intend(portion, tally));
    }
    out.output(KV.of("", folder.intent(portion).orElse(tally)));
  }

  private void work(Portion portion, Tally tally, Workplace.Intent intent) throws IOException {
    Map<String, PeriodPeople> here = new HashMap<>();
    for (String period : portion.periods()) {
      PeriodPeople known = people.get(period);
      here.put(period, known == null ? folder.people(period) : known);
    }
    people = here;
    List<StoredEvent> rows = new ArrayList<>();
    settings
        .work()
        .on(portion, new Workplace(seal, new DayPeople(here.values()), tally, rows::add, intent));
    if (!rows.isEmpty()) {
      folder.rows(portion, rows);
    }
  }
}
