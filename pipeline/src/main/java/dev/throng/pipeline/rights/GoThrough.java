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
    Map<String, PeriodPeople> here = new HashMap<>();
    for (String period : portion.periods()) {
      PeriodPeople known = people.get(period);
      here.put(period, known == null ? folder.people(period) : known);
    }
    people = here;
    Tally tally = new Tally();
    List<StoredEvent> rows = new ArrayList<>();
    settings
        .work()
        .on(
            portion,
            new Workplace(
                seal,
                new DayPeople(here.values()),
                tally,
                rows::add,
                () -> folder.intend(portion, tally)));
    if (!rows.isEmpty()) {
      folder.rows(portion, rows);
    }
    Optional<Tally> intended = folder.intent(portion);
    out.output(KV.of("", intended.orElse(tally)));
  }
}
