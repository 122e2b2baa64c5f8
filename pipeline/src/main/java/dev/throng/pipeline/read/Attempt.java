package dev.throng.pipeline.read;

import dev.throng.pipeline.job.JobOutputs;
import dev.throng.pipeline.publish.Counts;
import dev.throng.pipeline.publish.EventFiles;
import dev.throng.pipeline.publish.EventRows;
import dev.throng.pipeline.publish.RejectionFile;
import dev.throng.pipeline.publish.SplitName;
import dev.throng.pipeline.publish.SplitSummary;
import dev.throng.pipeline.publish.Staging;
import dev.throng.pipeline.publish.TransferRegion;
import dev.throng.schemas.ConsentedEvent;
import dev.throng.schemas.Origin;
import dev.throng.schemas.Split;
import dev.throng.schemas.StoredEvent;
import dev.throng.transforms.parse.EventReader;
import dev.throng.transforms.step.DropReason;
import dev.throng.transforms.step.RejectReason;
import dev.throng.transforms.step.Sink;
import dev.throng.transforms.step.Warning;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The end of the chain for one attempt at one split: every record ends here once (law 3), counted,
 * and what is kept is written and added up.
 */
final class Attempt implements Sink<ConsentedEvent>, Closeable {
  /** Input is mostly in the order of time; each open file may hold some 16 MB. */
  private static final int MOST_OPEN_DAYS = 3;

  private final WorkerSettings settings;
  private final Split split;
  private final SplitName place;
  private final EventReader reader;
  private final EventRows rows;
  private final Sealing sealing;
  private final Counting counting;
  private final String name = Staging.newAttempt();
  private final @Nullable EventFiles events;
  private final RejectionFile rejections;
  private final Map<DropReason, long[]> dropped = new EnumMap<>(DropReason.class);
  private final Map<RejectReason, long[]> rejected = new EnumMap<>(RejectReason.class);
  private final Map<Warning, long[]> warnings = new EnumMap<>(Warning.class);
  private long read;
  private long kept;

  Attempt(
      WorkerSettings settings,
      Split split,
      EventReader reader,
      EventRows rows,
      Sealing sealing,
      Counting counting) {
    this.settings = settings;
    this.split = split;
    this.reader = reader;
    this.rows = rows;
    this.sealing = sealing;
    this.counting = counting;
    JobOutputs outputs = settings.job().outputs();
    this.place = settings.place(split);
    this.events =
        outputs.events() == null
            ? null
            : new EventFiles(
                settings.staging(),
                outputs.events().to(),
                outputs.events().format(),
                place,
                name,
                MOST_OPEN_DAYS);
    this.rejections = new RejectionFile(settings.staging(), outputs.rejected(), place, name);
  }

  @Override
  public void keep(ConsentedEvent event) {
    long time = event.getEvent().getEventTime();
    if (!settings.range().holds(time)) {
      drop(DropReason.OUTSIDE_RUN);
      if (settings.range().near(time)) {
        counting.addNear(event);
      }
      return;
    }
    read++;
    kept++;
    store(event);
    counting.add(event);
  }

  private void store(ConsentedEvent event) {
    if (events == null) {
      return;
    }
    StoredEvent row = rows.row(event);
    if (TransferRegion.isIn(row.getResidence(), settings.job().outputs().excludedRegions())) {
      return;
    }
    try {
      events.write(row);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void drop(DropReason reason) {
    read++;
    dropped.computeIfAbsent(reason, first -> new long[1])[0]++;
  }

  @Override
  public void reject(RejectReason reason, String field) {
    read++;
    rejected.computeIfAbsent(reason, first -> new long[1])[0]++;
    try {
      long offset = reader.offset();
      rejections.write(
          reason, field, new Origin(split.getFile(), offset), sealed(reason, offset).orElse(null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is too large to be read is too large to be kept. */
  private Optional<String> sealed(RejectReason reason, long offset) {
    return sealing.isWanted() && reason != RejectReason.TOO_LARGE
        ? sealing.ofFile(reader.record(), split.getFile(), offset)
        : Optional.empty();
  }

  @Override
  public void warn(Warning warning) {
    warnings.computeIfAbsent(warning, first -> new long[1])[0]++;
  }

  /** Ends the files and sums up. */
  SplitSummary finish() throws IOException {
    return new SplitSummary(
        place,
        name,
        new Counts(
            read,
            kept,
            new TreeMap<>(labelled(dropped, DropReason::label)),
            new TreeMap<>(labelled(rejected, RejectReason::label)),
            new TreeMap<>(labelled(warnings, Warning::label))),
        events == null ? new ArrayList<>() : new ArrayList<>(events.finish()),
        new ArrayList<>(rejections.finish().stream().toList()));
  }

  private static <T> Map<String, Long> labelled(Map<T, long[]> counts, Function<T, String> label) {
    Map<String, Long> labelled = new HashMap<>();
    counts.forEach((counted, count) -> labelled.put(label.apply(counted), count[0]));
    return labelled;
  }

  /** Removes what is not finished. */
  @Override
  public void close() {
    if (events != null) {
      events.close();
    }
    rejections.close();
  }
}
